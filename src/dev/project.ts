import { join } from 'node:path'
import { parse } from 'yaml'
import type { ComposeFile, PublishedPort, Service } from '../../targets/compose/compose-file.js'
import { hostService } from '../../targets/compose/wasm/host-service.js'
import type { TargetArtifact } from '../../targets/target.js'
import type { Compilation } from '../compilation.js'
import type { Host } from '../host.js'
import { type ImageBuild, listBuilds } from '../images/list-builds.js'
import type { Id } from '../lattice/lattice.js'
import { missingText } from '../outside/missing-text.js'
import { missingValues, outsideValues } from '../outside/outside-values.js'
import type { Route } from '../plan/plan.js'
import { makeLocator } from '../report/locate.js'

/** A rendered Compose project, as `mc dev` works with it. */
export interface DevProject {
  /** Name of the Compose project. */
  readonly name: string
  /** The files that Compose reads, absolute, the first one first. */
  readonly files: readonly string[]
  /** By name, in the order of the file. */
  readonly services: ReadonlyMap<string, DevService>
  /** What is built from sources. */
  readonly builds: readonly ImageBuild[]
  /** What is missing from outside, a line for each; empty where nothing is. */
  readonly missing: string
  readonly routes: readonly { readonly to: Id; readonly route: Route }[]
  /** Everything that was rendered; equal text, equal project. */
  readonly text: string
}

/** A service of the project. */
export interface DevService {
  readonly name: string
  /** The components that it runs. */
  readonly runs: readonly Id[]
  /** `path:line:column` of the component in its manifest; absent where the service is none of the manifests'. */
  readonly place?: string
  readonly image?: string
  readonly isWatched: boolean
  readonly ports: readonly PublishedPort[]
  /** What the container is made of, and the files that it is given. Compose notices a change of the first alone. */
  readonly definition: string
  readonly given: string
}

/** Where a project lies, and what it finds there. */
export interface Surroundings {
  readonly host: Host
  /** Absolute. */
  readonly cwd: string
  readonly env: Readonly<Record<string, string | undefined>>
  /** The output folder, in which `compose/` lies; absolute. */
  readonly folder: string
  /** With `compose.debug.yaml`. */
  readonly debug: boolean
}

/** Reads a compilation for Compose. */
export function readProject(compilation: Compilation, surroundings: Surroundings): DevProject {
  const { artifacts, plan, lattice } = compilation
  const { folder, debug, env } = surroundings
  const main = artifacts.find(({ path }) => path === 'compose/compose.yaml')
  if (main === undefined) throw new Error('nothing was rendered for Compose')
  const debugFile = debug ? artifacts.find(({ path }) => path === debugPath) : undefined
  const file: ComposeFile = parse(main.text)
  const changes: { services: Record<string, object> } | undefined = debugFile && parse(debugFile.text)
  const locator = makeLocator()
  const placeOf = (id: Id | undefined): { place?: string } => {
    const node = id === undefined ? undefined : lattice.nodes.get(id)
    return node === undefined ? {} : { place: locator.place(node.manifest.document.at(node.component, 'name')) }
  }
  const hosted = new Map(plan?.plan.hostGroups.map((group) => [hostService(group), group.workloads]))
  const services = Object.entries(file.services).map(([name, service]): DevService => {
    const runs = hosted.get(name) ?? componentOf(service)
    const { develop, build, ...rest } = service
    return {
      name,
      runs,
      ...placeOf(runs[0]),
      ...(service.image !== undefined && { image: service.image.replaceAll('$$', '$') }),
      isWatched: develop !== undefined,
      ports: service.ports ?? [],
      definition: JSON.stringify([rest, build, changes?.services[name]]),
      given: givenTo(service, file, artifacts),
    }
  })
  return {
    name: file.name,
    files: [main, ...(debugFile ? [debugFile] : [])].map(({ path }) => join(folder, path)),
    services: new Map(services.map((service) => [service.name, service])),
    builds: listBuilds(compilation, folder, env),
    missing: missingText(missingValues(outsideValues(compilation, { ...surroundings, target: 'compose' }))),
    routes: (plan?.plan.applications ?? []).flatMap(({ workloads }) =>
      workloads.flatMap((workload) => (workload.kind === 'wasm' ? [] : workload.routes.map((route) => ({ to: workload.id, route })))),
    ),
    text: JSON.stringify([...artifacts].map(({ path, text }) => [path, text])),
  }
}

/** The file that changes services so that debuggers can attach, as it lies in the output folder. */
export const debugPath = 'compose/compose.debug.yaml'

/** The labels that every container of a component has; Compose's way of writing `$` is undone. */
function componentOf({ labels }: Service): readonly Id[] {
  const [application, component] = ['app.oam.dev/name', 'app.oam.dev/component'].map((key) => labels?.[key]?.replaceAll('$$', '$'))
  return application === undefined || component === undefined ? [] : [`${application}/${component}`]
}

/** Gives the content of the configuration, secrets and files of the project that a service mounts. */
function givenTo({ configs = [], secrets = [], volumes = [] }: Service, file: ComposeFile, artifacts: readonly TargetArtifact[]): string {
  const sources = [...configs.map(({ source }) => file.configs?.[source]), ...secrets.map(({ source }) => file.secrets?.[source])]
  const paths = [...sources.map((source) => source?.file), ...volumes.flatMap(({ type, source }) => (type === 'bind' ? source : []))]
  const texts = paths.flatMap((path) => {
    if (path === undefined || !path.startsWith('./')) return []
    const own = `compose/${path.slice('./'.length)}`
    return artifacts.filter((artifact) => artifact.path === own || artifact.path.startsWith(`${own}/`)).map(({ text }) => text)
  })
  return JSON.stringify([sources, texts])
}

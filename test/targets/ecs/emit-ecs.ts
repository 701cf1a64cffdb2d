import * as assert from 'uvu/assert'
import { stringify } from 'yaml'
import { compile } from '../../../src/compile-fully.js'
import type { Diagnostic } from '../../../src/diagnostic.js'
import type { ContainerDefinition, TaskDefinition } from '../../../targets/ecs/resources/kinds.js'

/** What the target wrote, by path below `ecs/`. */
export interface EmittedEcs {
  readonly files: Readonly<Record<string, string>>
  readonly diagnostics: readonly Diagnostic[]
  readonly outside: readonly string[]
}

/** Lists of components by the name of their application. */
export type Applications = Readonly<Record<string, readonly object[]>>

/** Emits applications for ECS; they must compile. */
export function emitEcs(applications: Applications, options: Readonly<Record<string, string>> = {}): EmittedEcs {
  const emitted = attemptEcs(applications, options)
  assert.equal(
    emitted.diagnostics.filter(({ severity }) => severity === 'error').map(({ message }) => message),
    [],
  )
  return emitted
}

/** The same, where errors are expected. */
export function attemptEcs(applications: Applications, options: Readonly<Record<string, string>> = {}): EmittedEcs {
  const sources = Object.entries(applications).map(([name, list]) => ({ path: `apps/${name}.yaml`, text: manifest(name, list) }))
  const { artifacts, diagnostics, outside } = compile(sources, { targets: ['ecs'], settings: { ecs: options }, cwd: '/work', out: 'out' })
  return {
    files: Object.fromEntries(artifacts.map(({ path, text }) => [path.replace('ecs/', ''), text])),
    diagnostics,
    outside: outside.map(
      ({ what, source, key, keeper, as }) => `${what} ${source}${key === undefined ? '' : `.${key}`} as ${as?.name}: ${keeper}`,
    ),
  }
}

/** The task definition of `<application>-<component>`. */
export function taskOf({ files }: EmittedEcs, application = 'shop', component = 'web'): TaskDefinition {
  return JSON.parse(files[`${application}/${application}-${component}/taskdef.json`] ?? 'null') as TaskDefinition
}

/** A container of that task definition; the main one where no name is given. */
export function containerOf(emitted: EmittedEcs, name?: string): ContainerDefinition {
  const found = taskOf(emitted).containerDefinitions?.find((container) =>
    name === undefined ? container.essential : container.name === name,
  )
  assert.ok(found, `a container ${name ?? 'that is essential'}`)
  return found!
}

/** Codes and messages of diagnostics, for comparing. */
export function said({ diagnostics }: EmittedEcs): readonly string[] {
  return diagnostics.map(({ severity, code, message }) => `${severity} ${code}: ${message}`)
}

/** A component with the image nginx. */
export function component(properties: object, traits: readonly object[] = [], name = 'web', type = 'webservice'): object {
  return { name, type, properties: { image: 'nginx:1', ...properties }, ...(traits.length > 0 && { traits }) }
}

function manifest(name: string, components: readonly object[]): string {
  return stringify({ apiVersion: 'core.oam.dev/v1beta1', kind: 'Application', metadata: { name }, spec: { components } })
}

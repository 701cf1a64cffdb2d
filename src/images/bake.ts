import type { BakeFile, BakeTarget } from '../../targets/compose/build/bake-file.js'
import { escapeBakeText } from '../../targets/compose/build/bake-text.js'
import { type DockerOptions, docker } from './docker.js'
import { type ImageBuild, isLocalContext } from './list-builds.js'

/** How a run of bake ended. */
export interface Baked {
  /** By name of the target, why it failed, and the last lines that its steps wrote. A target that another's failure stopped is not here. */
  readonly failures: ReadonlyMap<string, Failed>
  readonly code: number
}

export interface Failed {
  readonly message: string
  readonly tail: readonly string[]
}

export interface BakeRequest {
  /** With the tags that each image is to have. */
  readonly builds: readonly { readonly build: ImageBuild; readonly tags: readonly string[] }[]
  /** Every target that those may name as a context. */
  readonly all: readonly ImageBuild[]
  /** `load`: into the engine of this machine. `push`: to the registries that the tags name. */
  readonly output: 'load' | 'push'
  readonly noCache?: boolean
  readonly pull?: boolean
  readonly env?: Readonly<Record<string, string>>
  /** Is told of every step as it begins: `orders-api 2/4 RUN npm ci`. */
  readonly onStep?: (step: string) => void
}

/** Runs `docker buildx bake` over a file that it is given by standard input, so that nothing lies on the disk. */
export async function bake(request: BakeRequest, options: DockerOptions): Promise<Baked> {
  const { builds, output, noCache, pull, env, onStep } = request
  const names = builds.map(({ build }) => build.name)
  const file = fileOf(request)
  const words = [
    ...['buildx', 'bake', '--file', '-', '--progress', 'plain', `--${output}`],
    ...(noCache ? ['--no-cache'] : []),
    ...(pull ? ['--pull'] : []),
    ...permissions(file).map((permission) => `--allow=${permission}`),
    ...names,
  ]
  const log = makeLog(onStep)
  const { code } = await docker(words, options, {
    input: `${JSON.stringify(file, undefined, 2)}\n`,
    keep: false,
    ...(env && { env }),
    onLine: (line) => log.add(line),
  })
  return { code, failures: code === 0 ? new Map() : log.failures(names) }
}

/** Gives the file with the tags asked for; several platforms make no image that an engine could load, so then it is that of the machine. */
function fileOf({ builds, all, output }: BakeRequest): BakeFile {
  const tagsOf = new Map(builds.map(({ build, tags }) => [build.name, tags]))
  const targets = all.map(({ name, target }): [string, BakeTarget] => {
    const { tags: _, platforms, ...rest } = target
    const kept = output === 'load' && platforms !== undefined && platforms.length > 1 ? undefined : platforms
    return [name, escaped({ ...rest, ...(kept && { platforms: kept }), tags: tagsOf.get(name) ?? [] })]
  })
  return { group: { default: { targets: builds.map(({ build }) => build.name) } }, target: Object.fromEntries(targets) }
}

function escaped<T>(value: T): T {
  const visit = (item: unknown): unknown => {
    if (typeof item === 'string') return escapeBakeText(item)
    if (Array.isArray(item)) return item.map(visit)
    if (typeof item === 'object' && item !== null)
      return Object.fromEntries(Object.entries(item).map(([key, child]) => [key, visit(child)]))
    return item
  }
  // the same shape with other strings
  return visit(value) as T
}

/** What the manifest asks for is granted, as `docker compose build` grants it: bake asks again for what lies outside the working directory. */
function permissions({ target }: BakeFile): readonly string[] {
  const all = Object.values(target)
  const granted = new Set<string>()
  for (const { context = '.', contexts, secret, ssh, network, entitlements, 'cache-from': from, 'cache-to': to } of all) {
    if ([context, ...Object.values(contexts ?? {})].some(isLocalContext)) granted.add('fs.read=*')
    if (secret !== undefined || from !== undefined) granted.add('fs.read=*')
    if (to !== undefined) granted.add('fs.write=*')
    if (ssh !== undefined) granted.add('ssh')
    if (network === 'host') granted.add('network.host')
    for (const entitlement of entitlements ?? []) granted.add(entitlement)
  }
  return [...granted].sort()
}

const kept = 20

/** Reads BuildKit's plain progress: `#7 [orders-api 2/4] RUN …` begins a step, `#7 0.302 text` is what it writes, `#7 ERROR: …` its end. */
function makeLog(onStep: ((step: string) => void) | undefined) {
  const steps = new Map<string, { readonly name: string; readonly lines: string[]; failed: boolean }>()
  const said: string[] = []
  return {
    add(line: string): void {
      const [, id, rest] = /^#(\d+) (.*)$/s.exec(line) ?? []
      if (id === undefined || rest === undefined) {
        said.push(line)
        if (said.length > 2 * kept) said.shift()
        return
      }
      const step = steps.get(id)
      if (step === undefined) {
        steps.set(id, { name: rest, lines: [], failed: false })
        const [, place, what] = /^\[([^\]]*)\] (.*)$/s.exec(rest) ?? []
        if (place !== undefined && what !== undefined && !/^internal$| (?:internal|context .*)$/.test(place)) onStep?.(`${place} ${what}`)
      } else if (rest.startsWith('ERROR: ')) step.failed = true
      else if (/^\d+\.\d+ /.test(rest)) {
        step.lines.push(rest.replace(/^\d+\.\d+ /, ''))
        if (step.lines.length > kept) step.lines.shift()
      }
    },
    failures(names: readonly string[]): ReadonlyMap<string, Failed> {
      const failures = new Map<string, Failed>()
      for (const line of said) {
        const [, name, message] = /^ERROR: (?:target (\S+): )?(.*)$/s.exec(line) ?? []
        if (message === undefined) continue
        // bake names no target where there is but one
        for (const target of name === undefined ? names : [name])
          failures.set(target, { message: message.replace(/^failed to solve: /, ''), tail: tailOf(target) })
      }
      return failures
    },
  }

  function tailOf(target: string): readonly string[] {
    const failed = [...steps.values()].filter((step) => step.failed)
    const own = failed.filter(({ name }) => name.startsWith(`[${target} `))
    return (own.length > 0 ? own : failed).flatMap(({ lines }) => lines).slice(-kept)
  }
}

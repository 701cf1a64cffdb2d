import { cpSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { Document, parse } from 'yaml'
import { listFiles, root, run, temporary, writeTree } from '../harness.js'
import type { Engine, Finished } from './engine.js'

interface ComposeFile {
  readonly services: Readonly<Record<string, { readonly image?: string; readonly build?: object; readonly ports?: readonly object[] }>>
}

/** A lattice that was rendered for Compose, in a folder of its own. */
export interface ComposeProject {
  /** Where the rendered files lie. */
  readonly out: string
  /** Runs `docker compose` on the rendered file, under a project name that nobody else has. */
  compose(...args: readonly string[]): Promise<Finished>
  /** Like `compose`; throws what the command wrote where it fails. */
  must(...args: readonly string[]): Promise<string>
  /** Gives `http://address:port` of a published port. */
  urlOf(service: string, containerPort: number): Promise<string>
  /** Starts everything, or these services and what they need, and waits until it is ready. */
  up(...services: readonly string[]): Promise<void>
  /** Removes containers, networks, volumes and the images that were built. */
  down(): Promise<void>
}

/** One value for all variables of a project that hold secrets, or a value for each. */
export type Secret = string | ((variable: string) => string)

/** What an example is given before it is rendered. */
export interface ExampleOptions {
  readonly secret?: Secret
  /** Changes the text of each manifest. */
  readonly change?: (text: string) => string
  /** Files to put beside the manifests, by their paths. */
  readonly add?: readonly string[]
  /** Files that its user puts beside the Compose file: their texts by their paths. */
  readonly handed?: Readonly<Record<string, string>>
}

/** Copies an example to a new folder and renders it there, as its reader would. Ports are published at free ports instead of the fixed ones. */
export async function renderExample(engine: Engine, name: string, options: ExampleOptions = {}): Promise<ComposeProject> {
  const { secret, change, add = [], handed = {} } = options
  const folder = temporary()
  const copy = join(folder, name)
  cpSync(join(root, 'examples', name), copy, { recursive: true })
  if (change !== undefined)
    for (const path of listFiles(copy).filter((file) => file.endsWith('.yaml'))) writeFileSync(path, change(readFileSync(path, 'utf8')))
  for (const path of add) cpSync(path, join(copy, basename(path)))
  writeTree(join(folder, 'out', 'compose'), handed)
  return render(engine, folder, name, secret)
}

/** Renders the manifests at `path` in `folder`; secrets and configuration that no manifest has are given by variable, or one text for all. `options` are more arguments of `mc render`. */
export async function render(
  engine: Engine,
  folder: string,
  path: string,
  secret: Secret = '',
  options: readonly string[] = [],
): Promise<ComposeProject> {
  const rendered = await run(['render', path, '-t', 'compose', '-o', 'out', ...options], { cwd: folder })
  if (rendered.code !== 0) throw new Error(rendered.stderr)
  const out = join(folder, 'out', 'compose')
  const file: ComposeFile = parse(readFileSync(join(out, 'compose.yaml'), 'utf8'))
  writeFileSync(join(out, 'free-ports.yaml'), freePorts(file))
  const settings = ['-p', `mc-test-${process.pid}-${path.replace(/[^a-z0-9]/g, '')}`, '-f', 'compose.yaml', '-f', 'free-ports.yaml']
  const secretOf = (name: string): string => (typeof secret === 'string' ? secret : secret(name))
  const env = Object.fromEntries(secretNames(join(out, '.env.example')).map((name) => [name, secretOf(name)]))
  const compose = (...args: readonly string[]): Promise<Finished> => engine.docker(['compose', ...settings, ...args], { cwd: out, env })
  const must = async (...args: readonly string[]): Promise<string> => {
    const finished = await compose(...args)
    if (finished.code !== 0) throw new Error(`docker compose ${args.join(' ')}\n${finished.stdout}${finished.stderr}`)
    return finished.stdout
  }
  return {
    out,
    compose,
    must,
    urlOf: async (service, port) => `http://${(await must('port', service, String(port))).trim()}`,
    async up(...services) {
      const finished = await compose('up', '--detach', '--build', '--wait', '--wait-timeout', '120', '--pull', 'never', ...services)
      if (finished.code !== 0) throw new Error(`${finished.stderr}\n${(await compose('logs', '--tail', '20')).stdout}`)
    },
    async down() {
      await must('down', '--volumes', '--rmi', 'local', '--remove-orphans', '--timeout', '10')
      // `local` spares images that have a name
      const built = Object.values(file.services).flatMap(({ build, image }) => (build !== undefined && image !== undefined ? [image] : []))
      if (built.length > 0) await engine.docker(['image', 'rm', ...built], { cwd: out })
    },
  }
}

/** A fixed port may be taken on the machine that runs the tests: publishes each at any free one. */
function freePorts(file: ComposeFile): string {
  const changes = new Document({ services: {} })
  for (const [name, { ports }] of Object.entries(file.services)) {
    if (ports === undefined) continue
    const list = changes.createNode(ports.map((port) => ({ ...port, published: '0' })))
    // without it Compose would add the ports to those that are there
    list.tag = '!override'
    changes.setIn(['services', name, 'ports'], list)
  }
  return changes.toString()
}

function secretNames(path: string): string[] {
  if (!existsSync(path)) return []
  return [...readFileSync(path, 'utf8').matchAll(/^#?\s*(\w+)=/gm)].map((match) => match[1]!)
}

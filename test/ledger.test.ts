import { existsSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import * as assert from 'uvu/assert'
import { parseAllDocuments, stringify } from 'yaml'
import type { Compilation } from '../src/compilation.js'
import { compile } from '../src/compile-fully.js'
import type { Diagnostic, Source } from '../src/diagnostic.js'
import type { Document } from '../src/language/document.js'
import { parse } from '../src/language/parse.js'
import type { Feature } from '../src/plan/features.js'
import { compose } from '../targets/compose/index.js'
import { ecs } from '../targets/ecs/index.js'
import { fly } from '../targets/fly/index.js'
import { kubernetes } from '../targets/kubernetes/index.js'
import type { Target } from '../targets/target.js'
import { type Change, changesOf, type Path, variantsOf, withChange } from './changes.js'
import { listFiles, root, shareOf, tests } from './harness.js'
import { randomFrom } from './mutate.js'

/** Every change with `--full`, as in CI; elsewhere a sample that is the same each time. With `--by-turns` each manifest of the corpora is for one of the targets. */
const isFull = process.argv.includes('--full')
const isByTurns = process.argv.includes('--by-turns')

/** Applications that are compiled together, and how many of the changes to try where not all are. */
interface Subject {
  readonly target: Target
  readonly name: string
  readonly files: readonly { readonly path: string; readonly documents: readonly unknown[] }[]
  readonly sampleSize: number
}

/** A chart is made of the objects of the kubernetes target, which `targets/helm` compares with it. */
const subjects = [compose, kubernetes, ecs, fly].flatMap((target, turn, { length }) => [
  ...examples(target),
  ...features(target),
  ...(isFull ? corpus(target).filter((_, index) => !isByTurns || index % length === turn) : []),
])

tests(
  'ledger',
  Object.fromEntries(
    shareOf(subjects).map((subject) => [`${subject.target.name}: nothing is lost in ${subject.name}`, () => check(subject)]),
  ),
)

/** Makes every change, one at a time: the output differs, or a diagnostic of before or after names the entry, or the change is an error. */
function check({ target, name, files, sampleSize }: Subject): void {
  const emit = (sources: readonly Source[]): Compilation => emitFor(target, sources, optionsOf(target, name))
  const texts = files.map(({ path, documents }) => ({ path, text: print(documents) }))
  const before = emit(texts)
  assert.ok(before.artifacts.length > 0, `${name} compiles: ${before.diagnostics.find(({ severity }) => severity === 'error')?.message}`)
  const changes = files.flatMap(({ documents }, file) =>
    documents.flatMap((document, index) => (isApplication(document) ? changesOf(document).map((change) => ({ file, index, change })) : [])),
  )
  const lost: string[] = []
  /** What says what holds anyway is no loss: another value in its place must be seen. */
  const isNoChange = (file: number, index: number, { kind, path: entry, value }: Change): boolean => {
    if (kind === 'change') return false
    const { path, documents } = files[file]!
    const held = kind === 'add' ? value : entry.reduce((holder: unknown, step) => Reflect.get(holder as object, step), documents[index])
    const others = variantsOf(held)
    if (typeof held === 'object' && held !== null && Object.keys(held).length === 0) return true
    return (
      others.length > 0 &&
      others.every((other) => {
        const change: Change = { kind: 'change', path: entry, value: other }
        const text = print(documents.map((document, at) => (at === index ? withChange(document, change) : document)))
        return !isSilent(before, emit(texts.with(file, { path, text })), texts[file]!, { path, text }, index, change)
      })
    )
  }
  for (const { file, index, change } of sample(changes, sampleSize, name)) {
    const { path, documents } = files[file]!
    const text = print(documents.map((document, at) => (at === index ? withChange(document, change) : document)))
    const after = emit(texts.with(file, { path, text }))
    if (
      !isSilent(before, after, texts[file]!, { path, text }, index, change) ||
      isForOthers(target, change) ||
      isCovered(target, change, documents[index]) ||
      isNoChange(file, index, change)
    )
      continue
    lost.push(`${path} ${change.kind} ${change.path.join('.')} ${JSON.stringify(change.value) ?? ''}`)
  }
  assert.equal(lost, [], `${lost.length} of ${changes.length} changes make no difference and no diagnostic names them`)
}

function isSilent(before: Compilation, after: Compilation, old: Source, changed: Source, index: number, { path }: Change): boolean {
  if (after.artifacts.length === 0 || after.artifacts.length !== before.artifacts.length) return false
  if (after.artifacts.some(({ path, text }, at) => path !== before.artifacts[at]?.path || text !== before.artifacts[at].text)) return false
  return !isNamed(before, old, index, path) && !isNamed(after, changed, index, path)
}

/** Tells whether a diagnostic lies on the entry or inside it, or on the key of what holds it below the component or trait. */
function isNamed({ diagnostics }: Compilation, source: Source, index: number, path: Path): boolean {
  const document = parse(source, () => {}).documents[index]
  if (document === undefined) return true
  const own = diagnostics.filter(({ span }) => span?.source.path === source.path)
  // what a rule says at the type of a trait or a policy it says of all that has it
  const typed = path.findIndex((step, at) => (step === 'traits' || step === 'policies') && typeof path[at + 1] === 'number')
  const type = [...path.slice(0, typed + 2), 'type']
  const isRule = ({ code }: Diagnostic): boolean => code.startsWith('trait/') || code === 'schema/not-supported'
  if (typed >= 0 && own.some((diagnostic) => isRule(diagnostic) && isAt(document, type, diagnostic, false))) return true
  return path.some(
    (_, length) =>
      isBelowComponent(path.slice(0, length + 1), path) &&
      own.some((diagnostic) => isAt(document, path.slice(0, length + 1), diagnostic, length + 1 === path.length)),
  )
}

/** The properties of a component are too much to be named at once, and so are the lists of components and of traits. */
function isBelowComponent(part: Path, path: Path): boolean {
  if (part.length === path.length) return true
  return part[1] === 'components' ? part.length >= 5 : part.length > 1 || part[0] === 'status'
}

function isAt(document: Document, path: Path, { span }: Diagnostic, isEntry: boolean): boolean {
  const key = path.at(-1)
  const parent = path
    .slice(0, -1)
    .reduce((value: unknown, step) => (typeof value === 'object' && value !== null ? Reflect.get(value, step) : undefined), document.value)
  if (span === undefined || typeof parent !== 'object' || parent === null || key === undefined || !Object.hasOwn(parent, key)) return false
  const spans = (['key', 'value'] as const).map((half) => document.at(parent, key, half))
  if (spans.some(({ start, end }) => span.start === start && span.end === end)) return true
  const whole = document.whole(parent, key)
  return isEntry && span.start >= whole.start && span.end <= whole.end
}

/** What is somebody else's to use: a patch for another target, and sources that `mc build` builds. */
function isForOthers({ name, capabilities }: Target, { path }: Change): boolean {
  const others = ['compose', 'kubernetes', 'helm', 'ecs', 'fly'].filter((other) => other !== name)
  if (path[3] === 'traits' && path[5] === 'properties' && others.includes(String(path[6]))) return true
  return capabilities.build.support !== 'native' && path[3] === 'properties' && path[4] === 'build'
}

/** What means the same either way: an entry that another one covers. */
function isCovered({ name }: Target, { kind, path, value }: Change, document: unknown): boolean {
  const component: unknown = path[1] === 'components' ? path.slice(0, 3).reduce(entryOf, document) : undefined
  const traits: unknown = entryOf(component, 'traits')
  const held: unknown = path.reduce<unknown>(entryOf, document)
  // patches for others alone
  const patches: unknown = path[3] === 'traits' && path.length === 5 && entryOf(held, 'type') === 'runtime' && entryOf(held, 'properties')
  if (typeof patches === 'object' && patches !== null && !Object.hasOwn(patches, name)) return true
  // the application itself reads what a trigger says; a variable in it is there either way
  if (path[4] === 'triggers' && typeof held === 'string' && held.includes('{{')) return true
  // the objects themselves are named, and with them what was for all of them
  const isObjects = entryOf(component, 'type') === 'k8s-objects'
  if (name === 'compose') return isObjects
  if ((name === 'ecs' || name === 'fly') && isObjects) return true
  if (name === 'fly' && isCoveredOnFly(path, component)) return true
  // a route reaches the port anyway; with a rewrite its path is a pattern; values of secrets stay behind, whoever makes them
  const key = path.at(-1)
  if (key === 'expose' || key === 'mountOnly' || (key === 'pathType' && value === 'ImplementationSpecific')) return true
  if (kind === 'remove' && path[3] === 'properties' && path[4] === 'ports') return true
  // a patch that replaces a list replaces what made it
  if (Array.isArray(traits) && traits.some((trait) => entryOf(trait, 'type') === 'json-merge-patch')) return true
  // names and namespaces of an application in which nothing runs
  const components: unknown = entryOf(entryOf(document, 'spec'), 'components')
  const isBare = !Array.isArray(components) || components.every((each) => entryOf(each, 'type') === 'k8s-objects')
  return path[0] === 'metadata' && isBare
}

/** One diagnostic speaks for the whole of a route, of a path of the machine, of the size of a machine; names of volumes are for the manifest alone. */
function isCoveredOnFly(path: Path, component: unknown): boolean {
  const key = path.at(-1)
  // all paths of a host lead to one app, with a certificate of Fly.io's own, at ports of its own
  if (key === 'pathType' || key === 'secretName' || (path[4] === 'ports' && key === 'port')) return true
  if (path.includes('hostPath') || path[4] === 'hostAliases') return true
  if (key === 'name' && (path[4] === 'volumeMounts' || ['configMap', 'secret', 'pvc', 'emptyDir'].includes(String(path[6])))) return true
  // a machine that has the limit has the request, and another amount may get the same machine
  if (['cpu', 'memory', 'limit', 'requests'].includes(String(key))) return true
  // a startup probe is there until then
  const traits = entryOf(component, 'traits')
  const hasStartup =
    entryOf(entryOf(component, 'properties'), 'startupProbe') !== undefined ||
    (Array.isArray(traits) && traits.some((trait) => entryOf(trait, 'type') === 'startup-probe'))
  return key === 'initialDelaySeconds' && hasStartup
}

function entryOf(value: unknown, key: unknown): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, String(key)) : undefined
}

function emitFor({ name }: Target, sources: readonly Source[], options: Readonly<Record<string, string>> = {}): Compilation {
  return compile(sources, { targets: [name], settings: { [name]: options }, cwd: '/' })
}

/** What asks for its machine ECS runs on machines of the account; Fly.io has graphics processors for some. */
function optionsOf({ name, capabilities }: Target, subject: string): Readonly<Record<string, string>> {
  const asksForMachine = subject === '06-everything' || capabilities[subject as Feature]?.support === 'refused'
  if (!asksForMachine) return {}
  return name === 'ecs' ? { 'launch-type': 'EC2' } : name === 'fly' ? { 'gpu-size': 'l40s' } : {}
}

function isApplication(document: unknown): boolean {
  return typeof document === 'object' && document !== null && Reflect.get(document, 'kind') === 'Application'
}

function sample<T>(items: readonly T[], size: number, seed: string): readonly T[] {
  if (isFull || items.length <= size) return items
  const random = randomFrom([...seed].reduce((sum, char) => sum * 31 + char.charCodeAt(0), 7))
  return Array.from({ length: size }, () => items[Math.floor(random() * items.length)]!)
}

function examples(target: Target): Subject[] {
  const files = listFiles(join(root, 'examples')).filter((file) => /\.ya?ml$/.test(file))
  const names = [...new Set(files.map((file) => file.slice(root.length + 1).split('/')[1]!))]
  return names.map((name) => ({
    target,
    name,
    files: files.filter((file) => file.startsWith(join(root, 'examples', name, '/'))).map(read),
    sampleSize: 10,
  }))
}

/** A manifest that a target refuses, with the options that help it, has no output to compare. */
function features(target: Target): Subject[] {
  return listFiles(join(root, 'test', 'features'))
    .map((file) => ({ target, name: basename(file, '.yaml'), files: [read(file)], sampleSize: 3 }))
    .filter(
      ({ name, files }) =>
        target.capabilities[name as Feature].support !== 'refused' ||
        emitFor(
          target,
          files.map(({ path, documents }) => ({ path, text: print(documents) })),
          optionsOf(target, name),
        ).artifacts.length > 0,
    )
}

/** Manifests of others, where they lie beside the repository. */
function corpus(target: Target): Subject[] {
  const folders = ['corpus', 'corpus-kubevela'].map((folder) => join(root, '..', 'shared', folder)).filter((folder) => existsSync(folder))
  return folders
    .flatMap(listFiles)
    .filter((file) => /\.ya?ml$/.test(file))
    .map((file) => ({ target, name: file.slice(join(root, '..').length + 1), files: [read(file)], sampleSize: 60 }))
    .filter(
      ({ files }) =>
        emitFor(
          target,
          files.map(({ path, documents }) => ({ path, text: print(documents) })),
        ).artifacts.length > 0,
    )
}

function read(file: string) {
  const documents = parseAllDocuments(readFileSync(file, 'utf8'))
  return {
    path: file.slice(root.length + 1),
    documents: Array.isArray(documents) ? documents.map((document): unknown => document.toJS()) : [],
  }
}

function print(documents: readonly unknown[]): string {
  return documents.map((document) => stringify(document, { aliasDuplicateObjects: false, lineWidth: 0 })).join('---\n')
}

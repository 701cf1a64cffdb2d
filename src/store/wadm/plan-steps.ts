import { compareText } from '../../diagnostic.js'
import { Failure } from '../../failure.js'
import type { ApplicationRecord } from '../../generated/lattice-record.js'
import { parse } from '../../language/parse.js'
import { checkSchema } from '../../language/schema-check.js'
import type { ApplicationChange, Change } from '../store.js'
import { crashOf, type ForWadm, judgedForWadm, manifestForWadm } from './manifest-for-wadm.js'
import { recordOf, runningOf, type WadmApplication } from './record-of.js'
import { reduceManifest } from './reduce-manifest.js'
import { printRunning, type Running, readRunning } from './running-version.js'
import { isPlain, type StoredManifest } from './stored-manifest.js'

/** A request that changes something; `former` is the version that wadm calls deployed before it. */
export type Step =
  | { readonly act: 'put'; readonly application: string; readonly version: string; readonly text: string; readonly lost: readonly string[] }
  | { readonly act: 'deploy'; readonly application: string; readonly version: string; readonly former?: string; readonly note?: string }
  | { readonly act: 'undeploy'; readonly application: string; readonly former?: string }
  | { readonly act: 'delete'; readonly application: string; readonly version?: string }

/**
 * Gives the requests that make wadm's lattice what a change wants, in an order in which nobody misses what he needs on the way:
 * new versions are put, then deployed, those that others refer to first; then what goes is taken down, those that refer to others first; then versions are deleted.
 * `limit` is how many bytes wadm can keep of one application. Throws a `Failure` where wadm cannot keep something, or would end on it.
 */
export function planSteps(before: ReadonlyMap<string, WadmApplication>, change: Change, limit: number): Step[] {
  const planned = [...change].map(([name, wanted]) => planOf(before.get(name) ?? { name, versions: [] }, wanted, limit))
  planned.sort((a, b) => compareText(a.name, b.name))
  const rising = inOrder(planned.filter(({ start, shrinks }) => start !== undefined && !shrinks))
  const falling = inOrder(planned.filter(({ start, stop, shrinks }) => stop !== undefined || (start !== undefined && shrinks))).reverse()
  return [
    ...planned.flatMap(({ puts }) => puts),
    ...rising.flatMap(({ start }) => start ?? []),
    ...falling.flatMap(({ start, stop }) => start ?? stop ?? []),
    ...planned.flatMap(({ deletes }) => deletes),
  ]
}

interface Planned {
  readonly name: string
  /** The applications that what runs now or will run refers to. */
  readonly uses: ReadonlySet<string>
  readonly puts: readonly Step[]
  readonly start?: Step
  readonly stop?: Step
  /** Whether less of it will run than before. */
  readonly shrinks: boolean
  readonly deletes: readonly Step[]
}

function planOf(app: WadmApplication, { record, texts = new Map() }: ApplicationChange, limit: number): Planned {
  const { name, deployed: former } = app
  const { record: was, manifests } = recordOf(app, '')
  const current = app.versions.find(({ version }) => version === former)?.manifest
  const running = runningOf(current, former)
  const wanted = wantedOf(record)
  const sent = new Map<string, ForWadm>()
  for (const [version, text] of texts) if (!manifests.has(version)) sent.set(version, readText(text, version))
  const manifestOf = (version: string): StoredManifest => {
    const found = sent.get(version)?.manifest ?? manifests.get(version)
    if (found === undefined) throw new Failure(3, `wadm has no version ${version} of \`${name}\` any more`)
    return found
  }

  const isSame = printRunning(running) === printRunning(wanted)
  const next = isSame ? former : versionFor(wanted)
  if (!isSame && wanted.retained.length > 0 && next !== undefined) sent.set(next, judgedForWadm(reduceManifest(wanted, next, manifestOf)))
  const isOn = next !== undefined && !isSame
  const nextManifest = isOn ? manifestOf(next) : undefined
  const crash = nextManifest && crashOf(nextManifest)
  if (crash !== undefined) throw new Failure(3, `wadm cannot deploy \`${name}\` ${next}: ${crash}`)
  checkSize(app, sent, limit)

  const stays = new Set(record?.versions.map(({ version }) => version))
  const isLeftOver = (version: string, manifest: StoredManifest): boolean =>
    readRunning(manifest) === undefined ? !stays.has(version) : version !== next
  const gone = app.versions.filter(({ version, manifest }) => isLeftOver(version, manifest))
  const whole: readonly Step[] = app.versions.length === 0 ? [] : [{ act: 'delete', application: name }]
  return {
    name,
    uses: new Set([current, nextManifest].flatMap((manifest) => (manifest === undefined ? [] : usesOf(manifest)))),
    puts: [...sent].map(([version, { text, lost }]) => ({ act: 'put', application: name, version, text, lost })),
    ...(isOn && {
      start: { act: 'deploy', application: name, version: next, ...(former !== undefined && { former }), ...noteOf(name, was, wanted) },
    }),
    ...(next === undefined && former !== undefined && { stop: { act: 'undeploy', application: name, former } }),
    shrinks: wanted.deployed === undefined,
    deletes: record === undefined ? whole : gone.map(({ version }) => ({ act: 'delete', application: name, version })),
  }

  /** The version that wadm is to call deployed. */
  function versionFor({ deployed, retained }: Running): string | undefined {
    const last = retained.at(-1)
    if (last === undefined) return deployed
    const stem = `${deployed ?? last.version}+weakchild.`
    const numbers = app.versions
      .filter(({ version }) => version.startsWith(stem))
      .map(({ version }) => Number(version.slice(stem.length)) || 0)
    return `${stem}${Math.max(0, ...numbers) + 1}`
  }
}

function wantedOf(record: ApplicationRecord | undefined): Running {
  const { deployed, retained = [], leaving = false } = record ?? {}
  return { ...(deployed !== undefined && { deployed }), retained, leaving: leaving && retained.length > 0 }
}

function noteOf(name: string, { deployed, retained = [] }: ApplicationRecord, wanted: Running): { readonly note?: string } {
  if (wanted.retained.length === 0) return {}
  const kept = wanted.retained.map(({ component, version }) => `\`${component}\` of ${version}`).join(', ')
  const was = deployed ?? retained.map(({ component }) => component).join(', ')
  const what = wanted.deployed === undefined ? `${kept} alone` : `${wanted.deployed} with ${kept}`
  return { note: `wadm keeps no component without its application: \`${name}\` (was ${was}) now runs ${what}` }
}

function readText(text: string, version: string): ForWadm {
  const [document] = parse({ path: '', text }, () => {}).documents
  const manifest = document && checkSchema(document, () => {})
  if (manifest === undefined) throw new Failure(3, `version ${version} is no manifest that mc can read`)
  return manifestForWadm(manifest.app, version)
}

/** wadm keeps all versions of an application as one value of NATS, and answers `Internal storage error` where it is too large (wadm 0.21 server/storage.rs). */
function checkSize(app: WadmApplication, sent: ReadonlyMap<string, ForWadm>, limit: number): void {
  if (sent.size === 0) return
  const bytes = (value: unknown): number => Buffer.byteLength(JSON.stringify(value))
  const own = [...sent.values()].map(({ manifest }) => bytes(manifest))
  const size = app.versions.reduce((sum, { manifest }) => sum + bytes(manifest), 0) + own.reduce((sum, size) => sum + size, 0)
  if (size < limit - 1024) return
  throw new Failure(
    3,
    `wadm cannot keep \`${app.name}\`: all its versions together would have ${size} bytes, and NATS takes ${limit} in one message; delete versions, or raise max_payload there`,
  )
}

function usesOf({ spec }: StoredManifest): string[] {
  return spec.components.flatMap(({ properties: { application } }) => (isPlain(application) ? [String(application['name'])] : []))
}

/** Those that others refer to before them; in a circle by name. */
function inOrder(planned: readonly Planned[]): Planned[] {
  const byName = new Map(planned.map((one) => [one.name, one]))
  const done = new Set<Planned>()
  const visit = (one: Planned, path: ReadonlySet<Planned>): void => {
    if (done.has(one) || path.has(one)) return
    for (const name of [...one.uses].sort(compareText)) {
      const other = byName.get(name)
      if (other !== undefined) visit(other, new Set([...path, one]))
    }
    done.add(one)
  }
  for (const one of planned) visit(one, new Set())
  return [...done]
}

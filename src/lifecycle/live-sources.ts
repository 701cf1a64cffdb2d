import { compareText, type Source } from '../diagnostic.js'
import type { ApplicationRecord, VersionRecord } from '../generated/lattice-record.js'
import { parse } from '../language/parse.js'
import { checkSchema } from '../language/schema-check.js'
import { toYaml } from '../print/to-yaml.js'
import { type Instance, idOf, versionOf } from './live.js'
import { mergeVersions, type Part } from './merge-versions.js'
import { type Present, presentIn } from './present.js'
import { type Stored, sourcesOf } from './stored.js'

/** The manifests of all that lives. */
export interface LiveSources {
  /** One for each application, sorted by name. */
  readonly sources: readonly Source[]
  /** Components in them that do not run (`application/component`, sorted): others refer to them, and get their addresses from here. What is rendered of them is not to be applied. */
  readonly absent: readonly string[]
}

/**
 * Gives the manifests of all that lives: the deployed version as it was put; where there are weak children, a manifest of what is left.
 * Positions of the latter say nothing.
 */
export async function liveSources(stored: Stored): Promise<LiveSources> {
  const present = presentIn(stored.records)
  const names = [...present.instances.keys()].sort(compareText)
  const sources: Source[] = []
  for (let start = 0; start < names.length; start += atOnce) {
    const part = await Promise.all(names.slice(start, start + atOnce).map((name) => sourceOf(name, present, stored)))
    sources.push(...part.flatMap((source) => source ?? []))
  }
  return { sources, absent: [...present.absent].filter((id) => !present.dangling.has(id)).sort(compareText) }
}

/** Gives the manifests of what lives of these applications alone. The whole lattice is looked at only where there are weak children among them. */
export async function liveSourcesOf(names: readonly string[], stored: Stored): Promise<Source[]> {
  const records = names.flatMap((name) => stored.records.get(name) ?? [])
  if (records.every(({ retained = [] }) => retained.length === 0)) {
    const versions = records.flatMap((record): [string, VersionRecord][] => {
      const version = record.deployed === undefined ? undefined : versionOf(record, record.deployed)
      return version === undefined ? [] : [[record.name, version]]
    })
    return sourcesOf(
      versions.map(([name]) => name),
      new Map(versions),
      stored,
    )
  }
  const present = presentIn(stored.records)
  return (await Promise.all(names.map((name) => sourceOf(name, present, stored)))).flatMap((source) => source ?? [])
}

/** A store on a server answers several questions at once, but not hundreds. */
const atOnce = 16

async function sourceOf(name: string, present: Present, stored: Stored): Promise<Source | undefined> {
  const record = stored.records.get(name)
  const wanted = [...(present.instances.get(name)?.values() ?? [])].filter((instance) => !present.dangling.has(idOf(instance)))
  if (record === undefined) return undefined
  const mustBeShared = present.used.has(name)
  const [first, ...others] = versionsOf(wanted, record)
  if (first === undefined) return undefined
  const source = await stored.source(name, first.record)
  if (others.length === 0 && isWhole(first) && (first.record.outline.shared || !mustBeShared)) return source
  const chosen = [first, ...others]
  const texts = [source, ...(await Promise.all(others.map((version) => stored.source(name, version.record))))]
  const parts = texts.map((text, index) => partOf(text, chosen[index]?.components, chosen[index]?.record.version))
  const [base, ...more] = parts.flatMap((part) => part ?? [])
  // a version that this program cannot read is handed on as it is: whoever compiles it says what is wrong, and renders nothing
  if (base === undefined || parts.includes(undefined)) return texts[parts.indexOf(undefined)]
  return { path: `${first.record.file} (${name}, live)`, text: toYaml(mergeVersions([base, ...more], mustBeShared)) }
}

interface Chosen {
  readonly record: VersionRecord
  readonly components: ReadonlySet<string>
}

/** Gives the versions that something is from, the deployed one first, then the newest. */
function versionsOf(wanted: readonly Instance[], record: ApplicationRecord): Chosen[] {
  const names = [...new Set([record.deployed ?? '', ...record.versions.map(({ version }) => version).reverse()])]
  return names.flatMap((version): Chosen[] => {
    const components = new Set(wanted.filter((own) => own.version === version).map(({ component }) => component))
    const own = versionOf(record, version)
    return own === undefined || components.size === 0 ? [] : [{ record: own, components }]
  })
}

function isWhole({ record, components }: Chosen): boolean {
  return record.outline.components.every(({ name }) => components.has(name))
}

function partOf(source: Source, components: ReadonlySet<string> = new Set(), version = ''): Part | undefined {
  const [document] = parse(source, ignore).documents
  const manifest = document && checkSchema(document, ignore)
  return manifest && { version, app: manifest.app, components }
}

function ignore(): void {}

import { loadTarget } from '../../../targets/load-target.js'
import type { TargetArtifact } from '../../../targets/target.js'
import type { CompileOptions } from '../../compilation.js'
import { compileWith } from '../../compile.js'
import { type Diagnostic, isError, type Source } from '../../diagnostic.js'
import { equip } from '../../equip.js'
import type { ApplicationRecord, PublishedImage } from '../../generated/lattice-record.js'
import { liveSources } from '../../lifecycle/live-sources.js'
import { imageRecordVersion, readImageRecord } from '../../plan/image-record.js'
import { makeLocator } from '../../report/locate.js'
import { PlatformRefusal } from '../../store/platform.js'
import type { Store } from '../../store/store.js'
import type { Context } from '../context.js'
import { parseSettings } from '../parse-settings.js'
import { readImages } from '../read-images.js'
import type { PlatformFlags } from './on-platform.js'
import { storedLattice } from './stored-lattice.js'

/** What the platform's target makes of all that lives. */
export interface Rendered {
  readonly artifacts: readonly TargetArtifact[]
  /** Warnings about the applications that are deployed by the act. */
  readonly diagnostics: readonly Diagnostic[]
}

/** How the lattice is to be rendered from now on. */
export interface Way {
  /** Gives a record that remembers it; the same record where it does so already, or where nothing of its application lives. */
  note(record: ApplicationRecord): ApplicationRecord
}

/**
 * Gives how the lattice is rendered after an act: options said before, and those said now; images published before, and those of the record for what is acted on.
 * Options are the lattice's, because one rendering serves all applications; each record that lives has them, so that none of them is needed for the others.
 */
export async function wayToRender(
  name: string,
  records: ReadonlyMap<string, ApplicationRecord>,
  applications: readonly string[],
  flags: PlatformFlags,
  context: Pick<Context, 'cwd' | 'host'>,
): Promise<Way> {
  const target = await loadTarget(name)
  const said = parseSettings(flags.set ?? [], [target])[name] ?? {}
  const options = sorted({ ...optionsOf(records), ...said })
  const images = imagesOfFile(flags, context)
  return {
    note(record) {
      if (!lives(record)) return record
      const own = applications.includes(record.name) ? (images.get(record.name) ?? {}) : {}
      const { options: _, images: before, ...others } = record.rendering ?? {}
      const all = sorted({ ...before, ...own })
      const rendering = {
        ...others,
        ...(Object.keys(options).length > 0 && { options }),
        ...(Object.keys(all).length > 0 && { images: all }),
      }
      if (JSON.stringify(record.rendering ?? {}) === JSON.stringify(rendering)) return record
      return { ...record, rendering }
    },
  }
}

/** Renders what lives: deployed versions, and of others what is retained. Throws a `PlatformRefusal` where the target refuses something. */
export async function renderLive(
  store: Store,
  target: string,
  records: ReadonlyMap<string, ApplicationRecord>,
  applications: readonly string[],
  context: Pick<Context, 'cwd' | 'host'>,
): Promise<Rendered> {
  const { sources } = await liveSources(storedLattice(store, { records }))
  if (sources.length === 0) return { artifacts: [], diagnostics: [] }
  const images = imageSource(records)
  const options: CompileOptions = {
    targets: [target],
    settings: { [target]: optionsOf(records) },
    cwd: context.cwd,
    ...(images && { images }),
  }
  const { artifacts, diagnostics, lattice } = compileWith(await equip(options), sources, options)
  const errors = diagnostics.filter(isError)
  if (errors.length > 0) throw new PlatformRefusal(errors.map(objectionOf))
  const deployed = applications.filter((application) => records.get(application)?.deployed !== undefined)
  const acted = new Set(deployed.map((application) => lattice.applications.get(application)?.document.source))
  return {
    artifacts: artifacts.map((artifact) => ({ ...artifact, path: artifact.path.slice(target.length + 1) })),
    diagnostics: diagnostics.filter(({ severity, span }) => severity === 'warning' && span !== undefined && acted.has(span.source)),
  }
}

function objectionOf({ message, span, code, help }: Diagnostic): PlatformRefusal['objections'][number] {
  const position = span === undefined ? undefined : makeLocator().position(span.source, span.start)
  const place = span === undefined || position === undefined ? '' : `${span.source.path}:${position.line}:${position.column}: `
  return { code: 'lifecycle/not-rendered', message: `${place}${message} [${code}]`, help: help === undefined ? [] : [help] }
}

/** Of two records with one option the later name counts; they do not differ, because an act writes all. */
function optionsOf(records: ReadonlyMap<string, ApplicationRecord>): Readonly<Record<string, string>> {
  return Object.assign({}, ...[...records.values()].map((record) => (lives(record) ? record.rendering?.options : undefined)))
}

function imageSource(records: ReadonlyMap<string, ApplicationRecord>): Source | undefined {
  const images = [...records.values()].flatMap((record) =>
    lives(record) ? Object.entries(record.rendering?.images ?? {}).map(([component, image]) => [`${record.name}/${component}`, image]) : [],
  )
  if (images.length === 0) return undefined
  return { path: 'images of the lattice', text: JSON.stringify({ version: imageRecordVersion, images: Object.fromEntries(images) }) }
}

/** By application, then by component. */
function imagesOfFile(
  flags: PlatformFlags,
  context: Pick<Context, 'cwd' | 'host'>,
): ReadonlyMap<string, Readonly<Record<string, PublishedImage>>> {
  const { images: source } = readImages(flags.images, context)
  if (source === undefined) return new Map()
  const wrong: Diagnostic[] = []
  const record = readImageRecord(source, (diagnostic) => wrong.push(diagnostic))
  if (record === undefined) throw new PlatformRefusal(wrong.map(objectionOf))
  const images = new Map<string, Record<string, PublishedImage>>()
  for (const [id, { image, tag, digest }] of record.images) {
    const slash = id.indexOf('/')
    const application = id.slice(0, slash)
    images.set(application, { ...images.get(application), [id.slice(slash + 1)]: { image, tag, digest } })
  }
  return images
}

function lives({ deployed, retained = [] }: ApplicationRecord): boolean {
  return deployed !== undefined || retained.length > 0
}

function sorted<T>(values: Readonly<Record<string, T>>): Record<string, T> {
  return Object.fromEntries(Object.entries(values).sort(([one], [other]) => (one < other ? -1 : 1)))
}

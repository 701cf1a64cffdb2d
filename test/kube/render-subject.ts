import type { Compilation } from '../../src/compilation.js'
import { compile } from '../../src/compile-fully.js'
import { isError, type Source } from '../../src/diagnostic.js'
import { imageRecordVersion } from '../../src/plan/image-record.js'
import type { Subject } from './subjects.js'

/** What became of manifests: files by their paths below the target's folder, or why there are none. */
export type Rendered = Files | 'not valid' | 'refused by mc'

/** Files by their paths. */
export type Files = Readonly<Record<string, string>>

/** Options of a target by their names. */
export type Settings = Readonly<Record<string, string>>

/** Renders manifests for a target; what is built from sources has been published, as far as the target is told. */
export function renderSubject(subject: Subject, target: string, settings: Settings = {}): Rendered {
  const { sources } = subject
  const plain = compile(sources, { cwd: '/' })
  if (plain.diagnostics.some(isError)) return 'not valid'
  const { artifacts, diagnostics } = compile(sources, {
    targets: [target],
    settings: { [target]: settings },
    images: published(plain),
    cwd: '/',
  })
  const faults = diagnostics.filter(isError)
  if (faults.length === 0) return Object.fromEntries(artifacts.map(({ path, text }) => [path.slice(target.length + 1), text]))
  const unexpected = faults.find(({ code }) => !code.startsWith('target/'))
  if (unexpected !== undefined) throw new Error(`${subject.name}: ${unexpected.message}`)
  return 'refused by mc'
}

/** Like `renderSubject`, for manifests that must render. */
export function filesOf(subject: Subject, target: string, settings: Settings = {}): Files {
  const rendered = renderSubject(subject, target, settings)
  if (typeof rendered === 'string') throw new Error(`${subject.name}: ${rendered}`)
  return rendered
}

/** A record that names an image for whatever is built. */
function published({ lattice }: Compilation): Source {
  const images = [...lattice.nodes].flatMap(([id, { component }]) => {
    const { build } = { build: undefined, ...component.properties }
    const image = `registry.example.com/${id.toLowerCase()}`
    return build === undefined ? [] : [[id, { image, tag: '1.0.0', digest: `sha256:${'0'.repeat(64)}` }]]
  })
  return { path: 'mc.images.json', text: JSON.stringify({ version: imageRecordVersion, images: Object.fromEntries(images) }) }
}

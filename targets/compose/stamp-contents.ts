import { fingerprint } from '../fingerprint.js'
import type { Artifact } from '../target.js'
import type { ComposeFile, FileSource, Service } from './compose-file.js'
import { literal } from './text.js'

/** Tells two containers apart that differ in files only. */
const label = 'manifest-compiler.dev/files'

/**
 * Gives the project with a label on each service that has files from it, made of their contents: Compose starts a container anew where its
 * definition has changed, and looks at the names of configurations and secrets only (seen with Compose 5.5).
 */
export function stampContents(file: ComposeFile, files: ReadonlyMap<string, Artifact>): ComposeFile {
  const prints = new Map<FileSource, string>()
  const print = (source: FileSource | undefined): string => {
    if (source === undefined) return ''
    const known = prints.get(source)
    if (known !== undefined) return known
    const text = source.content ?? files.get((source.file ?? '').replace(/^\.\//, ''))?.text
    const made = text === undefined ? '' : fingerprint(text)
    prints.set(source, made)
    return made
  }
  const stamped = Object.entries(file.services).map(([name, service]): [string, Service] => {
    const texts = [
      ...(service.configs ?? []).map(({ source }) => print(file.configs?.[source])),
      ...(service.secrets ?? []).map(({ source }) => print(file.secrets?.[source])),
    ].join('')
    return [name, texts === '' ? service : { ...service, labels: { ...service.labels, [label]: literal(fingerprint(texts)) } }]
  })
  return { ...file, services: Object.fromEntries(stamped) }
}

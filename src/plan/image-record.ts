import type { Report, Source } from '../diagnostic.js'
import type { Document } from '../language/document.js'
import { parseImageReference } from '../language/image-reference.js'
import { parse } from '../language/parse.js'
import { listWords } from '../language/suggest.js'
import type { Id, Lattice } from '../lattice/lattice.js'

/** A published image: where, under which tag, and the digest of its manifest (`sha256:…`). */
export interface PublishedImage {
  /** `<registry>/<name>`, without tag and digest. */
  readonly image: string
  readonly tag: string
  readonly digest: string
}

/** Which image of each component was built and published (`mc.images.json`, `schema/images.schema.json`), and where that is said. */
export interface ImageRecord {
  readonly document: Document
  readonly images: ReadonlyMap<Id, PublishedImage>
}

/** The version of the file that mc reads and writes. */
export const imageRecordVersion = 1

/**
 * Reads a record of images. Reports what is wrong with it, at its line; then there is none. With a lattice it also reports entries that nothing there uses;
 * an application that was not read is passed over, because a run on a part of the manifests is no mistake.
 */
export function readImageRecord(source: Source, report: Report, lattice?: Lattice): ImageRecord | undefined {
  let isBroken = false
  const { documents } = parse(source, (diagnostic) => {
    isBroken = true
    report(diagnostic)
  })
  if (isBroken) return undefined
  const [document] = documents
  const fail = (message: string, parent?: object, key?: string): undefined => {
    const span = document === undefined || parent === undefined ? { source, start: 0, end: 0 } : document.at(parent, key)
    report({
      code: 'input/broken-image-record',
      severity: 'error',
      message,
      span,
      help: 'mc build --push writes this file: remove it and publish again',
    })
    return undefined
  }
  const root = document?.value
  if (document === undefined || !isMap(root) || !('version' in root))
    return fail('the record of images has no `version`', isMap(root) ? root : undefined)
  if (root['version'] !== imageRecordVersion)
    return fail(`the record of images has a version that this mc does not know; it knows ${imageRecordVersion}`, root, 'version')
  const { images } = root
  if (!isMap(images)) return fail('`images` must be a map from `application/component` to images', root, 'images')
  const read = new Map<Id, PublishedImage>()
  for (const [id, entry] of Object.entries(images)) {
    const problem = isMap(entry) ? problemOf(entry) : { message: 'an image of the record must be a map' }
    if (problem === undefined && isPublished(entry)) read.set(id, entry)
    else if (problem !== undefined)
      return isMap(entry) && problem.key !== undefined ? fail(problem.message, entry, problem.key) : fail(problem.message, images, id)
  }
  if (lattice !== undefined) reportUnused(document, images, lattice, report)
  return { document, images: read }
}

/** Gives the reference of a published image; the digest alone decides, the tag is for people. */
export function referenceOf({ image, tag, digest }: PublishedImage): string {
  return `${image}:${tag}@${digest}`
}

function reportUnused(document: Document, images: object, lattice: Lattice, report: Report): void {
  for (const id of Object.keys(images)) {
    const application = id.slice(0, id.indexOf('/'))
    if (!lattice.applications.has(application) && !id.startsWith('/') && id.includes('/')) continue
    const node = lattice.nodes.get(id)
    const { build } = { build: undefined, ...node?.component.properties }
    if (build !== undefined) continue
    report({
      code: 'input/unused-image',
      severity: 'warning',
      message:
        node === undefined
          ? `no component is \`${id}\`, so nothing uses its image`
          : `component \`${id}\` has no \`build\`, so nothing uses the image that was built`,
      span: document.at(images, id, 'key'),
      help: 'remove the entry',
    })
  }
}

const fields = ['image', 'tag', 'digest'] as const

function problemOf(entry: Readonly<Record<string, unknown>>): { readonly message: string; readonly key?: string } | undefined {
  for (const key of Object.keys(entry))
    if (!fields.some((field) => field === key))
      return { message: `an image of the record has no field \`${key}\`; it has ${listWords(fields)}`, key }
  for (const field of fields) {
    const value = entry[field]
    if (typeof value !== 'string')
      return { message: `\`${field}\` of an image of the record must be text`, ...(field in entry && { key: field }) }
  }
  const { image, tag, digest } = entry
  const reference = parseImageReference(`${String(image)}:${String(tag)}@${String(digest)}`)
  if ('fault' in reference) return { message: `the image of the record ${reference.fault}`, key: 'image' }
  return reference.tag === tag && reference.digest === digest
    ? undefined
    : { message: 'the image of the record has a tag or digest of its own', key: 'image' }
}

function isPublished(entry: unknown): entry is PublishedImage {
  return isMap(entry) && fields.every((field) => typeof entry[field] === 'string')
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

import { compareText } from '../diagnostic.js'
import type { Id } from '../lattice/lattice.js'
import { imageRecordVersion, type PublishedImage } from '../plan/image-record.js'
import { toJson } from '../print/to-json.js'

/** Gives the text of a record of images (`schema/images.schema.json`), sorted: the same images, the same bytes. */
export function imageRecordText(images: ReadonlyMap<Id, PublishedImage>): string {
  const entries = [...images].sort(([a], [b]) => compareText(a, b))
  return toJson({
    version: imageRecordVersion,
    images: Object.fromEntries(entries.map(([id, { image, tag, digest }]) => [id, { image, tag, digest }])),
  })
}

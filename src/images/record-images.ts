import { dirname } from 'node:path'
import { Failure, systemFailure } from '../failure.js'
import type { Host } from '../host.js'
import { type ImageRecord, readImageRecord } from '../plan/image-record.js'
import { makeLocator } from '../report/locate.js'
import { transact } from '../transact.js'
import type { BuildResult } from './build-images.js'
import { imageRecordText } from './image-record-text.js'

/**
 * Opens the record of images that a run is to write: it is read at once, so that a broken one is known before anything is published.
 * `write` adds what was published and keeps all other entries; it replaces the file in one step, and only where something has changed.
 * It tells whether the file holds the images now. `shown` is how the user named the file. Throws a `Failure` where it cannot be read or written.
 */
export function recordImages(path: string, shown: string, host: Host): { write(results: readonly BuildResult[]): boolean } {
  const before = readText(path, shown, host)
  const known = before === undefined ? undefined : readRecord(before, shown)
  return {
    write(results) {
      const images = new Map(known?.images)
      const published = results.flatMap(({ build, tag, published }) =>
        build.id === undefined || tag === undefined || published === undefined ? [] : [{ id: build.id, tag, ...published }],
      )
      if (published.length === 0) return false
      for (const { id, image, tag, digest } of published) images.set(id, { image, tag, digest })
      const text = imageRecordText(images)
      if (text === before) return true
      try {
        transact([{ path, text }], dirname(path), host)
      } catch (error) {
        throw systemFailure(`cannot write ${shown}`, error)
      }
      return true
    },
  }
}

function readText(path: string, shown: string, host: Host): string | undefined {
  try {
    return host.stat(path) === undefined ? undefined : Buffer.from(host.read(path)).toString('utf8')
  } catch (error) {
    throw systemFailure(`cannot read ${shown}`, error)
  }
}

function readRecord(text: string, shown: string): ImageRecord | undefined {
  return readImageRecord({ path: shown, text, explicit: true }, ({ message, span }) => {
    const place = span === undefined ? shown : makeLocator().place(span)
    throw new Failure(3, `nothing published: ${place}: ${message}; remove the file, or name another with --record`)
  })
}

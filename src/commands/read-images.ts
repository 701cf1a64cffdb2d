import { resolve } from 'node:path'
import type { CompileOptions } from '../compilation.js'
import { Failure, systemFailure } from '../failure.js'
import { imageRecordFile } from '../find-manifests.js'
import { defaultBounds } from '../language/bounds.js'
import { shownPath } from '../read.js'
import type { Context } from './context.js'

/** Gives the record of published images as an option of the compiler: the file that `--images` names, else `mc.images.json` in the working directory, where it is there. */
export function readImages(named: string | undefined, { cwd, host }: Pick<Context, 'cwd' | 'host'>): Pick<CompileOptions, 'images'> {
  const path = resolve(cwd, named ?? imageRecordFile)
  const shown = shownPath(cwd, path)
  try {
    const entry = host.stat(path)
    if (entry === undefined && named === undefined) return {}
    if (entry === undefined) throw new Failure(3, `cannot read ${named}: no such file`)
    if (entry.size > defaultBounds.fileSize)
      throw new Failure(3, `cannot read ${shown}: it is larger than ${defaultBounds.fileSize / 1024 / 1024} MiB`)
    return { images: { path: shown, text: Buffer.from(host.read(path)).toString('utf8'), explicit: true } }
  } catch (error) {
    throw systemFailure(`cannot read ${shown}`, error)
  }
}

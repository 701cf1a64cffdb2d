import { printJson } from '../../report/json.js'
import type { Context } from '../context.js'
import { jsonHead } from '../print-report.js'
import { findNamed, newestOf } from './find-version.js'
import type { LatticeFlags } from './lattice-options.js'
import { withStore } from './with-store.js'

/** Prints the text of a version byte for byte as it was put; the newest version where none is named. */
export async function get(word: string, flags: LatticeFlags, context: Context): Promise<number> {
  return withStore(flags, context, async (store) => {
    const { record, version = newestOf(record) } = findNamed(word, await store.read(), store.url)
    const text = await store.text(record.name, version.version)
    if (flags.format === 'text') context.out.write(text)
    else
      context.out.write(
        printJson({
          ...jsonHead,
          lattice: store.url,
          application: record.name,
          applicationVersion: version.version,
          deployed: record.deployed === version.version,
          file: version.file,
          line: version.line,
          at: version.at || null,
          actor: version.actor || null,
          message: version.message ?? null,
          text,
        }),
      )
    return 0
  })
}

import { type ListedApplication, listApplications } from '../../lifecycle/list-applications.js'
import { printJson } from '../../report/json.js'
import { printable } from '../../report/printable.js'
import { tableLines } from '../../report/table.js'
import type { Context } from '../context.js'
import { jsonHead, plural } from '../print-report.js'
import type { LatticeFlags } from './lattice-options.js'
import { withStore } from './with-store.js'

/** Lists the applications of a lattice. */
export async function list(flags: LatticeFlags, context: Context): Promise<number> {
  return withStore(flags, context, async (store) => {
    const { records, revision } = await store.read()
    const all = listApplications(records)
    if (flags.format === 'json') {
      context.out.write(printJson({ ...jsonHead, lattice: store.url, revision, applications: all.map(jsonOf) }))
      return 0
    }
    if (all.length > 0) for (const line of tableLines([heads, ...all.map(rowOf)])) context.out.line(line)
    if (!context.quiet)
      context.err.line(
        all.length === 0
          ? `nothing is put in ${printable(store.url)}`
          : `${plural(all.length, 'application')} in ${printable(store.url)}, ${all.filter(({ deployed }) => deployed !== undefined).length} deployed`,
      )
    return 0
  })
}

const heads = ['application', 'deployed', 'newest', 'shared', 'weak children', 'used by']

function rowOf({ application, deployed, newest, shared, leaving, weakChildren, usedBy }: ListedApplication): readonly string[] {
  return [
    application,
    leaving ? 'deleted' : (deployed ?? ''),
    leaving ? '' : (newest ?? ''),
    shared ? 'shared' : '',
    weakChildren.map(({ component, version }) => `${component} (${version})`).join(' '),
    usedBy.join(' '),
  ]
}

/** An entry of `schema/list-output.schema.json`. */
function jsonOf(own: ListedApplication): object {
  const { application, description, deployed, newest, shared, leaving, weakChildren, usedBy } = own
  return {
    application,
    description: description ?? null,
    deployed: deployed ?? null,
    newest: newest ?? null,
    shared,
    leaving,
    weakChildren,
    usedBy,
  }
}

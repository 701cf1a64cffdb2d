import { ulid } from 'ulid'
import { isError, sortDiagnostics } from '../../diagnostic.js'
import { checkAround } from '../../lifecycle/check-around.js'
import { jsonDiagnostics, printJson } from '../../report/json.js'
import { printable } from '../../report/printable.js'
import { tableLines } from '../../report/table.js'
import { compileInputs } from '../compile-inputs.js'
import type { Context } from '../context.js'
import { count, countWords, jsonHead, plural, printDiagnostics } from '../print-report.js'
import { actOf } from './act-of.js'
import type { WriteFlags } from './lattice-options.js'
import { type PlannedPuts, type Put, planPuts } from './plan-puts.js'
import { repeatWhileChanged } from './repeat-while-changed.js'
import { storedLattice } from './stored-lattice.js'
import { withStore } from './with-store.js'

export interface PutFlags extends WriteFlags {
  readonly dryRun?: boolean
  readonly stdinFilename?: string
}

/** Checks applications in their lattice and stores them as versions, all or none; gives the exit code: 1 where there is an error. */
export async function put(paths: readonly string[], flags: PutFlags, context: Context): Promise<number> {
  const inputs = await compileInputs(paths, {}, context, flags)
  const act = actOf(flags, context)
  return withStore(flags, context, async (store) => {
    const result = await repeatWhileChanged(flags, async () => {
      const snapshot = await store.read()
      const around = await checkAround(inputs, storedLattice(store, snapshot))
      // what is wrong in itself is not asked of a store that would refuse it in its own words
      const applications = around.some(isError) ? [] : inputs.compilation.lattice.applications.values()
      const planned = planPuts(applications, snapshot, {
        act,
        contentOf: store.contentOf,
        newName: () => ulid(context.host.now().getTime()),
      })
      const diagnostics = sortDiagnostics([...around, ...planned.diagnostics])
      const isRefused = diagnostics.some(isError)
      const isDone = !isRefused && flags.dryRun !== true && planned.change.size > 0
      const revision = isDone ? await store.commit(snapshot, planned.change) : snapshot.revision
      return { ...planned, puts: isRefused ? [] : planned.puts, diagnostics, revision }
    })
    if (flags.format === 'json') context.out.write(printJson(report(result, store.url, flags)))
    else print(result, store.url, flags, context)
    return result.diagnostics.some(isError) ? 1 : 0
  })
}

interface Result extends PlannedPuts {
  readonly revision: string
}

const outcomes: readonly Put['outcome'][] = ['created', 'new version', 'unchanged']

function print({ puts, diagnostics, revision }: Result, url: string, { dryRun }: PutFlags, context: Context): void {
  const { out, err, quiet } = context
  const counts = count(diagnostics)
  printDiagnostics('text', diagnostics, err, context)
  if (counts.errors > 0) err.line(`${err.paint.red('nothing put')}: ${countWords(counts)}`)
  if (quiet || counts.errors > 0) return
  for (const line of tableLines(puts.map(({ outcome, application, version }) => [outcome, application, version]))) out.line(line)
  const parts = outcomes.flatMap((outcome) => {
    const size = puts.filter((own) => own.outcome === outcome).length
    return size === 0 ? [] : [`${size} ${outcome === 'new version' && size > 1 ? 'new versions' : outcome}`]
  })
  if (puts.every(({ outcome }) => outcome === 'unchanged'))
    err.line(`${err.paint.green('nothing to do')}: ${plural(puts.length, 'application')} unchanged`)
  else if (dryRun) err.line(`would put into ${printable(url)}: ${parts.join(', ')}`)
  else err.line(`${err.paint.green('put')} into ${printable(url)}: ${parts.join(', ')} (revision ${revision})`)
}

/** `schema/put-output.schema.json`. */
function report({ puts, diagnostics, revision }: Result, url: string, { dryRun = false }: PutFlags): object {
  const { errors, warnings } = count(diagnostics)
  const of = (wanted: Put['outcome']): number => puts.filter(({ outcome }) => outcome === wanted).length
  return {
    ...jsonHead,
    lattice: url,
    revision,
    dryRun,
    summary: { created: of('created'), newVersions: of('new version'), unchanged: of('unchanged'), errors, warnings },
    applications: puts.map(({ application, version, outcome }) => ({ application, version, outcome })),
    diagnostics: jsonDiagnostics(diagnostics),
  }
}

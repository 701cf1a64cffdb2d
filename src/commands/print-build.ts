import type { Diagnostic } from '../diagnostic.js'
import type { BuildResult } from '../images/build-images.js'
import { jsonDiagnostics } from '../report/json.js'
import { printable } from '../report/printable.js'
import type { Context } from './context.js'
import { jsonHead, plural, printDiagnostics } from './print-report.js'

/** Prints what became of each image, the failures at their lines, and the verdict. */
export function printBuild(
  results: readonly BuildResult[],
  failures: readonly Diagnostic[],
  record: string | undefined,
  context: Context,
): void {
  const { out, err, quiet } = context
  if (failures.length > 0) printDiagnostics('text', failures, err, context)
  if (results.length === 0) {
    if (!quiet) err.line('nothing to build: no component has `build`')
    return
  }
  const rows = results.map((result) => ({
    result,
    status: statusOf(result),
    component: printable(result.build.id ?? result.build.service),
  }))
  const width = Math.max(...rows.map(({ component }) => component.length))
  const color = { built: out.paint.green, unchanged: out.paint.dim, failed: out.paint.red, stopped: out.paint.yellow }
  if (!quiet)
    for (const { result, status, component } of rows)
      out.line(`  ${color[result.status](status.padEnd(9))}  ${component.padEnd(width)}  ${printable(nameOf(result))}`.trimEnd())
  const of = (wanted: string): number => rows.filter(({ status }) => status === wanted).length
  const counts = [...new Set(rows.map(({ status }) => status))].map((status) => `${of(status)} ${status}`).join(', ')
  if (failures.length > 0) err.line(`${err.paint.red(plural(failures.length, 'build'))} failed: ${counts}`)
  else if (!quiet && of('unchanged') === rows.length) err.line(`nothing to do: ${plural(rows.length, 'image')} unchanged`)
  else if (!quiet) err.line(`images: ${counts}`)
  if (record !== undefined && !quiet) err.line(`recorded in ${printable(record)}`)
}

const words: Record<BuildResult['status'], string> = { built: 'built', unchanged: 'unchanged', failed: 'failed', stopped: 'not built' }

function statusOf({ status, published }: BuildResult): string {
  return status === 'built' && published !== undefined ? 'published' : words[status]
}

function nameOf({ build: { service }, tag, published }: BuildResult): string {
  if (tag === undefined) return ''
  return published === undefined ? `${service}:${tag}` : `${published.image}:${tag}@${published.digest}`
}

/** Gives the answer for programs (`schema/build-output.schema.json`). */
export function buildReport(results: readonly BuildResult[], diagnostics: readonly Diagnostic[], record: string | undefined): object {
  const of = (wanted: BuildResult['status']): number => results.filter(({ status }) => status === wanted).length
  return {
    ...jsonHead,
    summary: { built: of('built'), unchanged: of('unchanged'), failed: of('failed'), stopped: of('stopped') },
    images: results.map(({ build: { id, service }, status, tag, published }) => ({
      component: id ?? null,
      service,
      status,
      image: published?.image ?? service,
      tag: tag ?? null,
      digest: published?.digest ?? null,
    })),
    record: record ?? null,
    diagnostics: jsonDiagnostics(diagnostics),
  }
}

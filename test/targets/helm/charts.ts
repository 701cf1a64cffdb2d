import * as assert from 'uvu/assert'
import { parse } from 'yaml'
import { compile } from '../../../src/compile-fully.js'
import { type Diagnostic, isError } from '../../../src/diagnostic.js'

/** Charts as they were rendered. */
export interface Charts {
  /** By path from the folder of the target. */
  readonly files: Readonly<Record<string, string>>
  readonly diagnostics: readonly Diagnostic[]
  /** `Chart.yaml` of a chart, read back. */
  // biome-ignore lint/suspicious/noExplicitAny: a file read back from YAML
  chart(path: string): any
  /** `values.yaml` of a chart, read back. */
  // biome-ignore lint/suspicious/noExplicitAny: a file read back from YAML
  values(path: string): any
}

/** Renders whole manifests, or components by the name of their application, as charts; they must compile. */
export function charts(applications: Readonly<Record<string, string>>, options: Readonly<Record<string, string>> = {}): Charts {
  const sources = Object.entries(applications).map(([name, text]) => ({ path: `${name}.yaml`, text: manifestOf(name, text) }))
  const { artifacts, diagnostics } = compile(sources, { targets: ['helm'], settings: { helm: options }, cwd: '/' })
  assert.equal(
    diagnostics.filter(isError).map(({ message }) => message),
    [],
  )
  const files = Object.fromEntries(artifacts.map(({ path, text }) => [path.replace('helm/', ''), text]))
  return {
    files,
    diagnostics,
    chart: (path) => parse(files[`${path}/Chart.yaml`] ?? ''),
    values: (path) => parse(files[`${path}/values.yaml`] ?? ''),
  }
}

function manifestOf(name: string, text: string): string {
  if (/^kind: /m.test(text)) return text
  return `apiVersion: core.oam.dev/v1beta1\nkind: Application\nmetadata:\n  name: ${name}\nspec:\n  components:\n${text.trim().replace(/^/gm, '    ')}\n`
}

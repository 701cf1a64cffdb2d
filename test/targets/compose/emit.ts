import * as assert from 'uvu/assert'
import { parse } from 'yaml'
import { compile } from '../../../src/compile-fully.js'
import type { Diagnostic } from '../../../src/diagnostic.js'

export interface Emitted {
  /** `compose.yaml`, read back. */
  readonly file: ReturnType<typeof parse>
  readonly files: Readonly<Record<string, string>>
  readonly diagnostics: readonly Diagnostic[]
}

/** Emits applications (components as YAML, by the name of the application) for Compose; they must compile. */
export function emit(applications: Readonly<Record<string, string>>, options: Readonly<Record<string, string>> = {}): Emitted {
  const { files, diagnostics } = attempt(applications, options)
  assert.equal(
    diagnostics.filter(({ severity }) => severity === 'error').map(({ message }) => message),
    [],
  )
  return { file: parse(files['compose.yaml'] ?? ''), files, diagnostics }
}

/** The same, where errors are expected. */
export function attempt(
  applications: Readonly<Record<string, string>>,
  options: Readonly<Record<string, string>> = {},
): Pick<Emitted, 'files' | 'diagnostics'> {
  const sources = Object.entries(applications).map(([name, text]) => ({ path: `apps/${name}.yaml`, text: manifest(name, text) }))
  const { artifacts, diagnostics } = compile(sources, { targets: ['compose'], settings: { compose: options }, cwd: '/work', out: 'out' })
  return { files: Object.fromEntries(artifacts.map(({ path, text }) => [path.replace('compose/', ''), text])), diagnostics }
}

/** Text that begins with `metadata:` has its own. */
function manifest(name: string, text: string): string {
  const [metadata, components] = text.startsWith('metadata:')
    ? text.split('---\n')
    : [`metadata:\n  name: ${name}\n  annotations: {}\n`, text]
  return `apiVersion: core.oam.dev/v1beta1\nkind: Application\n${metadata}spec:\n  components:\n${(components ?? '').trim().replace(/^/gm, '    ')}\n`
}

import * as assert from 'uvu/assert'
import { compile } from '../../../src/compile-fully.js'
import type { Diagnostic } from '../../../src/diagnostic.js'

/** A request as it stands in a file. */
// biome-ignore lint/suspicious/noExplicitAny: objects read back from JSON
export type Read = any

export interface Rendered {
  /** Every JSON file, read back, by its path below the target's folder. */
  readonly files: Readonly<Record<string, Read>>
  readonly diagnostics: readonly Diagnostic[]
}

/** Renders manifests for Amazon ECS, whole or as their components by the name of the application; they must compile. */
export function rendered(applications: Readonly<Record<string, string>>, options: Readonly<Record<string, string>> = {}): Rendered {
  const { files, diagnostics } = tried(applications, options)
  assert.equal(errorsOf(diagnostics), [])
  return { files, diagnostics }
}

/** The same, where errors are expected. */
export function tried(applications: Readonly<Record<string, string>>, options: Readonly<Record<string, string>> = {}): Rendered {
  const sources = Object.entries(applications).map(([name, text]) => ({ path: `${name}.yaml`, text: manifestOf(name, text) }))
  const { artifacts, diagnostics } = compile(sources, { targets: ['ecs'], settings: { ecs: options }, cwd: '/' })
  const json = artifacts.filter(({ path }) => path.endsWith('.json'))
  return { files: Object.fromEntries(json.map(({ path, text }) => [path.replace(/^ecs\//, ''), JSON.parse(text) as Read])), diagnostics }
}

/** Gives the messages of the errors. */
export function errorsOf(diagnostics: readonly Diagnostic[]): readonly string[] {
  return diagnostics.filter(({ severity }) => severity === 'error').map(({ message }) => message)
}

/** Gives what was said under a code: the message, and the line of the manifest it stands at. */
export function saidOf({ diagnostics }: Rendered, code: string): readonly { readonly message: string; readonly line: string }[] {
  return diagnostics
    .filter((diagnostic) => diagnostic.code === code)
    .map(({ message, span }) => ({ message, line: span === undefined ? '' : lineAt(span.source.text, span.start) }))
}

function lineAt(text: string, offset: number): string {
  const end = text.indexOf('\n', offset)
  return text.slice(text.lastIndexOf('\n', offset - 1) + 1, end < 0 ? undefined : end).trim()
}

function manifestOf(name: string, text: string): string {
  if (/^kind: |^\{/m.test(text)) return text
  return `apiVersion: core.oam.dev/v1beta1\nkind: Application\nmetadata:\n  name: ${name}\nspec:\n  components:\n${text.trim().replace(/^/gm, '    ')}\n`
}

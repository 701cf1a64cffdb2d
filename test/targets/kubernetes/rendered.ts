import * as assert from 'uvu/assert'
import { parse } from 'yaml'
import { compile } from '../../../src/compile-fully.js'
import type { Diagnostic } from '../../../src/diagnostic.js'

/** An object as it stands in a file. */
// biome-ignore lint/suspicious/noExplicitAny: objects read back from YAML
export type Read = any

export interface Rendered {
  /** Every object of the lattice, without kustomizations. */
  readonly objects: readonly Read[]
  readonly diagnostics: readonly Diagnostic[]
}

/** Renders manifests for Kubernetes, whole or as their components by the name of the application; they must compile. */
export function rendered(applications: Readonly<Record<string, string>>, options: Readonly<Record<string, string>> = {}): Rendered {
  const { objects, diagnostics } = tried(applications, options)
  const errors = diagnostics.filter(({ severity }) => severity === 'error')
  assert.equal(
    errors.map(({ message }) => message),
    [],
  )
  return { objects, diagnostics }
}

/** The same, where errors are expected. */
export function tried(applications: Readonly<Record<string, string>>, options: Readonly<Record<string, string>> = {}): Rendered {
  const sources = Object.entries(applications).map(([name, text]) => ({ path: `${name}.yaml`, text: manifestOf(name, text) }))
  const { artifacts, diagnostics } = compile(sources, { targets: ['kubernetes'], settings: { kubernetes: options }, cwd: '/' })
  const files = artifacts.filter(({ path }) => path.endsWith('.yaml'))
  return { objects: files.map(({ text }) => parse(text) as Read).filter(({ kind }) => kind !== 'Kustomization'), diagnostics }
}

/** Gives the objects of a kind by name. */
export function named({ objects }: Rendered, kind: string): Readonly<Record<string, Read>> {
  return Object.fromEntries(objects.filter((object) => object.kind === kind).map((object) => [object.metadata.name, object]))
}

function manifestOf(name: string, text: string): string {
  if (/^kind: |^\{/m.test(text)) return text
  return `apiVersion: core.oam.dev/v1beta1\nkind: Application\nmetadata:\n  name: ${name}\nspec:\n  components:\n${text.trim().replace(/^/gm, '    ')}\n`
}

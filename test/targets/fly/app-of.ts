import { parse } from 'smol-toml'
import * as assert from 'uvu/assert'
import { compile } from '../../../src/compile-fully.js'
import type { Diagnostic } from '../../../src/diagnostic.js'

/** What stands in a file that was read back. */
// biome-ignore lint/suspicious/noExplicitAny: values read back from TOML and JSON
export type Read = any

export interface Apps {
  /** Each fly.toml by the name of its folder, with `machine_config` read as well (`machine`). */
  readonly apps: Readonly<Record<string, Read>>
  /** Every file by its path. */
  readonly files: Readonly<Record<string, string>>
  readonly diagnostics: readonly Diagnostic[]
  /** Code and message of each diagnostic of the target but the one about global names. */
  readonly said: readonly string[]
}

/** Gives the component `web` of the application `shop` as text: `properties` and `traits` are entries of flow lists and maps. */
export function web(properties: string, traits = '', type = 'webservice'): string {
  return `- name: web\n  type: ${type}\n  properties: {image: "nginx:1"${properties && `, ${properties}`}}\n  traits: [${traits}]\n`
}

/** Renders applications for Fly.io, as their components by name; they must compile. */
export function apps(applications: Readonly<Record<string, string>>, options: Readonly<Record<string, string>> = {}): Apps {
  const result = tried(applications, options)
  assert.equal(
    result.diagnostics.filter(({ severity }) => severity === 'error').map(({ message }) => message),
    [],
  )
  return result
}

/** The same, where errors are expected. */
export function tried(applications: Readonly<Record<string, string>>, options: Readonly<Record<string, string>> = {}): Apps {
  const sources = Object.entries(applications).map(([name, text]) => ({ path: `${name}.yaml`, text: manifestOf(name, text) }))
  const { artifacts, diagnostics } = compile(sources, { targets: ['fly'], settings: { fly: options }, cwd: '/' })
  const files = Object.fromEntries(artifacts.map(({ path, text }) => [path.slice('fly/'.length), text]))
  const found = Object.entries(files).flatMap(([path, text]) => {
    if (!path.endsWith('/fly.toml')) return []
    const folder = path.slice(0, -'/fly.toml'.length)
    const toml: Read = JSON.parse(JSON.stringify(parse(text)))
    const machine = toml.machine_config ?? files[`${folder}/machine.json`]
    return [[folder, { ...toml, ...(machine && { machine: JSON.parse(machine) }) }]]
  })
  const said = diagnostics.filter(({ code }) => code !== 'target/global-name').map(({ code, message }) => `${code} ${message}`)
  return { apps: Object.fromEntries(found), files, diagnostics, said }
}

/** Gives the app of `shop/web` alone, and what is said of it. */
export function appOf(
  properties: string,
  traits = '',
  options: Readonly<Record<string, string>> = {},
  type = 'webservice',
): Read & { readonly said: readonly string[] } {
  const { apps: found, said } = apps({ shop: web(properties, traits, type) }, options)
  return { ...found['shop-web'], said }
}

function manifestOf(name: string, text: string): string {
  if (/^kind: |^\{/m.test(text)) return text
  return `apiVersion: core.oam.dev/v1beta1\nkind: Application\nmetadata:\n  name: ${name}\nspec:\n  components:\n${text.trim().replace(/^/gm, '    ')}\n`
}

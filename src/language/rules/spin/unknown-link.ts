import { portsOf } from '../../container/ports-of.js'
import { type ContainerLink, containerLinks } from '../../container-links.js'
import { replaceScalar } from '../../edits/replace-scalar.js'
import { isWasm } from '../../is-wasm.js'
import { referenceOf } from '../../reference-of.js'
import { spinOptions } from '../../spin-options.js'
import { listWords, nearest } from '../../suggest.js'
import { components } from '../example.js'
import type { ManifestRule } from '../rule.js'

const stored = (variable: string): string =>
  components(`
    - name: cache
      type: webservice
      properties:
        image: ghcr.io/acme/cache:1.0.0
        ports:
          - port: 6379
    - name: orders
      type: spin
      properties:
        image: ghcr.io/acme/orders:1.0.0
        runtimeConfig:
          keyValueStores:
            - name: default
              type: redis
              options:
                - name: url
                  value: \${${variable}}
      traits:
        - type: link
          properties:
            target:
              name: cache
  `)

/** A variable in the runtime configuration of a Spin application is an address of one of its links (mc, links between containers). */
export const unknownLink: ManifestRule = {
  code: 'spin/unknown-link',
  severity: 'error',
  scope: 'manifest',
  summary: 'a value in `runtimeConfig` uses `${target.<link>.url}`, `.host` or `.port` with the name of a link of the component',
  why: 'The text would arrive as it is, with the braces. Where the component has one link only, `${target.url}` and so on will do; `$${` stands for a plain `${`.',
  bad: stored('target.cahce.url'),
  good: stored('target.cache.url'),
  check({ app, document }, say) {
    const links = containerLinks(app)
    for (const component of app.spec.components) {
      if (component.type !== 'spin') continue
      const own = links.filter(({ source }) => source === component)
      for (const option of spinOptions(component.properties.runtimeConfig)) {
        const { value } = option
        for (const variable of variablesIn(value ?? '')) {
          const fault = faultOf(variable, component.name, own)
          if (fault === undefined) continue
          const { near, ...finding } = fault
          const span = document.at(option, 'value')
          say({
            ...finding,
            span,
            ...(near !== undefined && {
              label: `did you mean \`\${${near}}\`?`,
              edits: [
                replaceScalar(
                  span,
                  (value ?? '').replaceAll(`\${${variable}}`, () => `\${${near}}`),
                ),
              ],
            }),
          })
        }
      }
    }
  },
}

/** Names in braces that begin with `target`, or nearly so. */
function variablesIn(value: string): readonly string[] {
  const names = [...value.matchAll(/\$\$\{|\$\{([^}]*)\}/g)].flatMap(([, name]) => {
    const [first = '', ...rest] = (name ?? '').split('.')
    return first === 'target' || (rest.length > 0 && nearest(first, ['target']) !== undefined) ? [name ?? ''] : []
  })
  return [...new Set(names)]
}

interface Fault {
  readonly message: string
  readonly near?: string
  readonly help?: string
}

function faultOf(variable: string, component: string, links: readonly ContainerLink[]): Fault | undefined {
  const known = [...(links.length === 1 ? ['target'] : []), ...links.map(({ name }) => `target.${name}`)].flatMap((prefix) =>
    ['url', 'host', 'port'].map((address) => `${prefix}.${address}`),
  )
  if (!known.includes(variable)) {
    if (known.length === 0)
      return {
        message: `\`${component}\` has no link that \`\${${variable}}\` could mean`,
        help: 'add a `link` trait, or write the value itself',
      }
    const near = nearest(variable, known)
    const message = `\`\${${variable}}\` is no address of a link of \`${component}\``
    return near === undefined
      ? { message, help: `it may be ${listWords(known.slice(-9).map((name) => `\${${name}}`))}` }
      : { message, near }
  }
  const name = variable.slice('target.'.length, variable.lastIndexOf('.'))
  const target = (links.length === 1 ? links[0] : links.find((link) => link.name === name))?.target
  const isLocal = target !== undefined && referenceOf(target) === undefined
  if (variable.endsWith('.host') || !isLocal || isWasm(target) || portsOf(target).length > 0) return undefined
  return {
    message: `\`\${${variable}}\` has no value, because \`${target.name}\` declares no ports`,
    help: `declare the port in \`ports\` of \`${target.name}\``,
  }
}

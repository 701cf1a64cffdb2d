import { portsOf } from '../../container/ports-of.js'
import { type ContainerLink, containerLinks } from '../../container-links.js'
import { isWasm } from '../../is-wasm.js'
import { referenceOf } from '../../reference-of.js'
import { listWords, nearest } from '../../suggest.js'
import { components } from '../example.js'
import type { ManifestRule } from '../rule.js'

const linked = (variable: string): string =>
  components(`
    - name: cache
      type: webservice
      properties:
        image: ghcr.io/acme/cache:1.0.0
        ports:
          - port: 6379
    - name: web
      type: worker
      properties:
        image: ghcr.io/acme/web:1.0.0
      traits:
        - type: link
          properties:
            target:
              name: cache
            source:
              config:
                - name: cache
                  properties:
                    CACHE: redis://\${${variable}}/0
  `)

/** A variable in the configuration of a link is one that its target has (mc, links between containers). */
export const unknownVariable: ManifestRule = {
  code: 'link/unknown-variable',
  severity: 'error',
  scope: 'manifest',
  summary:
    'a value of `source.config` uses `${target.host}`, `${target.port}`, `${target.url}`, or `${target.config.<key>}` with a key of `target.config`',
  why: 'The text would arrive as it is, with the braces. `$${` stands for a plain `${`; other names in braces are left alone.',
  bad: linked('target.hots'),
  good: linked('target.host'),
  check({ app, document }, say) {
    for (const link of containerLinks(app)) {
      for (const { properties } of link.sourceConfig) {
        for (const [key, value] of Object.entries(properties ?? {})) {
          for (const variable of variablesIn(value)) {
            const fault = faultOf(variable, link)
            if (fault !== undefined && properties !== undefined) say({ ...fault, span: document.at(properties, key) })
          }
        }
      }
    }
  },
}

/** Names in braces that begin with `target`, or nearly so. */
function variablesIn(value: string): string[] {
  return [...value.matchAll(/\$\$\{|\$\{([^}]*)\}/g)].flatMap(([, name]) => {
    const [first = '', ...rest] = (name ?? '').split('.')
    return first === 'target' || (rest.length > 0 && nearest(first, ['target']) !== undefined) ? [name ?? ''] : []
  })
}

function faultOf(
  variable: string,
  { target, targetConfig }: ContainerLink,
): { message: string; label?: string; help?: string } | undefined {
  const keys = targetConfig.flatMap(({ properties }) => Object.keys(properties ?? {}))
  const known = ['target.host', 'target.port', 'target.url', ...keys.map((key) => `target.config.${key}`)]
  if (!known.includes(variable)) {
    const near = nearest(variable, known)
    const message = variable.startsWith('target.config.')
      ? `the link gives its target no configuration \`${variable.slice('target.config.'.length)}\``
      : `\`\${${variable}}\` is nothing that a link knows`
    return {
      message,
      ...(near === undefined
        ? { help: `it knows ${listWords(known.slice(0, 8).map((name) => `\${${name}}`))}` }
        : { label: `did you mean \`\${${near}}\`?` }),
    }
  }
  const needsPort = variable === 'target.port' || variable === 'target.url'
  if (!needsPort || target === undefined || isWasm(target) || referenceOf(target) !== undefined || portsOf(target).length > 0)
    return undefined
  return {
    message: `\`\${${variable}}\` has no value, because \`${target.name}\` declares no ports`,
    help: `declare the port in \`ports\` of \`${target.name}\``,
  }
}

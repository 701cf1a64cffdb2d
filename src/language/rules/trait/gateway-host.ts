import { traitsOf } from '../../../lattice/traits-of.js'
import { replaceScalar } from '../../edits/replace-scalar.js'
import { web } from '../example.js'
import type { ManifestRule } from '../rule.js'

const routed = (domain: string): string =>
  web(
    `
    ports:
      - port: 8080
  `,
    `
    - type: gateway
      properties:
        domain: ${domain}
        http:
          /: 8080
  `,
  )

/** The domain of a gateway is a host name (Kubernetes, Ingress `host`; RFC 1123). */
export const gatewayHost: ManifestRule = {
  code: 'trait/gateway-host',
  severity: 'error',
  scope: 'manifest',
  summary: 'the `domain` of a gateway is a host name in lower case, whose first part may be `*`',
  why: 'Kubernetes refuses addresses, ports, schemes and upper case there (Ingress, `host`; RFC 1123).',
  bad: routed('https://shop.example.com'),
  good: routed('shop.example.com'),
  check({ app, document }, say) {
    for (const component of app.spec.components) {
      for (const { properties } of traitsOf(component, 'gateway', 'ingress')) {
        const { domain } = properties
        if (domain === undefined || isHost(domain)) continue
        const span = document.at(properties, 'domain')
        const meant = domain
          .toLowerCase()
          .replace(/^[a-z]+:\/\//, '')
          .replace(/[:/].*$/s, '')
        say({
          message: domain === '' ? '`domain` is empty' : `\`${domain}\` is no host name`,
          span,
          ...(isHost(meant) && meant !== domain
            ? { label: `did you mean \`${meant}\`?`, edits: [replaceScalar(span, meant)] }
            : { help: domain === '' ? 'leave it out to route every host' : 'write a name such as `shop.example.com`' }),
        })
      }
    }
  },
}

function isHost(text: string): boolean {
  const isName = /^(\*\.)?[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/.test(text)
  return isName && text.length <= 253 && !/^\d+(\.\d+){3}$/.test(text)
}

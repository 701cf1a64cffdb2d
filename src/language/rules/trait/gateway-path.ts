import { traitsOf } from '../../../lattice/traits-of.js'
import { replaceScalar } from '../../edits/replace-scalar.js'
import { web } from '../example.js'
import type { ManifestRule } from '../rule.js'

const routed = (path: string): string =>
  web(
    `
    ports:
      - port: 8080
  `,
    `
    - type: gateway
      properties:
        domain: shop.example.com
        http:
          ${path}: 8080
  `,
  )

/** The path of a route is absolute (Kubernetes, Ingress `path`). */
export const gatewayPath: ManifestRule = {
  code: 'trait/gateway-path',
  severity: 'error',
  scope: 'manifest',
  summary: 'a gateway has routes, and their paths begin with `/`',
  why: 'Kubernetes refuses other paths (Ingress, `path`: "must be an absolute path"), and with `Exact` or `Prefix` those with `//`, `.` or `..` in them; requests never have them.',
  bad: routed('api'),
  good: routed('/api'),
  check({ app, document }, say) {
    for (const component of app.spec.components) {
      for (const { properties } of traitsOf(component, 'gateway', 'ingress')) {
        const { http, pathType, rewrite } = properties
        const paths = Object.keys(http)
        if (paths.length === 0)
          say({
            message: `the gateway of \`${component.name}\` has no routes`,
            span: document.at(properties, 'http', 'key'),
            help: 'add a path and its port',
          })
        for (const path of paths) {
          const span = document.at(http, path, 'key')
          if (!path.startsWith('/'))
            say({
              message: path === '' ? 'the path of this route is empty' : `the path \`${path}\` does not begin with \`/\``,
              span,
              label: `write \`/${path}\``,
              edits: [replaceScalar(span, `/${path}`)],
            })
          else if ((pathType === 'Exact' || pathType === 'Prefix') && /\/\/|\/\.\.?(\/|$)|%2f/i.test(path))
            say({ message: `no request has the path \`${path}\``, span, help: 'leave `//`, `.`, `..` and `%2F` out' })
        }
        if (rewrite !== undefined && !rewrite.startsWith('/'))
          say({
            message: `\`rewrite\` is \`${rewrite}\` and does not begin with \`/\``,
            span: document.at(properties, 'rewrite'),
            help: 'begin it with `/`',
          })
      }
    }
  },
}

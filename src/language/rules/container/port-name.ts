import { traitsOf } from '../../../lattice/traits-of.js'
import { isContainer } from '../../is-container.js'
import { web } from '../example.js'
import type { ManifestRule } from '../rule.js'

const named = (name: string): string =>
  web(`
    ports:
      - port: 8080
        name: ${name}
  `)

/** The name of a port is an IANA service name (Kubernetes, Container `ports`; RFC 6335 section 5.1). */
export const portName: ManifestRule = {
  code: 'container/port-name',
  severity: 'error',
  scope: 'manifest',
  summary: 'the name of a port has at most 15 lower-case letters, digits and `-`, and at least one letter',
  why: 'Kubernetes refuses other names (Container `ports.name`; RFC 6335, section 5.1).',
  bad: named('http_api'),
  good: named('http-api'),
  check({ app, document }, say) {
    for (const component of app.spec.components.filter(isContainer)) {
      const exposed = traitsOf(component, 'expose').flatMap(({ properties }) => properties?.ports ?? [])
      for (const port of [...(component.properties.ports ?? []), ...exposed]) {
        if (port.name === undefined || isPortName(port.name)) continue
        const meant = port.name
          .toLowerCase()
          .replaceAll(/[^a-z0-9]+/g, '-')
          .replaceAll(/^-+|-+$/g, '')
        say({
          message:
            port.name.length > 15
              ? `the port name \`${port.name}\` has ${port.name.length} characters, and 15 are allowed`
              : `\`${port.name}\` cannot be the name of a port`,
          span: document.at(port, 'name'),
          ...(isPortName(meant)
            ? { label: `write \`${meant}\`` }
            : { help: 'use at most 15 lower-case letters, digits and single `-`, with at least one letter' }),
        })
      }
    }
  },
}

function isPortName(name: string): boolean {
  return name.length <= 15 && /^[a-z0-9]+(-[a-z0-9]+)*$/.test(name) && /[a-z]/.test(name)
}

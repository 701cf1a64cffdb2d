import { containersOf } from '../../container/containers-of.js'
import { isContainer } from '../../is-container.js'
import { web } from '../example.js'
import type { ManifestRule } from '../rule.js'

const beside = (name: string): string =>
  web(
    '',
    `
    - type: sidecar
      properties:
        name: ${name}
        image: ghcr.io/acme/proxy:1.0.0
  `,
  )

/** Sidecars and init containers have DNS labels as names (Kubernetes, Container `name`; RFC 1123). */
export const badContainerName: ManifestRule = {
  code: 'container/bad-container-name',
  severity: 'warning',
  scope: 'manifest',
  summary: 'the name of a sidecar or init container has at most 63 lower-case letters, digits and `-`',
  why: 'Kubernetes refuses other names (Container, `name`: a DNS label of RFC 1123), and other platforms change them.',
  bad: beside('My_Proxy'),
  good: beside('my-proxy'),
  check({ app, document }, say) {
    for (const component of app.spec.components.filter(isContainer)) {
      for (const { name, role, place } of containersOf(component)) {
        if (role === 'main' || isLabel(name)) continue
        const meant = name
          .toLowerCase()
          .replaceAll(/[^a-z0-9]+/g, '-')
          .replaceAll(/^-+|-+$/g, '')
        say({
          message: `\`${name}\` is no name for a container on Kubernetes`,
          span: document.at(place.parent, place.key),
          ...(isLabel(meant) && { label: `write \`${meant}\`` }),
          help: 'use at most 63 lower-case letters, digits and `-`',
        })
      }
    }
  },
}

function isLabel(name: string): boolean {
  return name.length <= 63 && /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/.test(name)
}

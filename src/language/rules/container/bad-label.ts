import { traitsOf } from '../../../lattice/traits-of.js'
import { isContainer } from '../../is-container.js'
import { isOamLabel } from '../../wadm/oam-label.js'
import { web } from '../example.js'
import type { ManifestRule } from '../rule.js'

const labelled = (label: string): string =>
  web(`
    labels:
      ${label}
  `)

/** Labels and annotations of what runs have the form that Kubernetes asks for (Kubernetes, "Labels and Selectors", syntax). */
export const badLabel: ManifestRule = {
  code: 'container/bad-label',
  severity: 'warning',
  scope: 'manifest',
  summary: 'labels have a key `prefix/name` and a value of at most 63 letters, digits, `-`, `_` and `.`',
  why: 'Kubernetes refuses other labels, and keys of annotations of another form ("Labels and Selectors", syntax); other platforms take them.',
  bad: labelled('team: "web team"'),
  good: labelled('team: web-team'),
  check({ app, document }, say) {
    for (const component of app.spec.components) {
      const own = isContainer(component) ? component.properties : {}
      const labels = [own.labels, ...traitsOf(component, 'labels').map(({ properties }) => properties)]
      const annotations = [own.annotations, ...traitsOf(component, 'annotations').map(({ properties }) => properties)]
      for (const map of [...labels, ...annotations]) {
        for (const [key, value] of Object.entries(map ?? {})) {
          if (map === undefined) continue
          if (!isOamLabel(key))
            say({
              message: `\`${key}\` is no key for a label or annotation on Kubernetes`,
              span: document.at(map, key, 'key'),
              help: 'use a name of letters, digits, `-`, `_` and `.`, with a domain and `/` before it or not',
            })
          else if (labels.includes(map) && value !== null && !isLabelValue(value))
            say({
              message: `\`${value}\` is no value for a label on Kubernetes`,
              span: document.at(map, key),
              help: 'use at most 63 letters, digits, `-`, `_` and `.`, or make it an annotation',
            })
        }
      }
    }
  },
}

function isLabelValue(value: string): boolean {
  return value.length <= 63 && /^([A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?)?$/.test(value)
}

import { traitsOf } from '../../../lattice/traits-of.js'
import { isContainer } from '../../is-container.js'
import { web } from '../example.js'
import type { ManifestRule } from '../rule.js'

const aliased = (ip: string): string =>
  web(`
    hostAliases:
      - ip: ${ip}
        hostnames: [printer.local]
  `)

/** A host alias gives names to an address (Kubernetes, Pod `hostAliases`). */
export const hostAlias: ManifestRule = {
  code: 'container/host-alias',
  severity: 'error',
  scope: 'manifest',
  summary: 'a host alias has an IP address and host names',
  why: 'They become lines of `/etc/hosts`; Kubernetes refuses anything that is no address or no name (Pod, `hostAliases`).',
  bad: aliased('10.0.0.300'),
  good: aliased('10.0.0.30'),
  check({ app, document }, say) {
    for (const component of app.spec.components.filter(isContainer)) {
      for (const alias of [
        ...(component.properties.hostAliases ?? []),
        ...traitsOf(component, 'hostalias').flatMap(({ properties }) => properties.hostAliases),
      ]) {
        if (!isAddress(alias.ip))
          say({
            message: `\`${alias.ip}\` is no IP address`,
            span: document.at(alias, 'ip'),
            help: 'write an address such as `10.0.0.30` or `fd00::30`',
          })
        for (const [index, name] of alias.hostnames.entries()) {
          if (name.length <= 253 && /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/.test(name)) continue
          say({
            message: `\`${name}\` is no host name`,
            span: document.at(alias.hostnames, index),
            help: 'use lower-case letters, digits, `-` and `.`',
          })
        }
      }
    }
  },
}

function isAddress(text: string): boolean {
  if (/^\d+(\.\d+){3}$/.test(text)) return text.split('.').every((part) => /^(0|[1-9]\d{0,2})$/.test(part) && Number(part) <= 255)
  return /^[0-9a-fA-F:.]*:[0-9a-fA-F:.]*$/.test(text) && URL.canParse(`http://[${text}]/`)
}

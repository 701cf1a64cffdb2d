import { isContainer } from '../../is-container.js'
import { web } from '../example.js'
import type { ManifestRule } from '../rule.js'

/** Ports of a component differ in number or protocol, and in name (Kubernetes, Service `ports`). */
export const duplicatePort: ManifestRule = {
  code: 'container/duplicate-port',
  severity: 'error',
  scope: 'manifest',
  summary: 'ports of one component have different numbers (for one protocol) and different names',
  why: 'A service cannot tell them apart, and Kubernetes refuses it (Service, `ports`: key is `port` and `protocol`, and names are unique).',
  bad: web(`
    ports:
      - port: 8080
      - port: 8080
  `),
  good: web(`
    ports:
      - port: 8080
      - port: 8080
        protocol: UDP
  `),
  check({ app, document }, say) {
    for (const component of app.spec.components.filter(isContainer)) {
      const first = new Map<string, object>()
      for (const entry of component.properties.ports ?? []) {
        const number = `${entry.port}/${entry.protocol ?? 'TCP'}`
        const keys = [{ key: 'port', text: number }, ...(entry.name === undefined ? [] : [{ key: 'name', text: entry.name }])]
        const clash = keys.find(({ key, text }) => first.has(`${key} ${text}`))
        const before = clash && first.get(`${clash.key} ${clash.text}`)
        for (const { key, text } of keys) if (!first.has(`${key} ${text}`)) first.set(`${key} ${text}`, entry)
        if (clash === undefined || before === undefined) continue
        say({
          message: `\`${component.name}\` has a port \`${clash.text}\` already`,
          span: document.at(entry, clash.key),
          ...(before !== entry && { related: [{ span: document.at(before, clash.key), message: 'the first one stands here' }] }),
        })
      }
    }
  },
}

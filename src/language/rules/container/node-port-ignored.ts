import { traitsOf } from '../../../lattice/traits-of.js'
import { isContainer } from '../../is-container.js'
import { web } from '../example.js'
import type { ManifestRule } from '../rule.js'

const exposed = (type: string): string =>
  web(`
    exposeType: ${type}
    ports:
      - port: 8080
        expose: true
        nodePort: 30080
  `)

/** A port of the machine is given where the kind of service has one (KubeVela webservice, `nodePort`). */
export const nodePortIgnored: ManifestRule = {
  code: 'container/node-port-ignored',
  severity: 'warning',
  scope: 'manifest',
  summary: '`nodePort` stands on an exposed port of a component with `exposeType: NodePort`',
  why: 'KubeVela leaves it out of services of another type (webservice and `expose`, `nodePort`), so that the port is not where it is looked for.',
  bad: exposed('ClusterIP'),
  good: exposed('NodePort'),
  check({ app, document }, say) {
    for (const component of app.spec.components.filter(isContainer)) {
      const { exposeType, ports = [] } = component.properties
      const own = ports
        .filter(({ expose }) => expose !== true || exposeType !== 'NodePort')
        .map((entry) => ({ entry, help: 'set `exposeType: NodePort`, and `expose: true` on the port' }))
      const exposedPorts = traitsOf(component, 'expose')
        .flatMap(({ properties }) => (properties?.type === 'NodePort' ? [] : (properties?.ports ?? [])))
        .map((entry) => ({ entry, help: 'set `type: NodePort` in the trait' }))
      for (const { entry, help } of [...own, ...exposedPorts]) {
        if (entry.nodePort !== undefined)
          say({ message: `\`nodePort\` of the port ${entry.port} has no effect`, span: document.at(entry, 'nodePort', 'key'), help })
      }
    }
  },
}

import { traitsOf } from '../../../lattice/traits-of.js'
import { web } from '../example.js'
import type { ManifestRule } from '../rule.js'

const exposed = (ports: string): string =>
  web(
    `
    ports:
      - port: 8080
  `,
    `
    - type: expose
      properties:
        ${ports}
        type: LoadBalancer
  `,
  )

/** The trait `expose` names ports (KubeVela `expose`; Kubernetes, Service `ports`). */
export const exposeNothing: ManifestRule = {
  code: 'trait/expose-nothing',
  severity: 'error',
  scope: 'manifest',
  summary: 'the trait `expose` has `ports`',
  why: 'It does not take the ports of the component (KubeVela `expose`), and Kubernetes refuses a service without ports.',
  bad: exposed(''),
  good: exposed('ports: [{port: 8080}]'),
  check({ app, document }, say) {
    for (const component of app.spec.components) {
      for (const trait of traitsOf(component, 'expose')) {
        const { port = [], ports = port, http } = trait.properties ?? {}
        // a gateway's routes in the wrong trait are reported as that
        if (ports.length > 0 || http !== undefined) continue
        say({
          message: `the trait \`expose\` of \`${component.name}\` names no ports`,
          span: document.at(trait, 'type'),
          help: 'add `ports`',
        })
      }
    }
  },
}

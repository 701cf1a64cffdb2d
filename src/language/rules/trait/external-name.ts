import { traitsOf } from '../../../lattice/traits-of.js'
import { isContainer } from '../../is-container.js'
import { web } from '../example.js'
import type { ManifestRule } from '../rule.js'

const exposed = (type: string): string =>
  web(
    '',
    `
    - type: expose
      properties:
        type: ${type}
        ports:
          - port: 8080
  `,
  )

/** A service in front of a component is not an alias of another name (Kubernetes, Service `ExternalName`). */
export const externalName: ManifestRule = {
  code: 'trait/external-name',
  severity: 'error',
  scope: 'manifest',
  summary: 'a component is not exposed as `ExternalName`',
  why: 'Such a service stands for a name elsewhere, which there is no field to give, and Kubernetes refuses it without (Service, `externalName`).',
  bad: exposed('ExternalName'),
  good: exposed('LoadBalancer'),
  check({ app, document }, say) {
    for (const component of app.spec.components) {
      const traits = traitsOf(component, 'expose').flatMap(({ properties }) =>
        properties?.type === 'ExternalName' ? [document.at(properties, 'type')] : [],
      )
      const own =
        isContainer(component) && component.properties.exposeType === 'ExternalName'
          ? [document.at(component.properties, 'exposeType')]
          : []
      for (const span of [...own, ...traits])
        say({
          message: `\`${component.name}\` cannot be exposed as \`ExternalName\``,
          span,
          help: 'choose `ClusterIP`, `NodePort` or `LoadBalancer`',
        })
    }
  },
}

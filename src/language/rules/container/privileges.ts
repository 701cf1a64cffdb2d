import { traitsOf } from '../../../lattice/traits-of.js'
import { web } from '../example.js'
import type { ManifestRule } from '../rule.js'

const secured = (more: string): string =>
  web(
    '',
    `
    - type: securitycontext
      properties:
        privileged: true
        ${more}
  `,
  )

/** What a container may do does not contradict itself (Kubernetes, SecurityContext). */
export const privileges: ManifestRule = {
  code: 'container/privileges',
  severity: 'error',
  scope: 'manifest',
  summary: 'a container is not root and forbidden to be root at once, nor privileged and forbidden to gain privileges',
  why: 'Kubernetes refuses a privileged container without privilege escalation, and never starts user 0 with `runAsNonRoot` (SecurityContext).',
  bad: secured('allowPrivilegeEscalation: false'),
  good: secured('allowPrivilegeEscalation: true'),
  check({ app, document }, say) {
    for (const component of app.spec.components) {
      const contexts = traitsOf(component, 'securitycontext').flatMap(({ properties = {} }) => [
        properties,
        ...(properties.containers ?? []),
      ])
      for (const context of contexts) {
        if (context.privileged === true && context.allowPrivilegeEscalation === false) {
          say({
            message: 'a privileged container cannot be kept from gaining privileges',
            span: document.at(context, 'allowPrivilegeEscalation'),
            related: [{ span: document.at(context, 'privileged'), message: 'it is privileged here' }],
            help: 'remove one of them',
          })
        }
      }
      const pods = traitsOf(component, 'podsecuritycontext').map(({ properties = {} }) => properties)
      for (const context of [...contexts, ...pods]) {
        if (context.runAsNonRoot !== true || context.runAsUser !== 0) continue
        say({
          message: 'user 0 is root, which `runAsNonRoot` forbids',
          span: document.at(context, 'runAsUser'),
          related: [{ span: document.at(context, 'runAsNonRoot'), message: 'root is forbidden here' }],
          help: 'choose another user, or set `runAsNonRoot: false`',
        })
      }
    }
  },
}

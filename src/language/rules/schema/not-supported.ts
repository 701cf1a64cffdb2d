import type { Manifest } from '../../manifest.js'
import { components } from '../example.js'
import type { ManifestRule, Say } from '../rule.js'

const web = `
    - name: web
      type: webservice
      properties:
        image: ghcr.io/acme/web:1.0.0
`

/** What KubeVela's controller does and mc does not is said once, where it stands (KubeVela, "Workflow", "Policy", "Component"). */
export const notSupported: ManifestRule = {
  code: 'schema/not-supported',
  severity: 'warning',
  scope: 'manifest',
  summary: 'an application does not rely on KubeVela’s workflow, its policies, or values passed between components',
  why: 'They are acts of KubeVela’s controller in a running cluster (KubeVela, "Workflow" and "Policy"); mc compiles the components and does none of them.',
  bad: components(
    web,
    `
  policies:
    - name: clusters
      type: topology
      properties:
        clusters: [berlin, tokyo]
  `,
  ),
  good: components(web),
  check(manifest, say) {
    const { app, document } = manifest
    if (app.spec.workflow !== undefined) {
      say({
        message: 'mc runs no workflow',
        span: document.at(app.spec, 'workflow', 'key'),
        help: 'components start in the order of their links and `dependsOn`',
      })
    }
    if ('status' in app) {
      say({
        message: 'mc does nothing with `status`, which a cluster writes',
        span: document.at(app, 'status', 'key'),
        help: 'leave it out: wadm 0.21 refuses a manifest that has it',
      })
    }
    for (const policy of app.spec.policies ?? []) {
      const effect = Object.hasOwn(policies, policy.type) ? policies[policy.type] : undefined
      if (effect !== undefined)
        say({ message: `mc does nothing with a policy of type \`${policy.type}\`, which ${effect}`, span: document.at(policy, 'type') })
    }
    checkComponents(manifest, say)
  },
}

function checkComponents({ app, document }: Manifest, say: Say): void {
  for (const component of app.spec.components) {
    for (const key of ['inputs', 'outputs', 'externalRevision', 'replicaKey', 'scopes'] as const) {
      if (component[key] === undefined) continue
      say({ message: `mc does nothing with \`${key}\`, which ${keys[key]}`, span: document.at(component, key, 'key') })
    }
  }
}

const keys = {
  inputs: 'takes values from other components while KubeVela runs its workflow',
  outputs: 'gives values to other components while KubeVela runs its workflow',
  externalRevision: 'names a revision that KubeVela keeps',
  replicaKey: 'is filled in by KubeVela’s replication policy',
  scopes: 'belongs to older versions of OAM',
}

/** The policies of KubeVela, and what its controller does with them. */
const policies: Readonly<Record<string, string>> = {
  'apply-once': 'keeps KubeVela from undoing changes in the cluster',
  'env-binding': 'changes components by environment',
  'garbage-collect': 'decides what KubeVela removes',
  health: 'tells KubeVela how often to look at the health of components',
  override: 'changes components by cluster',
  'read-only': 'keeps KubeVela from changing objects',
  replication: 'makes copies of components',
  'resource-update': 'decides how KubeVela updates objects',
  'shared-resource': 'lets several applications of KubeVela share objects',
  'take-over': 'lets KubeVela take objects over',
  topology: 'chooses the clusters that KubeVela delivers to',
}

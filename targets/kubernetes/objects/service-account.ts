import type { V1PolicyRule } from '@kubernetes/client-node'
import type { ContainerWorkload } from '../../../src/plan/plan.js'
import { some } from '../../some.js'
import type { Wire } from './kinds.js'
import { objectName } from './names.js'
import type { ObjectDraft } from './object-draft.js'

/** The account of a workload's pods. */
export interface Account {
  readonly name: string
  /** Whether its pods may speak to the API server: they have privileges, or the account is one of the user's, which decides that itself. */
  readonly isTokenWanted: boolean
}

/** Gives the account of a workload's pods: one of its own, named like its other objects, unless the manifest names another (KubeVela `service-account`). */
export function accountOf(draft: ObjectDraft, workload: ContainerWorkload): Account {
  const asked = workload.serviceAccount
  if (asked === undefined) return { name: draft.nameOf(workload.id), isTokenWanted: false }
  return { name: asked.name, isTokenWanted: asked.create !== true || privilegesOf(workload).length > 0 }
}

/** Adds the ServiceAccount of a workload, unless the manifest names one that exists, and what it may do (Kubernetes API, core/v1 and rbac/v1). */
export function addServiceAccount(draft: ObjectDraft, workload: ContainerWorkload): void {
  const { name, isTokenWanted } = accountOf(draft, workload)
  if (workload.serviceAccount === undefined || workload.serviceAccount.create === true)
    draft.add(workload, {
      apiVersion: 'v1',
      kind: 'ServiceAccount',
      metadata: { name },
      automountServiceAccountToken: isTokenWanted ? undefined : false,
    })
  const privileges = privilegesOf(workload)
  addRole(
    draft,
    workload,
    name,
    privileges.filter(({ scope }) => scope !== 'cluster'),
  )
  addClusterRole(
    draft,
    workload,
    name,
    privileges.filter(({ scope }) => scope === 'cluster'),
  )
}

interface Privilege {
  readonly scope: unknown
  readonly rule: Wire<V1PolicyRule>
}

function addRole(draft: ObjectDraft, workload: ContainerWorkload, account: string, privileges: readonly Privilege[]): void {
  if (privileges.length === 0) return
  const name = draft.nameOf(workload.id)
  draft.add(workload, {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'Role',
    metadata: { name },
    rules: privileges.map(({ rule }) => rule),
  })
  draft.add(workload, {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'RoleBinding',
    metadata: { name },
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name },
    subjects: [{ kind: 'ServiceAccount', name: account, namespace: draft.namespaceOf(workload.application) }],
  })
}

/** What holds for the whole cluster has a name that tells the namespace, for it stands beside that of others. */
function addClusterRole(draft: ObjectDraft, workload: ContainerWorkload, account: string, privileges: readonly Privilege[]): void {
  if (privileges.length === 0) return
  const namespace = draft.namespaceOf(workload.application)
  if (namespace === undefined) reportAssumed(draft, workload, account)
  const name = namespace === undefined ? draft.nameOf(workload.id) : objectName(namespace, draft.nameOf(workload.id))
  draft.add(workload, {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'ClusterRole',
    metadata: { name },
    rules: privileges.map(({ rule }) => rule),
  })
  draft.add(workload, {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'ClusterRoleBinding',
    metadata: { name },
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name },
    // required of a binding for the whole cluster
    subjects: [{ kind: 'ServiceAccount', name: account, namespace: namespace ?? 'default' }],
  })
}

/** A chart knows its namespace; plain objects are applied to one that nobody here knows. */
function reportAssumed({ context }: ObjectDraft, { serviceAccount }: ContainerWorkload, account: string): void {
  if (context.target !== 'kubernetes' || serviceAccount === undefined) return
  context.fault(
    {
      code: 'target/namespace-assumed',
      severity: 'warning',
      message: `the rights in the whole cluster are those of the account \`${account}\` in the namespace \`default\`, because none is named`,
      help: 'name it by `metadata.namespace`, or by `--set kubernetes.namespace=<name>`',
    },
    serviceAccount,
    'name',
  )
}

/** The plan has privileges in KubeVela's words; Kubernetes has the same fields but for `scope`. */
function privilegesOf({ serviceAccount }: ContainerWorkload): readonly Privilege[] {
  const list: unknown = serviceAccount?.privileges
  if (!Array.isArray(list)) return []
  return list.map((privilege: object) => ({
    scope: Reflect.get(privilege, 'scope'),
    rule: {
      apiGroups: textsOf(privilege, 'apiGroups') ?? (Reflect.has(privilege, 'resources') ? [''] : undefined),
      resources: textsOf(privilege, 'resources'),
      resourceNames: textsOf(privilege, 'resourceNames'),
      nonResourceURLs: textsOf(privilege, 'nonResourceURLs'),
      verbs: textsOf(privilege, 'verbs') ?? [],
    },
  }))
}

function textsOf(holder: object, key: string): readonly string[] | undefined {
  const value: unknown = Reflect.get(holder, key)
  return Array.isArray(value) ? some(value.map(String)) : undefined
}

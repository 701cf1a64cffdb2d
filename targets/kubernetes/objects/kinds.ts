import type {
  V1ClusterRole,
  V1ClusterRoleBinding,
  V1ConfigMap,
  V1CronJob,
  V1DaemonSet,
  V1Deployment,
  V1Ingress,
  V1Job,
  V1Namespace,
  V1NetworkPolicy,
  V1ObjectMeta,
  V1PersistentVolumeClaim,
  V1Pod,
  V1PodDisruptionBudget,
  V1Role,
  V1RoleBinding,
  V1Secret,
  V1Service,
  V1ServiceAccount,
  V1StatefulSet,
  V2HorizontalPodAutoscaler,
} from '@kubernetes/client-node'

/**
 * A model of `@kubernetes/client-node` as it stands in a file: `_from` is `from`, a date is text, nothing changes it, and an entry that is undefined is left out.
 */
export type Wire<T> = T extends Date
  ? string
  : T extends readonly (infer E)[]
    ? readonly Wire<E>[]
    : T extends object
      ? {
          readonly [K in keyof T as K extends `_${infer Name}` ? Name : K]: Record<never, never> extends Pick<T, K>
            ? Wire<T[K]> | undefined
            : Wire<T[K]>
        }
      : T

/** ObjectMeta (Kubernetes API, meta/v1) of an object that has a name. */
export type Metadata = Wire<V1ObjectMeta> & { readonly name: string }

type Kind<Version extends string, Name extends string, Model> = Omit<Wire<Model>, 'apiVersion' | 'kind' | 'metadata' | 'status'> & {
  readonly apiVersion: Version
  readonly kind: Name
  readonly metadata: Metadata
}

export type ClusterRole = Kind<'rbac.authorization.k8s.io/v1', 'ClusterRole', V1ClusterRole>
export type ClusterRoleBinding = Kind<'rbac.authorization.k8s.io/v1', 'ClusterRoleBinding', V1ClusterRoleBinding>
export type ConfigMap = Kind<'v1', 'ConfigMap', V1ConfigMap>
export type CronJob = Kind<'batch/v1', 'CronJob', V1CronJob>
export type DaemonSet = Kind<'apps/v1', 'DaemonSet', V1DaemonSet>
export type Deployment = Kind<'apps/v1', 'Deployment', V1Deployment>
export type HorizontalPodAutoscaler = Kind<'autoscaling/v2', 'HorizontalPodAutoscaler', V2HorizontalPodAutoscaler>
export type Ingress = Kind<'networking.k8s.io/v1', 'Ingress', V1Ingress>
export type Job = Kind<'batch/v1', 'Job', V1Job>
export type Namespace = Kind<'v1', 'Namespace', V1Namespace>
export type NetworkPolicy = Kind<'networking.k8s.io/v1', 'NetworkPolicy', V1NetworkPolicy>
export type PersistentVolumeClaim = Kind<'v1', 'PersistentVolumeClaim', V1PersistentVolumeClaim>
export type Pod = Kind<'v1', 'Pod', V1Pod>
export type PodDisruptionBudget = Kind<'policy/v1', 'PodDisruptionBudget', V1PodDisruptionBudget>
export type Role = Kind<'rbac.authorization.k8s.io/v1', 'Role', V1Role>
export type RoleBinding = Kind<'rbac.authorization.k8s.io/v1', 'RoleBinding', V1RoleBinding>
export type Secret = Kind<'v1', 'Secret', V1Secret>
export type Service = Kind<'v1', 'Service', V1Service>
export type ServiceAccount = Kind<'v1', 'ServiceAccount', V1ServiceAccount>
export type StatefulSet = Kind<'apps/v1', 'StatefulSet', V1StatefulSet>

/** An object of a custom resource; its own file types it and names the schema that checks it (`check-object.ts`). */
export interface CustomObject {
  readonly apiVersion: `${string}.${string}/${string}`
  readonly kind: string
  readonly metadata: Metadata
  readonly spec: object
}

/** Whatever the kubernetes and helm targets write. */
export type KubernetesObject =
  | ClusterRole
  | ClusterRoleBinding
  | ConfigMap
  | CronJob
  | CustomObject
  | DaemonSet
  | Deployment
  | HorizontalPodAutoscaler
  | Ingress
  | Job
  | Namespace
  | NetworkPolicy
  | PersistentVolumeClaim
  | Pod
  | PodDisruptionBudget
  | Role
  | RoleBinding
  | Secret
  | Service
  | ServiceAccount
  | StatefulSet

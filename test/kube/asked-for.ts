/** A finding that a manifest of an example asks for in so many words; mc warns of it at its line where it lessens safety. */
export interface AskedFor {
  /** Of kube-score or kube-linter, or the profile of Pod Security. */
  readonly check: string
  /** Name of the object. */
  readonly name: string
  /** What the manifest says. */
  readonly by: string
}

/** `06-everything` uses every field once, those that checks dislike as well. */
export const askedFor: readonly AskedFor[] = [
  { check: 'sensitive-host-mounts', name: 'shop-jobs-machine-metrics', by: 'it reads /proc of its machine' },
  { check: 'service-type', name: 'shop-storefront', by: 'exposeType: NodePort' },
  { check: 'container-security-context-user-group-id', name: 'shop-storefront', by: 'runAsUser: 1000' },
  { check: 'container-security-context-user-group-id', name: 'shop-platform-database', by: 'runAsUser: 70' },
  { check: 'container-image-pull-policy', name: 'shop-storefront', by: 'imagePullPolicy: IfNotPresent' },
  { check: 'container-image-pull-policy', name: 'shop-catalogue', by: 'imagePullPolicy: IfNotPresent' },
  { check: 'horizontalpodautoscaler-replicas', name: 'shop-offers-offers', by: 'autoscaler with min: 1' },
  { check: 'restricted', name: 'shop-storefront', by: 'it mounts the time zones of its machine' },
  { check: 'restricted', name: 'shop-catalogue', by: 'hostPort: 19102' },
  { check: 'restricted', name: 'shop-jobs-machine-metrics', by: 'it reads /proc of its machine' },
]

/** Tells whether a manifest asks for what a check finds in the object of this name. */
export function isAskedFor(check: string, name: string): boolean {
  return askedFor.some((asked) => asked.check === check && asked.name === name)
}

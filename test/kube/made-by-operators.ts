import type { KubeObject } from '../kube-linter/kube-object.js'

/**
 * Gives what the Spin operator makes of each SpinApp, as far as others refer to it: a Deployment (absent replicas are the autoscaler's)
 * and a Service, both of the same name (spin-operator, `SpinApp` controller). Checks of a rendering alone cannot know them.
 */
export function madeByOperators(objects: readonly KubeObject[]): readonly KubeObject[] {
  return objects
    .filter(({ kind }) => kind === 'SpinApp')
    .flatMap(({ metadata: { name, namespace }, spec }) => {
      const metadata = { name, ...(namespace !== undefined && { namespace }) }
      const own = { 'core.spinkube.dev/app-name': name, [`core.spinkube.dev/app.${name}.status`]: 'ready' }
      const podLabels = spec !== undefined && 'podLabels' in spec && typeof spec.podLabels === 'object' ? spec.podLabels : {}
      const template = {
        metadata: { labels: { ...podLabels, ...own } },
        spec: { containers: [{ name, image: 'made:1', ports: [{ containerPort: 80 }] }] },
      }
      return [
        make('apps/v1', 'Deployment', metadata, { selector: { matchLabels: { 'core.spinkube.dev/app-name': name } }, template }),
        make('v1', 'Service', metadata, { selector: { [`core.spinkube.dev/app.${name}.status`]: 'ready' }, ports: [{ port: 80 }] }),
      ]
    })
}

function make(apiVersion: string, kind: string, metadata: KubeObject['metadata'], spec: object): KubeObject {
  return { apiVersion, kind, metadata, spec: spec as NonNullable<KubeObject['spec']> }
}

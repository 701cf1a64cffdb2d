import type { TargetOption } from '../target.js'

/** Options that the kubernetes and helm targets share; what a chart has as a value is no option of the chart. */
export const kubernetesOptions = {
  name: { description: 'name of the whole: of the umbrella chart and of the wasmCloud lattice', default: 'lattice' },
  namespace: { description: 'namespace of all applications, whatever their manifests say', default: '' },
  namespaces: {
    description: 'where an application runs whose manifest names no namespace: where it is applied, or in a namespace of its own name',
    default: 'manifest',
    choices: ['manifest', 'application'],
  },
} as const satisfies Readonly<Record<string, TargetOption>>

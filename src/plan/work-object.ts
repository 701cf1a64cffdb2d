/** In the place of a kind in a patch for Kubernetes: whatever object runs the workload (KubeVela `json-merge-patch`). */
export const workObject = 'workload'

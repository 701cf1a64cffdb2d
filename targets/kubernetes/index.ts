import type { Target } from '../target.js'
import { capabilities } from './capabilities.js'
import { checkArtifact } from './check-artifact.js'
import { emitKubernetes } from './emit-kubernetes.js'
import { kubernetesOptions } from './kubernetes-options.js'

/** Kubernetes: plain manifests with kustomizations, one file for each object (Kubernetes API 1.34; tried with 1.35). */
export const kubernetes: Target = {
  name: 'kubernetes',
  title: 'Kubernetes',
  next: 'kubectl apply -k {out}',
  capabilities,
  options: kubernetesOptions,
  emit: emitKubernetes,
  check: checkArtifact,
}

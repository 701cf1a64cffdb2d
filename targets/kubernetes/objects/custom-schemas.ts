import { validate as externalSecret } from '../../../src/generated/external-secret-schema.js'
import { validate as fluxKustomization } from '../../../src/generated/flux-kustomization-schema.js'
import { validate as httpRoute } from '../../../src/generated/http-route-schema.js'
import { validate as kustomization } from '../../../src/generated/kustomization-schema.js'
import { validate as scaledObject } from '../../../src/generated/scaled-object-schema.js'
import { validate as spinAppExecutor } from '../../../src/generated/spin-app-executor-schema.js'
import { validate as spinApp } from '../../../src/generated/spin-app-schema.js'
import type { Validator } from '../../../src/generated/validators.js'
import { validate as workloadDeployment } from '../../../src/generated/workload-deployment-schema.js'

/** The checks of custom resources, by apiVersion and kind: each is a closed schema of ours (`targets/kubernetes/*.schema.json`), for what Kubernetes does not bring itself has no model. */
const customSchemas: ReadonlyMap<string, Validator> = new Map([
  ['external-secrets.io/v1 ExternalSecret', externalSecret],
  ['gateway.networking.k8s.io/v1 HTTPRoute', httpRoute],
  ['core.spinkube.dev/v1alpha1 SpinApp', spinApp],
  ['core.spinkube.dev/v1alpha1 SpinAppExecutor', spinAppExecutor],
  ['keda.sh/v1alpha1 ScaledObject', scaledObject],
  ['runtime.wasmcloud.dev/v1alpha1 WorkloadDeployment', workloadDeployment],
  ['kustomize.config.k8s.io/v1beta1 Kustomization', kustomization],
  ['kustomize.toolkit.fluxcd.io/v1 Kustomization', fluxKustomization],
])

/** Gives what is wrong with a custom resource but for its metadata, each with its path; undefined for a kind that has no schema. */
export function checkCustom(object: object): readonly string[] | undefined {
  const kind = String(Reflect.get(object, 'kind'))
  const validate = customSchemas.get(`${String(Reflect.get(object, 'apiVersion'))} ${kind}`)
  // entries that are undefined are left out of the file
  if (validate === undefined || validate(JSON.parse(JSON.stringify(object)))) return validate && []
  return (validate.errors ?? []).map(
    ({ instancePath, keyword, params }) => `${kind}${instancePath.replaceAll('/', '.')} ${wordsFor(keyword, params)}`,
  )
}

function wordsFor(keyword: string, params: Readonly<Record<string, unknown>>): string {
  if (keyword === 'additionalProperties') return `has no field named ${String(params['additionalProperty'])}`
  if (keyword === 'required') return `needs ${String(params['missingProperty'])}`
  if (keyword === 'type') return `must be of type ${String(params['type'])}`
  return `breaks the rule ${keyword}`
}

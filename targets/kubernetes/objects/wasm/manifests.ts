import type { ApplicationPlan, Env } from '../../../../src/plan/plan.js'
import { withConnections } from '../../../../src/plan/wasm/with-connections.js'
import { sha256 } from '../../../../src/print/sha256.js'
import { toJson } from '../../../../src/print/to-json.js'
import { fingerprint } from '../../../fingerprint.js'
import { linkNotes } from '../../../link-notes.js'
import { script } from '../../../script.js'
import { referencesOf } from '../../../wadm/order-applications.js'
import { stampManifest } from '../../../wadm/stamp-manifest.js'
import { textOf } from '../address.js'
import { objectName } from '../names.js'
import type { ObjectDraft } from '../object-draft.js'
import { manifestFolder, manifestLabels, manifestName } from './manifest-names.js'
import { manifestPod } from './manifest-pod.js'
import { natsAddress } from './nats-address.js'

/**
 * Adds what hands the Wasm part of an application to wadm: its manifest, and a Job that puts and deploys it after what it refers to, and ends when wadm says
 * that it is deployed. The name of the Job tells its content, so that a change makes a new one; run again it changes nothing. A chart runs it
 * after it is installed, so that Helm waits for it, and before it is uninstalled a Job that takes the application away from wadm.
 */
export function addManifest(draft: ObjectDraft, application: ApplicationPlan): void {
  const { name, wadm, workloads } = application
  const address = natsAddress(draft, name)
  if (wadm === undefined || address === undefined) return
  const components = workloads.filter(({ kind }) => kind === 'wasm')
  const [source] = components
  const { hostElsewhere: _, ...here } = draft
  const [filled, meant] = [draft, here].map((seen) =>
    withConnections(wadm, workloads, ({ value, parts }: Env) => (parts && source ? textOf(seen, source, parts) : (value ?? ''))),
  )
  if (filled === undefined) return
  const { manifest, version } = stampManifest(filled, meant)
  const data = { 'manifest.json': toJson(manifest), 'manifests.sh': script('wadm/manifests.sh') }
  const labels = manifestLabels(name)
  const deploy = {
    backoffLimit: 3,
    // a later apply makes it anew, and it changes nothing then
    ttlSecondsAfterFinished: day,
    template: {
      metadata: { labels, annotations: { 'checksum/config': sha256(JSON.stringify(data)) } },
      spec: manifestPod(draft, application, address, ['deploy', name, JSON.stringify({ version })], deployEnv(draft, application)),
    },
  }
  const undeploy = {
    backoffLimit: 1,
    ttlSecondsAfterFinished: day,
    template: { metadata: { labels }, spec: manifestPod(draft, application, address, ['undeploy', name], { PATIENCE: '60' }) },
  }
  const depth = depthOf(draft, name)
  const metadata = { name: manifestName(name), labels, annotations: linkNotes(components, true) }
  draft.addTo(name, { apiVersion: 'v1', kind: 'ConfigMap', metadata, data }, manifestFolder)
  const deployName = objectName(name, manifestFolder, fingerprint(JSON.stringify(deploy)))
  draft.addTo(name, { apiVersion: 'batch/v1', kind: 'Job', metadata: { name: deployName, labels }, spec: deploy }, manifestFolder, {
    on: ['post-install', 'post-upgrade', 'post-rollback'],
    weight: depth,
  })
  const undeployName = objectName(name, 'wadm-undeploy')
  draft.addTo(name, { apiVersion: 'batch/v1', kind: 'Job', metadata: { name: undeployName, labels }, spec: undeploy }, manifestFolder, {
    on: ['pre-delete'],
    // who refers to others goes before them
    weight: -depth,
    isChartOnly: true,
  })
}

/** Seconds that a Job stays when it has ended, for who wants to read its words. */
const day = 86_400

/** How long wadm may take to deploy, in seconds, and call an application failed without a change: hosts may still be fetching their image. */
function deployEnv({ applications }: ObjectDraft, application: ApplicationPlan): Readonly<Record<string, string>> {
  const after = referencesOf(application).filter((name) => applications.get(name)?.wadm !== undefined)
  return { PATIENCE: '300', HOPELESS: '120', ...(after.length > 0 && { AFTER: after.join(' ') }) }
}

/** Gives how many applications must be deployed before, one after the other. */
function depthOf(draft: ObjectDraft, name: string, path: readonly string[] = []): number {
  const application = draft.applications.get(name)
  if (application === undefined || path.includes(name)) return 0
  return Math.max(0, ...referencesOf(application).map((needed) => 1 + depthOf(draft, needed, [...path, name])))
}

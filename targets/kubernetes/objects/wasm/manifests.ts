import type { V1PodTemplateSpec } from '@kubernetes/client-node'
import type { ApplicationPlan, Env } from '../../../../src/plan/plan.js'
import { withConnections } from '../../../../src/plan/wasm/with-connections.js'
import { toJson } from '../../../../src/print/to-json.js'
import { fingerprint } from '../../../fingerprint.js'
import { script } from '../../../script.js'
import { referencesOf } from '../../../wadm/order-applications.js'
import { stampManifest } from '../../../wadm/stamp-manifest.js'
import { textOf } from '../address.js'
import type { Wire } from '../kinds.js'
import { selectorLabels } from '../labels.js'
import { linkNotes } from '../link-notes.js'
import { objectName } from '../names.js'
import type { ObjectDraft } from '../object-draft.js'
import { natsAddress } from './nats-address.js'
import { platformContainer, platformPod } from './platform-pod.js'

/** Folder of what hands the manifest of an application over, and the name in its labels. */
export const manifestFolder = 'wadm-manifest'

/** Gives the labels by which the pods are found that hand the manifest of an application over. */
export function manifestLabels(application: string): Readonly<Record<string, string>> {
  return selectorLabels({ application, name: manifestFolder })
}

/** Gives the name of the objects that hand the manifest of an application over. */
export function manifestName(application: string): string {
  return objectName(application, manifestFolder)
}

/**
 * Adds what hands the Wasm part of an application to wadm: its manifest, and a Job that puts and deploys it after what it refers to, and ends when wadm says
 * that it is deployed. The name of the Job tells its content, so that a change makes a new one; run again it changes nothing. A chart runs it
 * after it is installed, so that Helm waits for it, and before it is uninstalled a Job that takes the application away from wadm.
 */
export function addManifest(draft: ObjectDraft, application: ApplicationPlan): void {
  const { name, wadm, workloads } = application
  const address = natsAddress(draft, name)
  if (wadm === undefined || address === undefined) return
  const source = workloads.find(({ kind }) => kind === 'wasm')
  const filled = ({ value, parts }: Env): string => (parts && source ? textOf(draft, source, parts) : (value ?? ''))
  const { manifest, version, content } = stampManifest(withConnections(wadm, workloads, filled))
  const labels = manifestLabels(name)
  const files = { 'manifest.json': toJson(manifest), 'manifests.sh': script('wadm/manifests.sh') }
  const pod = (...args: readonly string[]): Wire<V1PodTemplateSpec> => ({
    metadata: { labels, annotations: { 'checksum/config': fingerprint(JSON.stringify(files)) } },
    spec: platformPod({
      container: platformContainer(
        { cpu: [10, 200], memory: [16, 64], disk: [16, 64] },
        {
          name: 'manifests',
          image: draft.context.options['tools-image'],
          command: ['sh', '/mc/manifests.sh'],
          args,
          env: [
            { name: 'NATS_HOST', value: address.host },
            { name: 'NATS_PORT', value: `${address.port}` },
            { name: 'LATTICE', value: draft.context.options['name'] ?? '' },
            { name: 'PATIENCE', value: '300' },
            // hosts may still be fetching their image
            { name: 'HOPELESS', value: '120' },
            ...after(draft, application),
          ],
          // the words of wadm stand in the status of a pod that failed
          terminationMessagePolicy: 'FallbackToLogsOnError',
          volumeMounts: [
            { name: 'manifest', mountPath: '/mc', readOnly: true },
            { name: 'tmp', mountPath: '/tmp' },
          ],
        },
      ),
      volumes: [
        {
          name: 'manifest',
          configMap: {
            name: manifestName(name),
            items: [
              { key: 'manifest.json', path: `${name}.json` },
              { key: 'manifests.sh', path: 'manifests.sh' },
            ],
          },
        },
        { name: 'tmp', emptyDir: { sizeLimit: '16Mi' } },
      ],
      more: { restartPolicy: 'Never' },
    }),
  })
  const deploy = { backoffLimit: 3, template: pod('deploy', name, JSON.stringify({ version }), content) }
  const undeploy = { backoffLimit: 1, template: pod('undeploy', name) }
  const depth = depthOf(draft, name)
  const jobName = objectName(name, manifestFolder, fingerprint(JSON.stringify(deploy)))
  draft.addTo(
    name,
    {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: {
        name: manifestName(name),
        labels,
        annotations: linkNotes(
          workloads.filter(({ kind }) => kind === 'wasm'),
          true,
        ),
      },
      data: files,
    },
    manifestFolder,
  )
  draft.addTo(name, { apiVersion: 'batch/v1', kind: 'Job', metadata: { name: jobName, labels }, spec: deploy }, manifestFolder, {
    on: ['post-install', 'post-upgrade', 'post-rollback'],
    weight: depth,
  })
  draft.addTo(
    name,
    { apiVersion: 'batch/v1', kind: 'Job', metadata: { name: objectName(name, 'wadm-undeploy'), labels }, spec: undeploy },
    manifestFolder,
    // who refers to others goes before them
    { on: ['pre-delete'], weight: -depth, isChartOnly: true },
  )
}

function after({ applications }: ObjectDraft, application: ApplicationPlan) {
  const names = referencesOf(application).filter((name) => applications.get(name)?.wadm !== undefined)
  return names.length === 0 ? [] : [{ name: 'AFTER', value: names.join(' ') }]
}

/** Gives how many applications must be deployed before, one after the other. */
function depthOf(draft: ObjectDraft, name: string, path: readonly string[] = []): number {
  const application = draft.applications.get(name)
  if (application === undefined || path.includes(name)) return 0
  return Math.max(0, ...referencesOf(application).map((needed) => 1 + depthOf(draft, needed, [...path, name])))
}

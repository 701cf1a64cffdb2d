import { canonicalJson } from '../../../print/canonical-json.js'
import type { PlatformObjection } from '../../platform.js'
import type { KubeClient } from '../client.js'
import type { KubeObject } from '../kube-object.js'
import { KubeRefusal } from '../kube-refusal.js'
import type { Difference } from './compare.js'
import { eachAtOnce } from './each-at-once.js'
import { shownObject } from './key-of.js'
import { objectionTo } from './objection-to.js'
import type { Live } from './read-live.js'
import type { WantedObject } from './wanted-objects.js'
import { applicationLabel, contentManager } from './words.js'

/** What the server says of objects before anything is changed. */
export interface Trial {
  readonly objections: readonly PlatformObjection[]
  /** Keys of objects that differ from what is wanted although their digest is right: somebody has changed them. */
  readonly drifted: ReadonlySet<string>
}

/**
 * Has the server try every object that is to be made or changed (a dry run of a server-side apply), and those of `applications` that seem to be as they should,
 * and gives what it objects to. Throws a `KubeRefusal` where it is not the object that is wrong: rights, room, the server itself.
 */
export async function tryObjects(
  client: KubeClient,
  wanted: readonly WantedObject[],
  { create, update, leaving }: Difference,
  live: Live,
  applications: ReadonlySet<string>,
  force: boolean,
): Promise<Trial> {
  const { namespace } = client
  const placed = (await eachAtOnce(wanted, async ({ content }) => misplaced(client, content))).flat()
  if (placed.length > 0) return { objections: placed, drifted: new Set() }

  const changed = new Set([...create, ...update])
  const gone = new Set(leaving.map(({ metadata }) => metadata.uid))
  const there = ({ key }: WantedObject): KubeObject | undefined => live.held.get(key) ?? live.others.get(key)
  const tried = wanted.filter(
    (own) => changed.has(own) || (own.application !== undefined && applications.has(own.application) && there(own) !== undefined),
  )
  const drifted = new Set<string>()
  const objections = await eachAtOnce(tried, async (own) => {
    const object = there(own)
    if (object !== undefined && gone.has(object.metadata.uid)) return []
    if (object !== undefined && !force && !isOfLattice(own, object)) return [foreign(own, object, namespace)]
    try {
      const answer = await client.apply(own.content, { dryRun: true, force, manager: contentManager })
      if (object !== undefined && !changed.has(own) && !isAlike(object, answer)) drifted.add(own.key)
      return []
    } catch (error) {
      if (!(error instanceof KubeRefusal)) throw error
      // what has no dry run shows what it says when it is asked in earnest
      if (/does not support dry run/.test(error.said)) return []
      const objection = objectionTo(own.content, error, namespace)
      if (objection === undefined) throw error
      return [objection]
    }
  })
  return { objections: objections.flat(), drifted }
}

/** Owners and those whom they own are in one namespace: across two the collector would remove what it does not find the owner of. */
async function misplaced(client: KubeClient, content: KubeObject): Promise<readonly PlatformObjection[]> {
  const { apiVersion, kind, metadata } = content
  const resource = await client.resourceOf(apiVersion, kind)
  if (resource === undefined)
    return [
      {
        code: 'lifecycle/unknown-kind',
        message: `\`${shownObject(content)}\`: the cluster knows no ${kind} of ${apiVersion}`,
        help: ['install what defines it', 'choose another way to render it (`--set kubernetes.<option>=<value>`)'],
      },
    ]
  if (!resource.namespaced)
    return [
      {
        code: 'lifecycle/cluster-wide',
        message: `\`${shownObject(content)}\` belongs to the whole cluster, and a lattice keeps to its namespace \`${client.namespace}\``,
        help: ['take it out of the manifest, and apply it once by kubectl'],
      },
    ]
  if (metadata.namespace !== undefined && metadata.namespace !== client.namespace)
    return [
      {
        code: 'lifecycle/other-namespace',
        message: `\`${shownObject(content)}\` is for the namespace \`${metadata.namespace}\`, and the lattice is in \`${client.namespace}\`: owner references do not cross namespaces`,
        help: [
          `put all applications into the lattice's namespace: --set kubernetes.namespace=${client.namespace}`,
          `keep the lattice in the other namespace: --lattice kube://<context>/${metadata.namespace}`,
        ],
      },
    ]
  return []
}

function isOfLattice({ content }: WantedObject, { metadata }: KubeObject): boolean {
  const label = metadata.labels?.[applicationLabel]
  return label !== undefined && label === content.metadata.labels?.[applicationLabel]
}

function foreign({ content }: WantedObject, { metadata }: KubeObject, namespace: string): PlatformObjection {
  const owner = metadata.labels?.[applicationLabel] ?? metadata.labels?.['app.kubernetes.io/managed-by']
  const whose = owner === undefined ? 'somebody else made it' : `it belongs to \`${owner}\``
  return {
    code: 'lifecycle/foreign-object',
    message: `\`${shownObject(content)}\` is there already in \`${namespace}\`, and ${whose}`,
    help: [
      'give the component another name',
      `remove it: kubectl delete ${content.kind.toLowerCase()} ${metadata.name} -n ${namespace}`,
      'take it over: --force-conflicts',
    ],
  }
}

/** Whether two states say the same; what the server and controllers note down beside it does not count. */
function isAlike(one: KubeObject, other: KubeObject): boolean {
  return canonicalJson(bare(one)) === canonicalJson(bare(other))
}

function bare({ status: _, metadata, ...content }: KubeObject): object {
  const { managedFields: __, resourceVersion: ___, generation: ____, ...others } = metadata
  return { ...content, metadata: others }
}

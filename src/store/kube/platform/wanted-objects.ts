import { parse } from 'yaml'
import type { Artifact } from '../../../../targets/target.js'
import type { ApplicationRecord } from '../../../generated/lattice-record.js'
import { canonicalJson } from '../../../print/canonical-json.js'
import { sha256 } from '../../make-version.js'
import type { Wanted } from '../../platform.js'
import { isKubeObject, type KubeObject } from '../kube-object.js'
import { holdersOf } from './holders-of.js'
import { keyOf } from './key-of.js'
import { applicationLabel, componentLabel, digestNote, heldLabel, labelValue, neededByNote } from './words.js'

/** An object that is to run. */
export interface WantedObject {
  /** `keyOf` the object. */
  readonly key: string
  /** As it is applied: what the target made, with our label and the digest, and without what says who needs it. */
  readonly content: KubeObject
  /** The application that it belongs to; absent for what belongs to the whole lattice. */
  readonly application?: string
  /** The component's name, where it is made for one. */
  readonly component?: string
  /** Names of the applications that hold it, sorted: it goes with the last of them. Empty for data, which goes with nobody. */
  readonly holders: readonly string[]
  /** Annotations that follow from who holds it. */
  readonly notes: Readonly<Record<string, string>>
}

/** Gives the objects of what lives among what the target made, each with those who hold it, in the order of the artifacts. */
export function wantedObjects({ artifacts, records }: Pick<Wanted, 'artifacts' | 'records'>): readonly WantedObject[] {
  const holders = holdersOf(records)
  const names = new Map([...records.keys()].map((name) => [labelValue(name), name]))
  const deployed = [...records.values()].filter((record) => record.deployed !== undefined)
  return artifacts.flatMap((artifact) => {
    const object = objectOf(artifact)
    if (object === undefined) return []
    const { labels = {}, annotations = {}, ...metadata } = object.metadata
    const { [neededByNote]: neededBy, ...others } = annotations
    const application = names.get(labels[applicationLabel] ?? '')
    const component = application === undefined ? undefined : componentOf(records.get(application), labels[componentLabel])
    const plain = { ...object, metadata: { ...metadata, labels: { ...labels, [heldLabel]: 'true' }, annotations: others } }
    const held =
      component !== undefined
        ? holders.get(`${application}/${component}`)
        : application !== undefined
          ? holdersOfAll(application, records, holders)
          : holdersOfLattice(deployed)
    // rendered for the sake of its address: it does not live
    if (held === undefined) return []
    return [
      {
        key: keyOf(object),
        content: {
          ...plain,
          metadata: { ...plain.metadata, annotations: { ...others, [digestNote]: sha256(canonicalJson(plain)).slice(0, 16) } },
        },
        ...(application !== undefined && { application }),
        ...(component !== undefined && { component }),
        holders: isData(object) ? [] : held,
        notes: neededBy === undefined ? {} : { [neededByNote]: neededBy },
      },
    ]
  })
}

/** Whether an object keeps data that nothing makes again: it is never removed, and goes with no owner. */
export function isData({ kind }: Pick<KubeObject, 'kind'>): boolean {
  return kind === 'PersistentVolumeClaim'
}

/** What the target made is an object as it stands; files for other tools are none. */
function objectOf({ path, text, content }: Artifact): KubeObject | undefined {
  if (!/\.ya?ml$/.test(path)) return undefined
  const value: unknown = content === undefined ? parse(text) : JSON.parse(JSON.stringify(content))
  return isKubeObject(value) && !value.apiVersion.startsWith('kustomize.') ? value : undefined
}

function componentOf(record: ApplicationRecord | undefined, label: string | undefined): string | undefined {
  if (record === undefined || label === undefined) return undefined
  const names = record.versions.flatMap(({ outline }) => outline.components.map(({ name }) => name))
  return names.find((name) => labelValue(name) === label)
}

/** What belongs to an application as a whole stays as long as a component of it does; nothing where none lives. */
function holdersOfAll(
  application: string,
  records: ReadonlyMap<string, ApplicationRecord>,
  holders: ReadonlyMap<string, readonly string[]>,
): readonly string[] | undefined {
  const own = records.get(application)?.deployed === undefined ? [] : [application]
  const others = [...holders].filter(([id]) => id.startsWith(`${application}/`))
  if (own.length === 0 && others.length === 0) return undefined
  return [...new Set([...own, ...others.flatMap(([, names]) => names)])].sort()
}

/** What belongs to no application serves those with Wasm components: hosts, NATS, wadm. */
function holdersOfLattice(deployed: readonly ApplicationRecord[]): readonly string[] {
  const runsWasm = (record: ApplicationRecord): boolean =>
    record.versions.some(
      ({ version, outline }) =>
        version === record.deployed && outline.components.some(({ kind }) => kind === 'component' || kind === 'capability'),
    )
  const wasm = deployed.filter(runsWasm)
  return (wasm.length > 0 ? wasm : deployed).map(({ name }) => name).sort()
}

import type { Application } from '../../src/generated/application.js'
import type { ApplicationRecord, LatticeEvent } from '../../src/generated/lattice-record.js'
import { parse } from '../../src/language/parse.js'
import { toYaml } from '../../src/print/to-yaml.js'
import { type Act, makeVersion, type NewVersion } from '../../src/store/make-version.js'
import type { ApplicationChange, Snapshot, Store } from '../../src/store/store.js'

/** Who puts in these tests. */
export const act: Act = { actor: 'tester', at: '2026-03-01T10:00:00.000Z' }

/** Gives the text of a manifest with one component, in the form that every store gives back; `more` is what its image is called, so that contents can differ. */
export function manifestText(name: string, version: string, more = '1'): string {
  return toYaml({
    apiVersion: 'core.oam.dev/v1beta1',
    kind: 'Application',
    metadata: { name, annotations: { version } },
    spec: { components: [{ name: 'api', type: 'component', properties: { image: `registry.example.com/api:${more}` } }] },
  })
}

/** Gives a version as `put` makes it from a text, whatever the rules of the language say of its name. */
export function versionOf(text: string, version: string, file = 'apps/app.yaml'): NewVersion {
  const [document] = parse({ path: file, text }, () => {}).documents
  return makeVersion({ app: document!.value as Application, document: document! }, 1, version, act)
}

/** Gives the change that puts a version of an application beside those that it has. */
export function putChange(
  name: string,
  version: string,
  text = manifestText(name, version),
  before?: ApplicationRecord,
): ApplicationChange {
  const made = versionOf(text, version)
  return {
    record: { ...before, format: 1, name, versions: [...(before?.versions ?? []), made.record] },
    texts: new Map([[version, made.text]]),
    event: eventOf('put', version),
  }
}

/** Gives what history is to say of an act. */
export function eventOf(what: LatticeEvent['act'], version: string): LatticeEvent {
  return { act: what, version, at: act.at, actor: act.actor }
}

/** Puts one version as `mc put` would where nobody else writes, and gives the snapshot afterwards. */
export async function putInto(store: Store, name: string, version: string, text?: string): Promise<Snapshot> {
  const snapshot = await store.read()
  await store.commit(snapshot, new Map([[name, putChange(name, version, text, snapshot.records.get(name))]]))
  return store.read()
}

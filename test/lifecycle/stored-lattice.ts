import { compileWith } from '../../src/compile.js'
import { bare } from '../../src/equipment.js'
import type { ApplicationRecord } from '../../src/generated/lattice-record.js'
import type { Stored } from '../../src/lifecycle/stored.js'
import { makeVersion } from '../../src/store/make-version.js'
import { storedSource } from '../../src/store/stored-source.js'

/** A lattice in memory. */
export interface StoredLattice extends Stored {
  /** What was read, `shop@1`. */
  readonly read: string[]
}

/** Stores texts by `application@version`; a star behind it deploys the version, and what follows in brackets are weak children of it: `shop@1[cart,db]`. */
export function storedLattice(texts: Readonly<Record<string, string>>): StoredLattice {
  const read: string[] = []
  const records = new Map<string, ApplicationRecord>()
  const stored = new Map<string, string>()
  for (const [key, text] of Object.entries(texts)) {
    const [, name = '', version = '', star, weak = ''] = /^([^@]+)@([^*[]+)(\*?)(?:\[(.*)\])?$/.exec(key) ?? []
    const manifest = compileWith(bare, [{ path: `${name}.yaml`, text }]).lattice.applications.get(name)
    if (manifest === undefined) throw new Error(`${key} is broken`)
    const made = makeVersion(manifest, 1, version, { actor: 'ann', at: '2026-01-01T00:00:00Z' })
    const former = records.get(name) ?? { format: 1, name, versions: [] }
    const retained = [
      ...(former.retained ?? []),
      ...weak
        .split(',')
        .filter(Boolean)
        .map((component) => ({ component, version })),
    ]
    records.set(name, {
      ...former,
      ...(star === '*' && { deployed: version }),
      ...(retained.length > 0 && { retained }),
      versions: [...former.versions, made.record],
    })
    stored.set(`${name}@${version}`, made.text)
  }
  return {
    records,
    read,
    async source(name, { version, file, line }) {
      read.push(`${name}@${version}`)
      return storedSource({ file: `${file} (${name}@${version})`, line }, stored.get(`${name}@${version}`) ?? '')
    },
  }
}

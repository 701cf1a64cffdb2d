import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { openDirStore } from '../../src/store/dir/open-dir-store.js'
import { temporary } from '../harness.js'
import { storeConformance } from './store-conformance.js'
import { surroundingsIn } from './surroundings-in.js'

const folder = temporary()

storeConformance('dir', {
  open: (lattice) => openDirStore(lattice, surroundingsIn(folder)),
  async makeNewer(lattice) {
    const file = join(folder, lattice, 'lattice.jsonl')
    writeFileSync(file, readFileSync(file, 'utf8').replace('"format":1', '"format":2'))
  },
})

import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import * as assert from 'uvu/assert'
import { compile } from '../../src/compile-fully.js'
import { skip, temporary, tests } from '../harness.js'
import { awkwardLattice, manifestsOf } from '../targets/compose/awkward-names.js'
import { startEngine } from './engine.js'

const engine = startEngine()
if (typeof engine === 'string') skip('names in Compose', engine)
else
  tests('names in Compose', {
    'Compose takes 200 workloads with awkward names': async () => {
      const folder = temporary()
      let workloads = 0
      for (const [index, lattice] of fc.sample(awkwardLattice, { numRuns: 200, seed: 12 }).entries()) {
        const sources = manifestsOf(lattice).map((manifest, at) => ({ path: `${at}.json`, text: JSON.stringify(manifest) }))
        const file = compile(sources, { targets: ['compose'], cwd: '/' }).artifacts.find(({ path }) => path === 'compose/compose.yaml')
        if (file === undefined) continue
        mkdirSync(join(folder, `${index}`))
        writeFileSync(join(folder, `${index}`, 'compose.yaml'), file.text)
        const { code, stderr } = await engine.docker(['compose', 'config', '--quiet'], { cwd: join(folder, `${index}`) })
        assert.is(code, 0, stderr)
        workloads += [...lattice.values()].flat().length
        if (workloads >= 200) break
      }
      assert.ok(workloads >= 200, `${workloads}`)
    },
  })

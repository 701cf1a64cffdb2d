import * as assert from 'uvu/assert'
import type { Application, Component } from '../../src/generated/application.js'
import { makeDocument } from '../../src/language/document.js'
import type { Manifest } from '../../src/language/manifest.js'
import { buildLattice } from '../../src/lattice/build-lattice.js'
import { graphText } from '../../src/lattice/graph/graph-text.js'
import { dependentsOf, neededBy } from '../../src/lattice/impact.js'
import { tests } from '../harness.js'
import { complaints } from './lattice-of.js'

const size = 10_000

tests('lattice, ten thousand applications', {
  'a chain overflows no stack and takes no square of time': () => {
    const lattice = quick('building', () =>
      buildLattice(
        row((index) => (index + 1 < size ? [index + 1] : [])),
        new Set(),
      ),
    )
    assert.is(lattice.nodes.size, 2 * size - 1)
    assert.is(lattice.waves.length, 2 * size - 1)
    assert.equal(lattice.waves[0], [`${nameOf(size - 1)}/own`])
    assert.equal(
      quick('rules', () => complaints(lattice)),
      [],
    )
    assert.is(quick('dependents', () => dependentsOf(lattice, `${nameOf(size - 1)}/own`)).length, 2 * size - 2)
    assert.is(quick('needs', () => neededBy(lattice, nameOf(0))).size, 2 * size - 1)
    assert.ok(quick('text', () => graphText(lattice)).length > size)
  },
  'a ring is one circle, told once': () => {
    const lattice = quick('building', () =>
      buildLattice(
        row((index) => [(index + 1) % size]),
        new Set(),
      ),
    )
    const said = quick('rules', () => complaints(lattice))
    assert.is(said.filter((line) => line.startsWith('lattice/cycle ')).length, 1)
  },
  'one platform for all, and one that nobody gave': () => {
    const shared = quick('building', () =>
      buildLattice(
        row((index) => (index === 0 ? [] : [0])),
        new Set(),
      ),
    )
    assert.equal(
      quick('rules', () => complaints(shared)),
      [],
    )
    assert.is(dependentsOf(shared, `${nameOf(0)}/own`).length, 2 * (size - 1))
    const lost = quick('building', () =>
      buildLattice(
        row((index) => [size + index]),
        new Set(),
      ),
    )
    assert.is(quick('rules', () => complaints(lost)).length, size)
  },
})

/** Ten times what it takes on a slow machine; a square of time would be minutes. Counted is the processor's time: others may use the machine too. */
function quick<T>(what: string, run: () => T): T {
  const start = process.cpuUsage()
  const result = run()
  const { user, system } = process.cpuUsage(start)
  assert.ok(user + system < 10_000_000, `${what} took ${Math.round((user + system) / 1000)} ms of a processor`)
  return result
}

function nameOf(index: number): string {
  return `application-${String(index).padStart(5, '0')}`
}

/** Applications with a component of their own that depends on references to others. */
function row(usesOf: (index: number) => readonly number[]): Manifest[] {
  return Array.from({ length: size }, (_, index): Manifest => {
    const uses = usesOf(index)
    const own: Component = { name: 'own', type: 'worker', properties: { image: 'busybox:1' }, dependsOn: uses.map((_, at) => `other${at}`) }
    const others = uses.map(
      (other, at): Component => ({
        name: `other${at}`,
        type: 'worker',
        properties: { application: { name: nameOf(other), component: 'own' } },
      }),
    )
    const app: Application = {
      apiVersion: 'core.oam.dev/v1beta1',
      kind: 'Application',
      metadata: { name: nameOf(index), annotations: { 'experimental.wasmcloud.dev/shared': 'true' } },
      spec: { components: [own, ...others] },
    }
    const source = { path: `${nameOf(index)}.yaml`, text: '' }
    return { app, document: makeDocument(source, app, new Map(), 0, 0) }
  })
}

import * as fc from 'fast-check'
import * as assert from 'uvu/assert'
import { graphJson } from '../../src/lattice/graph/graph-json.js'
import { dependenciesOf, dependentsOf, dependentsOfApplication, impactOf, neededBy } from '../../src/lattice/impact.js'
import { tests } from '../harness.js'
import { complaints, latticeOf } from './lattice-of.js'
import { closureOf, filesOf, lattices, type ModelApplication, manifestOf, stepsOf } from './models.js'

const runs = { numRuns: 150, seed: 20_240_601 }

tests('lattice, properties', {
  'the order of input files does not matter': () => {
    fc.assert(
      fc.property(lattices, fc.infiniteStream(fc.nat(1000)), (models, random) => {
        const files = Object.entries(filesOf(models))
        const shuffled = files.map((file) => ({ file, key: random.next().value })).sort((a, b) => a.key - b.key)
        const [one, other] = [latticeOf(Object.fromEntries(files)), latticeOf(Object.fromEntries(shuffled.map(({ file }) => file)))]
        assert.is(graphJson(one), graphJson(other))
        assert.equal(complaints(one), complaints(other))
      }),
      runs,
    )
  },
  'every component stands in one wave, and as early as what it needs allows': () => {
    fc.assert(
      fc.property(lattices, (models) => {
        const { waves } = latticeOf(filesOf(models))
        const steps = stepsOf(models)
        const reached = closureOf(steps)
        const waveOf = new Map(waves.flatMap((wave, index) => wave.map((id) => [id, index])))
        assert.equal(waves.flat().sort(), [...steps.keys()].sort())
        const inCircle = (a: string, b: string): boolean => a === b || (reached.get(a)!.has(b) && reached.get(b)!.has(a))
        for (const id of steps.keys()) {
          const part = [...steps.keys()].filter((other) => inCircle(id, other))
          const needs = part.flatMap((member) => [...steps.get(member)!]).filter((need) => !inCircle(id, need))
          assert.is(waveOf.get(id), Math.max(0, ...needs.map((need) => waveOf.get(need)! + 1)), `wave of ${id}`)
        }
      }),
      runs,
    )
  },
  'circles are the components that reach themselves': () => {
    fc.assert(
      fc.property(lattices, (models) => {
        const reached = closureOf(stepsOf(models))
        const round = [...reached].filter(([id, all]) => all.has(id)).map(([id]) => id)
        const { cycles } = latticeOf(filesOf(models))
        assert.equal(cycles.flat().sort(), round.sort())
        for (const cycle of cycles) {
          for (const id of cycle)
            assert.equal(round.filter((other) => reached.get(id)!.has(other) && reached.get(other)!.has(id)).sort(), cycle)
        }
      }),
      runs,
    )
  },
  'dependents, dependencies and impact are those of the naive closure': () => {
    fc.assert(
      fc.property(lattices, (models) => {
        const lattice = latticeOf(filesOf(models))
        const reached = closureOf(stepsOf(models))
        const needing = (id: string): string[] => [...reached].filter(([, all]) => all.has(id)).map(([other]) => other)
        for (const [id, all] of reached) {
          assert.equal(dependenciesOf(lattice, id), [...all].sort())
          assert.equal(dependentsOf(lattice, id), needing(id).sort())
          assert.equal(
            impactOf(lattice, [id]).components,
            needing(id)
              .filter((other) => other !== id)
              .sort(),
          )
        }
        for (const { name, components } of models) {
          const own = components.map((part) => `${name}/${part.name}`)
          assert.equal([...neededBy(lattice, name)], [...new Set([...own, ...own.flatMap((id) => [...reached.get(id)!])])].sort())
          assert.equal([...dependentsOfApplication(lattice, name)], [...new Set([...own, ...own.flatMap(needing)])].sort())
        }
      }),
      runs,
    )
  },
  'an unrelated application changes nothing for the others': () => {
    const unrelated: ModelApplication = {
      name: 'quite-unrelated',
      isShared: true,
      components: [{ name: 'worker', links: [], dependsOn: [] }],
    }
    fc.assert(
      fc.property(lattices, (models) => {
        const before = latticeOf(filesOf(models))
        const after = latticeOf({ ...filesOf(models), '-first.yaml': manifestOf(unrelated) })
        assert.equal(complaints(after), complaints(before))
        assert.equal(
          after.edges.map(({ from, to, kind }) => [from, to, kind]),
          before.edges.map(({ from, to, kind }) => [from, to, kind]),
        )
        assert.equal(after.cycles, before.cycles)
        for (const { name } of models) assert.is(graphJson(after, { app: name }), graphJson(before, { app: name }))
        const waves = after.waves.map((wave) => wave.filter((id) => !id.startsWith('quite-unrelated/')))
        assert.equal(
          waves.filter((wave) => wave.length > 0),
          before.waves,
        )
      }),
      runs,
    )
  },
  'a circle of applications is reported where there is one, and its path is one': () => {
    fc.assert(
      fc.property(lattices, (models) => {
        const ids = new Set(models.flatMap(({ name, components }) => components.map((part) => `${name}/${part.name}`)))
        const uses = new Map(
          models.map(({ name, components }): [string, Set<string>] => {
            const references = components.flatMap(({ reference }) => (reference ? [reference] : []))
            const resolved = references.every((reference) => ids.has(`${reference.name}/${reference.component}`))
            return [name, new Set(resolved ? references.map((reference) => reference.name) : [])]
          }),
        )
        const round = [...closureOf(uses)].some(([name, all]) => all.has(name))
        const said = complaints(latticeOf(filesOf(models))).filter((line) => line.startsWith('lattice/cycle '))
        assert.is(said.length > 0, round)
        for (const line of said) {
          const path = [...line.matchAll(/`([^`]+)`/g)].map((match) => match[1]!)
          for (const [index, name] of path.entries())
            assert.ok(uses.get(name)!.has(path[index + 1] ?? path[0]!) || index === path.length - 1, line)
          assert.is(new Set(path).size, Math.max(1, path.length - 1), `${line} passes each application once`)
        }
      }),
      runs,
    )
  },
})

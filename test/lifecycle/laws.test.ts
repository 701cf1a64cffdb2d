import fc from 'fast-check'
import * as assert from 'uvu/assert'
import type { ApplicationRecord } from '../../src/generated/lattice-record.js'
import { applicationsThatNeed } from '../../src/lifecycle/applications-that-need.js'
import { decide } from '../../src/lifecycle/decide.js'
import { type Decision, type Request, type Strategy, strategies } from '../../src/lifecycle/decision.js'
import { statusOf } from '../../src/lifecycle/status.js'
import { tests } from '../harness.js'
import { histories, requests, states, worlds } from './arbitrary-lattice.js'
import { judge, neededOf, refers, running, type State, said, show, type World } from './model.js'
import { afterwards, recordsOf, stateOf } from './world-records.js'

/*
 * The laws of DESIGN §7 over random lattices: what the engine decides is what the model in `model.ts` says, and what it does keeps the promises.
 */

type Records = ReadonlyMap<string, ApplicationRecord>

/** The same lattices at every run; `MC_LAWS=5000` looks at so many of its own. */
const own = process.env['MC_LAWS']
const runs = { numRuns: Number(own ?? 120), includeErrorInReport: true, ...(own === undefined && { seed: 451 }) }
const empty: State = { deployed: {}, weak: [] }
const sortedState = ({ deployed, weak }: State): unknown => [Object.entries(deployed).sort(), weak.map(show).sort()]
const codesOf = ({ objections }: Decision): string[] => [...new Set(objections.map(({ code }) => code))].sort()
const gone = ({ components }: Decision): string[] =>
  components.flatMap((one) => (one.fate === 'removed' || one.fate === 'collected' ? [`${one.application}/${one.component}`] : []))
const undeploy = (strategy: Strategy, applications: readonly string[]): Request => ({ act: 'undeploy', applications, strategy, yes: true })

/** Puts the lattice through its history, and looks at each step. The first acts deploy what can be deployed. */
function live(
  world: World,
  acts: readonly Request[],
  look: (records: Records, decision: Decision) => void,
): Map<string, ApplicationRecord> {
  let records = recordsOf(world, empty)
  const newest = Object.entries(world).map(([application, versions]) => ({ application, version: Object.keys(versions)[0]! }))
  const start = [newest, ...newest.map((one) => [one]), ...newest.map((one) => [one])]
  const all = [...start.map((versions): Request => ({ act: 'deploy', versions, strategy: 'weakchild' })), ...acts]
  for (const request of all) {
    const decision = decide(records, request)
    look(records, decision)
    records = afterwards(records, decision)
  }
  return records
}

/** The world as it is after deletions. */
function left(world: World, records: Records): World {
  return Object.fromEntries(
    [...records].map(([name, { versions }]) => [
      name,
      Object.fromEntries(versions.map(({ version }) => [version, world[name]![version]!])),
    ]),
  )
}

/** `from -> to` for each entry of something that runs that leads to nothing. */
function dangling(world: World, state: State): string[] {
  const all = running(world, state)
  return all.flatMap((from) => {
    const { uses } = said(world, from)
    if (uses === undefined || all.some((to) => refers(world, from, to))) return []
    return [`${show(from)} -> ${uses.join('/')}`]
  })
}

/** Who comes to one of the degraded by the entries of its manifest, step by step. */
function affectedIn(world: World, next: State, degraded: readonly string[]): string[] {
  const all = running(world, next)
  const idOf = ({ application, component }: (typeof all)[0]): string => `${application}/${component}`
  const start = degraded.map((one) => one.split(' ')[0]!)
  let found = start
  for (;;) {
    const more = all.filter((one) => {
      const { uses, links } = said(world, one)
      return (
        found.includes(idOf(one)) || found.includes(uses?.join('/') ?? '') || links.some((to) => found.includes(`${one.application}/${to}`))
      )
    })
    if (more.length === new Set(found).size)
      return more
        .map(idOf)
        .filter((id) => !start.includes(id))
        .sort()
    found = more.map(idOf)
  }
}

function freeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value)
    for (const own of Object.values(value)) freeze(own)
  }
  return value
}

function agree(world: World, records: Records, decision: Decision): void {
  const { request } = decision
  const state = stateOf(records)
  const verdict = judge(world, state, request)
  assert.equal(codesOf(decision), verdict.codes, 'what stands against it')
  const planned = verdict.codes.every((code) => code === 'lifecycle/degrades')
  if (planned)
    assert.equal(
      [...new Set(decision.degraded.map((one) => `${one.application}/${one.component} -> ${one.loses}`))].sort(),
      verdict.degraded,
      'degraded',
    )
  if (planned) assert.equal(decision.affected, affectedIn(world, verdict.next, verdict.degraded), 'affected')
  const after = stateOf(afterwards(records, decision))
  assert.equal(sortedState(after), sortedState(verdict.codes.length === 0 ? verdict.next : state), 'what runs afterwards')

  const [before, next] = [running(world, state), running(world, planned ? verdict.next : state)]
  const find = (all: typeof before, id: string): (typeof before)[0] | undefined =>
    all.find((one) => `${one.application}/${one.component}` === id)
  const isWeak = (of: State, id: string): boolean => find([...of.weak], id) !== undefined
  for (const { application, component, fate, version, former, neededBy } of decision.components) {
    const id = `${application}/${component}`
    const [old, now] = [find(before, id), find(next, id)]
    const wasWeak = isWeak(state, id)
    const willBeWeak = isWeak(planned ? verdict.next : state, id)
    const expected =
      old === undefined
        ? 'started'
        : now === undefined
          ? wasWeak
            ? ['collected', 'removed']
            : 'removed'
          : willBeWeak
            ? 'retained'
            : wasWeak
              ? 'adopted'
              : old.version === now.version
                ? 'kept'
                : 'replaced'
    assert.ok([expected].flat().includes(fate), `${id} ${fate}, expected ${expected}`)
    assert.is(version, (now ?? old)!.version)
    assert.is(former, old !== undefined && now !== undefined && old.version !== now.version ? old.version : undefined)
    if (verdict.needed.includes(id)) assert.ok(neededBy.length > 0, `${id} is needed by somebody`)
    if (fate === 'collected') assert.equal(neededBy, [])
  }
  // what is not listed is as it was
  const listed = new Set(decision.components.map(({ application, component }) => `${application}/${component}`))
  const rest = (all: typeof before): string[] =>
    all
      .filter((one) => !listed.has(`${one.application}/${one.component}`))
      .map(show)
      .sort()
  assert.equal(rest(next), rest(before), 'what is not listed stays')
}

tests('laws of the lattice', {
  'decisions are those of the model, for every state': () =>
    fc.assert(
      fc.property(
        worlds().chain((world) => fc.tuple(fc.constant(world), states(world), requests(world))),
        ([world, state, request]) => {
          const records = recordsOf(world, state)
          agree(world, records, decide(records, request))
        },
      ),
      { ...runs, numRuns: runs.numRuns * 5 },
    ),
  'decisions are those of the model, through every history': () => {
    const met = new Map<string, number>()
    fc.assert(
      fc.property(histories(), ({ world, acts }) => {
        live(world, acts, (records, decision) => {
          if (codesOf(decision).some((code) => code.startsWith('lifecycle/unknown'))) return
          agree(left(world, records), records, decision)
          for (const what of [
            ...decision.components.map(({ fate }) => fate),
            ...codesOf(decision),
            ...decision.warnings.map(({ code }) => code),
          ])
            met.set(what, (met.get(what) ?? 0) + 1)
        })
      }),
      runs,
    )
    const all =
      'started replaced kept adopted retained removed collected lifecycle/needed lifecycle/not-deployed lifecycle/not-offered lifecycle/degrades lifecycle/in-use lifecycle/needs-weak-child'
    for (const what of all.split(' ')) assert.ok((met.get(what) ?? 0) >= 3, `${what} was met ${met.get(what) ?? 0} times`)
  },
  'removed by non_destructive is removed by weakchild is removed by destructive': () =>
    fc.assert(
      fc.property(
        worlds().chain((world) => fc.tuple(fc.constant(world), states(world), requests(world))),
        ([world, state, request]) => {
          const [none, weak, all] = strategies.map((strategy) => decide(recordsOf(world, state), { ...request, strategy, yes: true }))
          assert.ok(
            gone(none!).every((id) => gone(weak!).includes(id)),
            `${gone(none!)} in ${gone(weak!)}`,
          )
          // a deploy may be refused by `destructive` alone: what it ends may be what the new version refers to
          if (request.act === 'undeploy' || all!.objections.length === 0)
            assert.ok(
              gone(weak!).every((id) => gone(all!).includes(id)),
              `${gone(weak!)} in ${gone(all!)}`,
            )
        },
      ),
      { ...runs, numRuns: runs.numRuns * 2 },
    ),
  'non_destructive and weakchild remove nothing that is needed, and leave nothing without what it needs': () =>
    fc.assert(
      fc.property(histories(), ({ world, acts }) => {
        live(world, acts, (records, decision) => {
          const [before, after] = [stateOf(records), stateOf(afterwards(records, decision))]
          const [was, is] = [dangling(world, before), dangling(world, after)]
          const fresh = is.filter((one) => !was.includes(one)).sort()
          const told = decision.degraded.map((one) => `${one.application}/${one.component} -> ${one.loses}`)
          if (decision.request.strategy === 'destructive' && decision.objections.length === 0)
            assert.ok(
              fresh.every((one) => told.includes(one.replace(/@[^ ]*/, ''))),
              `${fresh}`,
            )
          else assert.equal(fresh, [])
          if (decision.request.strategy === 'destructive') return
          const strong = running(world, { ...after, weak: [] })
          const needed = neededOf(
            world,
            strong,
            running(world, before).filter(
              (one) => !strong.some((it) => it.application === one.application && it.component === one.component),
            ),
          )
          const lives = running(world, after).map(show)
          if (decision.objections.length === 0)
            assert.ok(
              needed.every((one) => lives.includes(show(one))),
              'needed and removed',
            )
        })
      }),
      runs,
    ),
  'undeploying everything by weakchild leaves nothing, in whatever order; and at each step the order does not matter': () =>
    fc.assert(
      fc.property(
        histories().chain(({ world, acts }) =>
          fc.tuple(
            fc.constant(world),
            fc.constant(acts),
            ...[0, 1].map(() => fc.shuffledSubarray(Object.keys(world), { minLength: Object.keys(world).length })),
          ),
        ),
        ([world, acts, ...orders]) => {
          const records = live(world, acts, () => undefined)
          const ends = orders.map((order) =>
            order
              .filter((name) => records.has(name))
              .reduce((at, name) => (at.has(name) ? afterwards(at, decide(at, undeploy('weakchild', [name]))) : at), records),
          )
          for (const end of ends) assert.equal(sortedState(stateOf(end)), sortedState(empty))
          const some = orders[0]!.filter((name) => records.has(name)).slice(0, 2)
          const oneByOne = [some, [...some].reverse()].map((order) =>
            order.reduce((at, name) => (at.has(name) ? afterwards(at, decide(at, undeploy('weakchild', [name]))) : at), records),
          )
          const atOnce = afterwards(records, decide(records, undeploy('weakchild', some)))
          for (const end of oneByOne) assert.equal(end, atOnce)
        },
      ),
      runs,
    ),
  'undeploy and deploy of the same version restore what ran': () => {
    let restored = 0
    let kept = 0
    fc.assert(
      fc.property(histories(), fc.nat(), ({ world, acts }, pick) => {
        const records = live(world, acts, () => undefined)
        const deployed = [...records.values()].filter((one) => one.deployed !== undefined)
        const chosen = deployed[pick % (deployed.length || 1)]
        if (chosen?.deployed === undefined) return
        if (dangling(world, stateOf(records)).some((one) => one.startsWith(`${chosen.name}/`))) return
        const down = decide(records, undeploy('weakchild', [chosen.name]))
        assert.equal(down.objections, [])
        // what was kept for this application alone is gone, and with it what the application refers to
        if (down.components.some(({ fate }) => fate === 'collected')) return
        const between = afterwards(records, down)
        const up = decide(between, {
          act: 'deploy',
          versions: [{ application: chosen.name, version: chosen.deployed }],
          strategy: 'non_destructive',
        })
        assert.equal(up.objections, [])
        const back = afterwards(between, up)
        assert.equal(sortedState(stateOf(back)), sortedState(stateOf(records)))
        restored++
        if (between.get(chosen.name)?.retained !== undefined) kept++
      }),
      runs,
    )
    assert.ok(restored >= 20 && kept >= 5, `${restored} restored, ${kept} of them with weak children meanwhile`)
  },
  'the same question has the same answer, and asking changes nothing': () =>
    fc.assert(
      fc.property(
        worlds().chain((world) => fc.tuple(fc.constant(world), states(world), requests(world))),
        ([world, state, request]) => {
          const records = recordsOf(world, state)
          for (const record of records.values()) freeze(record)
          const first = decide(records, request)
          const again = decide(structuredClone(records), structuredClone(request))
          assert.equal([...again.records], [...first.records])
          assert.is(again.id, first.id)
          const shuffled = decide(new Map([...records].reverse()), request)
          assert.is(shuffled.id, first.id)
          const { yes: _, ...without } = request
          assert.is(decide(records, without).id, first.id)
          assert.equal(decide(records, without).components, first.components)
          if (first.objections.length === 0 && first.degraded.length > 0) assert.is(decide(records, without).records.size, 0)
        },
      ),
      runs,
    ),
  'an act that is done once more does nothing': () =>
    fc.assert(
      fc.property(histories(), ({ world, acts }) => {
        live(world, acts, (records, decision) => {
          if (decision.objections.length > 0 || decision.request.act === 'delete') return
          const after = afterwards(records, decision)
          // an application that was leaving may be gone with the act
          if (decision.request.act === 'undeploy' && decision.request.applications.some((name) => !after.has(name))) return
          const again = decide(after, decision.request)
          assert.equal(again.objections, [])
          assert.is(again.records.size, 0)
        })
      }),
      runs,
    ),
  'fields that nobody knows stay, and what is refused changes nothing': () =>
    fc.assert(
      fc.property(histories(), ({ world, acts }) => {
        live(world, acts, (records, decision) => {
          if (decision.objections.length > 0) assert.is(decision.records.size, 0)
          for (const [name, next] of decision.records) {
            const record = records.get(name)!
            if (next === undefined) continue
            assert.equal(next['future'], { of: name })
            for (const version of next.versions) assert.ok(record.versions.includes(version), 'versions are the very same')
            for (const one of next.retained ?? []) {
              const known = record.retained?.find(({ component, version }) => component === one.component && version === one.version)
              if (known !== undefined) assert.is(one, known)
            }
          }
        })
      }),
      runs,
    ),
  'who holds a component is who would keep it alone; every weak child is held, and status says what is missing': () =>
    fc.assert(
      fc.property(histories(), ({ world, acts }) => {
        const records = live(world, acts, () => undefined)
        const state = stateOf(records)
        const holders = applicationsThatNeed(records)
        for (const name of Object.keys(state.deployed)) {
          const strong = running(world, { deployed: { [name]: state.deployed[name]! }, weak: [] })
          const others = running(world, state).filter((one) => !strong.some((it) => show(it) === show(one)))
          const kept = neededOf(world, strong, others).filter(({ application }) => application !== name)
          const held = [...holders].filter(([id, names]) => names.includes(name) && !id.startsWith(`${name}/`)).map(([id]) => id)
          assert.equal(held, kept.map(({ application, component }) => `${application}/${component}`).sort())
        }
        for (const { application, component } of state.weak)
          assert.ok(holders.has(`${application}/${component}`), `${component} is held by nobody`)
        const lacks = statusOf(records).flatMap(({ application, components }) =>
          components.flatMap((one) =>
            one.lacks
              .filter(({ reason }) => reason.kind === 'uses')
              .map(({ id }) => `${application}/${one.component}@${one.version} -> ${id}`),
          ),
        )
        assert.equal(lacks.sort(), dangling(world, state).sort())
      }),
      runs,
    ),
  'a deleted application is gone when its last weak child is, and not before': () => {
    let leaving = 0
    fc.assert(
      fc.property(histories(), fc.nat(), ({ world, acts }, pick) => {
        const records = live(world, acts, () => undefined)
        const name = [...records.keys()][pick % records.size]
        if (name === undefined) return
        const down = decide(records, undeploy('weakchild', [name]))
        const del = decide(records, { act: 'delete', versions: [{ application: name }], strategy: 'weakchild' })
        assert.equal(gone(del), gone(down))
        const [after, undeployed] = [afterwards(records, del), afterwards(records, down)]
        assert.equal(sortedState(stateOf(after)), sortedState(stateOf(undeployed)))
        const weak = after.get(name)?.retained !== undefined
        assert.is(after.has(name), weak)
        if (!weak) return
        leaving++
        assert.is(after.get(name)!.leaving, true)
        const end = afterwards(after, decide(after, undeploy('weakchild', [...after.keys()])))
        assert.not(end.has(name))
      }),
      runs,
    )
    assert.ok(leaving >= 5, `${leaving} stayed for a while`)
  },
})

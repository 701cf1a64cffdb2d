import type { Request } from '../../src/lifecycle/decision.js'

/*
 * What the engine is measured by: the words of DESIGN §7 over a plain set of triples, as slow as they come. It shares nothing with `src/lifecycle`.
 */

export interface ModelComponent {
  readonly name: string
  readonly kind: string
  readonly uses?: readonly [application: string, component: string]
  readonly links: readonly string[]
}

export interface ModelVersion {
  readonly shared: boolean
  readonly components: readonly ModelComponent[]
}

/** Application, then version. */
export type World = Readonly<Record<string, Readonly<Record<string, ModelVersion>>>>

/** Something that runs. */
export interface Triple {
  readonly application: string
  readonly component: string
  readonly version: string
}

export interface State {
  readonly deployed: Readonly<Record<string, string>>
  readonly weak: readonly Triple[]
}

export interface Verdict {
  /** Codes of what stands against it, each once, sorted. */
  readonly codes: readonly string[]
  /** `from -> to` for each entry that leads to nothing any more; sorted. */
  readonly degraded: readonly string[]
  /** What the act would make of it if nothing stood against it. */
  readonly next: State
  /** `application/component` of the applications asked for that somebody who stays needs. */
  readonly needed: readonly string[]
}

export const show = ({ application, component, version }: Triple): string => `${application}/${component}@${version}`

export function said(world: World, { application, component, version }: Triple): ModelComponent {
  return world[application]![version]!.components.find(({ name }) => name === component)!
}

/** All that runs. */
export function running(world: World, state: State): Triple[] {
  return [...partOf(world, state.deployed), ...state.weak]
}

function partOf(world: World, deployed: State['deployed']): Triple[] {
  return Object.entries(deployed).flatMap(([application, version]) =>
    world[application]![version]!.components.map(({ name: component }) => ({ application, component, version })),
  )
}

/** Whether `from` refers to `to`, and is served by it. */
export function refers(world: World, from: Triple, to: Triple): boolean {
  const { uses, kind } = said(world, from)
  return (
    uses !== undefined &&
    uses[0] === to.application &&
    uses[1] === to.component &&
    (from.application === to.application || world[to.application]![to.version]!.shared) &&
    said(world, to).kind === kind
  )
}

/** Whether `from` leads to `to` within their application, and finds there what its own version means by that name. */
export function leads(world: World, from: Triple, to: Triple): boolean {
  if (from.application !== to.application) return false
  const { links } = said(world, from)
  const { kind: found } = said(world, to)
  if (!links.includes(to.component)) return false
  const meant = world[from.application]![from.version]!.components.find(({ name }) => name === to.component)
  return meant === undefined || meant.kind === found
}

/** What is needed where `strong` runs in any case and `weak` only as far as it is needed: the smallest set that the two sentences of DESIGN §7 hold for. */
export function neededOf(world: World, strong: readonly Triple[], weak: readonly Triple[]): Triple[] {
  let needed: readonly Triple[] = []
  for (;;) {
    const lives = [...strong, ...weak.filter((one) => needed.includes(one))]
    const more = [...strong, ...weak].filter(
      (to) => lives.some((from) => refers(world, from, to)) || needed.some((from) => leads(world, from, to)),
    )
    if (more.length === needed.length) return [...more]
    needed = more
  }
}

export function judge(world: World, state: State, request: Request): Verdict {
  const deployed: Record<string, string> = { ...state.deployed }
  const asked: string[] = []
  const deletes: { application: string; version: string }[] = []
  if (request.act === 'undeploy') asked.push(...request.applications)
  else if (request.act === 'delete')
    for (const { application, version } of request.versions) {
      if (version === undefined) asked.push(application)
      else deletes.push({ application, version })
    }
  if (request.act === 'undeploy' || request.act === 'delete') for (const name of asked) delete deployed[name]
  if (request.act === 'deploy' || request.act === 'rollback')
    for (const { application, version } of request.versions) {
      asked.push(application)
      deployed[application] = version
    }
  const before = running(world, state)
  const strong = partOf(world, deployed)
  const isStrong = (one: Triple): boolean => strong.some((it) => it.application === one.application && it.component === one.component)
  const leftovers = before.filter((one) => !isStrong(one))
  const needed = neededOf(world, strong, leftovers)
  const candidates = request.strategy === 'destructive' ? leftovers.filter(({ application }) => !asked.includes(application)) : leftovers
  const stays = neededOf(world, strong, candidates)
  const weak = candidates.filter((one) => stays.includes(one))
  const after = [...strong, ...weak]

  const same = (from: Triple): boolean => before.some((one) => show(one) === show(from))
  const lost = after
    .filter(same)
    .flatMap((from) =>
      [
        ...new Set(
          before.filter((to) => refers(world, from, to) || leads(world, from, to)).map((to) => `${to.application}/${to.component}`),
        ),
      ]
        .filter(
          (id) => !after.some((to) => `${to.application}/${to.component}` === id && (refers(world, from, to) || leads(world, from, to))),
        )
        .map((id) => `${from.application}/${from.component} -> ${id}`),
    )
  const orphans = leftovers.filter((one) => needed.includes(one) && asked.includes(one.application))
  const ranDeployed = orphans.filter(
    ({ application, version, component }) =>
      state.deployed[application] === version && !state.weak.some((one) => one.application === application && one.component === component),
  )
  const codes: string[] = []
  if (request.act === 'undeploy' && request.strategy === 'non_destructive' && ranDeployed.length > 0) codes.push('lifecycle/needed')
  if (request.act === 'delete') {
    if (request.strategy === 'non_destructive' && orphans.length > 0) codes.push('lifecycle/needed')
    for (const { application, version } of deletes)
      if (!asked.includes(application) && after.some((one) => one.application === application && one.version === version))
        codes.push('lifecycle/in-use')
  }
  if (request.act === 'deploy' || request.act === 'rollback') {
    if (request.strategy === 'non_destructive' && ranDeployed.length > 0) codes.push('lifecycle/not-offered')
    if (request.strategy !== 'destructive' && lost.length > 0) codes.push('lifecycle/not-offered')
    const dangling = strong.filter(
      (from) => asked.includes(from.application) && said(world, from).uses !== undefined && !after.some((to) => refers(world, from, to)),
    )
    if (dangling.length > 0) codes.push('lifecycle/not-deployed')
  }
  if (codes.length === 0 && lost.length > 0 && request.yes !== true) codes.push('lifecycle/degrades')
  return {
    codes: [...new Set(codes)].sort(),
    degraded: lost.sort(),
    next: { deployed, weak },
    needed: needed
      .filter(({ application }) => asked.includes(application))
      .map(({ application, component }) => `${application}/${component}`)
      .sort(),
  }
}

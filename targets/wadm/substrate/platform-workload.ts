import type { Id } from '../../../src/lattice/lattice.js'
import type { Binding, Container, ContainerWorkload, Env, Need, Probe, Resources, Volume } from '../../../src/plan/plan.js'
import type { ContainersSetting } from '../../containers/containers-setting.js'

/** Options of the target, defaults filled in. */
export type Options = Readonly<Record<string, string>>

/** Name of the application that all Wasm workloads of the lattice run on, and beginning of the ids of its parts. */
export const substrate = 'wasmcloud'

/** Gives the id of a part of the substrate. No workload of a manifest has one with `:`. */
export function partId(...names: readonly string[]): Id {
  return [substrate, ...names].join(':')
}

/** What tells a workload of ours from others. */
export interface PlatformParts {
  readonly id: Id
  readonly application?: string
  readonly name: string
  readonly work: ContainerWorkload['work']
  readonly main: Container
  readonly needs: readonly Id[]
  readonly bindings?: readonly Binding[]
  readonly volumes?: readonly Volume[]
  readonly more?: Partial<ContainerWorkload>
}

/** Gives a workload that no manifest names. */
export function platformWorkload({ id, application, name, work, main, needs, bindings, volumes, more }: PlatformParts): ContainerWorkload {
  return {
    id,
    application: application ?? substrate,
    name,
    kind: 'container',
    work,
    main,
    sidecars: [],
    initContainers: [],
    volumes: volumes ?? [],
    replicas: 1,
    routes: [],
    hostAliases: [],
    imagePullSecrets: [],
    needs: needs.map((need): Need => ({ id: need, why: 'depends' })),
    bindings: bindings ?? [],
    labels: {},
    annotations: {},
    runtime: {},
    ...more,
  }
}

/** Gives environment with plain values; those that are empty are left out. */
export function envOf(values: Readonly<Record<string, string | undefined>>): readonly Env[] {
  return Object.entries(values).flatMap(([name, value]) => (value ? [{ name, value }] : []))
}

/** Gives what a part needs and may use at most: cpu in millicores, memory in MiB. */
export function resourcesOf(cpu: number, memory: number, memoryLimit: number): Resources {
  return { cpu: { request: cpu }, memory: { request: memory, limit: memoryLimit } }
}

/** Gives the probes of what answers for itself by HTTP: two minutes to start, then ten seconds apart. */
export function probesOf(
  port: number,
  path: string,
  { probes }: ContainersSetting,
): Pick<Container, 'startupProbe' | 'livenessProbe' | 'readinessProbe'> {
  const probe: Probe = {
    http: { path, port, scheme: 'HTTP', headers: [] },
    initialDelay: 0,
    period: 10_000,
    timeout: 5000,
    successThreshold: 1,
    failureThreshold: 3,
  }
  return { startupProbe: { ...probe, period: 5000, failureThreshold: 24 }, ...Object.fromEntries(probes.map((kind) => [kind, probe])) }
}

import { cells } from '../report/cells.js'
import { printable } from '../report/printable.js'
import type { ApplicationPlan, Plan, PlatformObjects, Resources, Workload } from './plan.js'

/** Gives the plan as tables for people, one for each application, and below them the order of the start and the hosts that Wasm needs; ends with a newline. */
export function planTable({ applications, waves, hostGroups }: Plan): string {
  if (applications.length === 0) return 'nothing to run\n'
  const tables = applications.map(tableOf)
  const order = waves.length < 2 ? [] : [`order: ${waves.map((wave) => wave.map(printable).join(' ')).join(', ')}`]
  const hosts = hostGroups.map(({ name, labels }) => {
    const said = Object.entries(labels).map(([key, value]) => `${key}=${value}`)
    return `hosts: ${printable([name, ...said].join(' '))}`
  })
  return `${[...tables, ...[[...order, ...hosts].join('\n')].filter((text) => text !== '')].join('\n\n')}\n`
}

const heads = ['workload', 'runs', 'image', 'copies', 'cpu', 'memory', 'ports', 'needs']

function tableOf({ name, version, shared, workloads, objects }: ApplicationPlan): string {
  const notes = [...(version === undefined ? [] : [version]), ...(shared ? ['shared'] : [])]
  const title = printable(notes.length === 0 ? name : `${name} (${notes.join(', ')})`)
  if (workloads.length + objects.length === 0) return `${title}\n  nothing to run`
  const found = [...workloads.map(rowOf), ...objects.map(objectsRow)]
  const rows = [heads, ...found.map((row) => row.map((text) => printable(text) || '-'))]
  const widths = heads.map((_, column) => Math.max(...rows.map((row) => widthOf(row[column] ?? ''))))
  const lines = rows.map((row) => row.map((text, column) => text + ' '.repeat((widths[column] ?? 0) - widthOf(text))).join('  '))
  return [title, ...lines.map((line) => `  ${line.trimEnd()}`)].join('\n')
}

function objectsRow({ name, objects }: PlatformObjects): string[] {
  return [name, 'objects', objects.map(({ kind }) => String(kind)).join(' '), '', '', '', '', '']
}

function rowOf(workload: Workload): string[] {
  const needs = workload.needs.map(({ id }) => (id.startsWith(`${workload.application}/`) ? id.slice(workload.application.length + 1) : id))
  const rest = [needs.join(' ')]
  switch (workload.kind) {
    case 'wasm': {
      const spread = workload.scalers.flatMap(({ kind, placement }) =>
        placement.map(({ name, instances }) => `${name}:${instances}${kind === 'daemon' ? ' a host' : ''}`),
      )
      return [workload.name, workload.role, workload.image, spread.join(' ') || '0', '', '', '', ...rest]
    }
    case 'spin':
      return [workload.name, 'spin', workload.image, copiesOf(workload), ...amounts(workload.resources), portsOf(workload.ports), ...rest]
    case 'container': {
      const { main } = workload
      const image = main.image ?? `build ${main.build?.context ?? ''}`
      return [workload.name, workload.work, image, copiesOf(workload), ...amounts(main.resources), portsOf(main.ports), ...rest]
    }
  }
}

function copiesOf(workload: Exclude<Workload, { kind: 'wasm' }>): string {
  if (workload.scale !== undefined) return `${workload.scale.min}-${workload.scale.max}`
  if (workload.kind === 'container' && workload.work === 'daemon') return 'a host'
  return String(workload.replicas ?? 1)
}

function amounts({ cpu, memory }: Resources): [string, string] {
  return [range(cpu, 'm'), range(memory, 'Mi')]
}

/** The request, and the limit where it differs. */
function range(bounds: Resources['cpu'], unit: string): string {
  const known = [bounds?.request, bounds?.limit].filter((amount) => amount !== undefined)
  return [...new Set(known)].map((amount) => `${Number(amount.toFixed(1))}${unit}`).join('-')
}

function portsOf(
  ports: readonly { readonly port: number; readonly containerPort: number; readonly protocol: string; readonly expose: boolean }[],
): string {
  return ports
    .map(({ port, containerPort, protocol, expose }) => {
      const numbers = port === containerPort ? `${port}` : `${port}:${containerPort}`
      return `${numbers}${protocol === 'TCP' ? '' : `/${protocol.toLowerCase()}`}${expose ? ' (exposed)' : ''}`
    })
    .join(' ')
}

function widthOf(text: string): number {
  return cells(text).reduce((sum, { width }) => sum + width, 0)
}

import { closingService } from '../../targets/compose/add-closing.js'
import type { PublishedPort } from '../../targets/compose/compose-file.js'
import { gatewayService } from '../../targets/compose/gateway/gateway-service.js'
import { cells } from '../report/cells.js'
import type { Paint } from '../report/paint.js'
import { printable } from '../report/printable.js'
import type { Container } from './containers.js'
import type { DevProject, DevService } from './project.js'

/** A line of the table: a service with all its copies. */
export interface Row {
  readonly service: string
  /** The components that it runs, or `-`. */
  readonly runs: string
  readonly state: string
  readonly health: string
  readonly address: string
  /** Ids of its containers: other ids, other containers. */
  readonly ids: string
}

/** Gives the rows of all services that have containers, in the order of the Compose file; helpers of ours that have done their work, or only wait, are left out. */
export function rowsOf({ services }: DevProject, containers: readonly Container[]): readonly Row[] {
  return [...services.values()].flatMap((service) => {
    const copies = containers.filter((container) => container.service === service.name)
    const isHelper = service.runs.length === 0 && (service.name === closingService || copies.every((copy) => stateOf(copy) === done))
    return copies.length === 0 || isHelper ? [] : [rowOf(service, copies)]
  })
}

/** Gives the table; ends with a newline. */
export function statusTable(rows: readonly Row[], paint: Paint): string {
  const texts = rows.map(({ service, runs, state, health, address }) =>
    [service, runs, state, health, address].map((text) => printable(text)),
  )
  const widths = heads.map((head, column) => Math.max(head.length, ...texts.map((row) => widthOf(row[column] ?? ''))))
  const line = (row: readonly string[], color: (text: string, column: number) => string): string =>
    row
      .map((text, column) => color(text, column) + (column === row.length - 1 ? '' : ' '.repeat((widths[column] ?? 0) - widthOf(text))))
      .join('  ')
      .trimEnd()
  const lines = [line(heads, paint.bold), ...texts.map((row) => line(row, (text) => (colors[text]?.(paint) ?? same)(text)))]
  return lines.map((text) => `${text}\n`).join('')
}

/** Gives the routes behind the gateway, as addresses; empty where no gateway runs. */
export function routeLines({ routes }: DevProject, containers: readonly Container[]): readonly string[] {
  const port = containers.find(({ service }) => service === gatewayService)?.ports[0]
  if (port === undefined) return []
  return routes.map(({ to, route }) => {
    const host = route.host === undefined ? '' : ` (host ${route.host})`
    return printable(`http://${addressOf(port)}${route.path}${host} -> ${to}`)
  })
}

/** The state of what has run to its end. */
const done = 'done'

const heads = ['service', 'component', 'state', 'health', 'address']

const colors: Readonly<Record<string, (paint: Paint) => (text: string) => string>> = {
  running: (paint) => paint.green,
  healthy: (paint) => paint.green,
  starting: (paint) => paint.yellow,
  restarting: (paint) => paint.red,
  unhealthy: (paint) => paint.red,
}

function same(text: string): string {
  return text
}

function rowOf({ name, runs, ports }: DevService, copies: readonly Container[]): Row {
  const published = copies.flatMap((copy) => copy.ports)
  return {
    service: name,
    runs: runs.join(' ') || '-',
    state: summary(copies.map(stateOf)),
    health: summary(copies.map(({ health }) => health)) || '-',
    address: [...new Set(published.map((port) => urlOf(port, ports)))].join(' ') || '-',
    ids: copies
      .map(({ id }) => id)
      .sort()
      .join(' '),
  }
}

function stateOf({ state, exitCode }: Container): string {
  if (state !== 'exited') return state
  return exitCode === 0 ? done : `ended (${exitCode})`
}

/** `running` where all say so, else `2 running, 1 ended (1)`. */
function summary(texts: readonly string[]): string {
  const kinds = [...new Set(texts)]
  if (kinds.length === 1) return `${kinds[0]}`.concat(texts.length > 1 && kinds[0] !== '' ? ` (${texts.length})` : '')
  return kinds.flatMap((kind) => (kind === '' ? [] : [`${texts.filter((text) => text === kind).length} ${kind}`])).join(', ')
}

function urlOf(port: Container['ports'][number], ports: readonly PublishedPort[]): string {
  const known = ports.find(({ target, protocol }) => target === port.target && protocol === port.protocol)
  const speaks = known?.app_protocol ?? known?.name ?? ''
  if (port.protocol !== 'tcp') return `${addressOf(port)}/${port.protocol}`
  return /^(http|web|gateway)/i.test(speaks) ? `http://${addressOf(port)}` : addressOf(port)
}

function addressOf({ address, published }: Container['ports'][number]): string {
  const host = address === '0.0.0.0' || address === '::' || address === '' ? '127.0.0.1' : address
  return `${host.includes(':') ? `[${host}]` : host}:${published}`
}

function widthOf(text: string): number {
  return cells(text).reduce((sum, { width }) => sum + width, 0)
}

import { candidates, listWords } from '../../../src/language/suggest.js'
import type { Plan, Port, Workload } from '../../../src/plan/plan.js'
import type { EmitContext } from '../../target.js'
import { copiesOf, portKey, portsOf } from './port-claims.js'

/** Ports that the option `publish` asks for, by `portKey`; the number on this machine where it names one. */
export type AskedPorts = ReadonlyMap<string, number | undefined>

/**
 * Reads the option `publish`: `app/component[:port][=hostPort]`, several with commas between; the port by number or name, all of the component where none is named.
 * What does not exist, or cannot be, is an error.
 */
export function askedPorts(plan: Plan, context: EmitContext): AskedPorts {
  const asked = new Map<string, number | undefined>()
  const workloads = new Map(
    plan.applications.flatMap((application) => application.workloads).map((workload) => [workload.id as string, workload]),
  )
  const items = (context.options['publish'] ?? '').split(',').map((item) => item.trim())
  for (const item of items.filter((text) => text !== '')) {
    const wrong = (message: string, help?: string): void =>
      context.fault(
        { code: 'target/publish', severity: 'error', message: `cannot publish \`${item}\`: ${message}`, ...(help && { help }) },
        {},
      )
    const [, id = '', wanted, hostPort] = /^([^:=]+)(?::([^:=]+))?(?:=(\d+))?$/.exec(item) ?? []
    const workload = workloads.get(id)
    const number = hostPort === undefined ? undefined : Number(hostPort)
    if (id === '') wrong('it has not the form `app/component:port=hostPort`', '`:port` and `=hostPort` may be left out')
    else if (workload === undefined) wrong(`there is no component \`${id}\``, meant(id, [...workloads.keys()]))
    else if (number !== undefined && (number < 1 || number > 65535)) wrong(`${number} is no port of this machine`)
    else ask(asked, workload, wanted, number, wrong)
  }
  return asked
}

function ask(
  asked: Map<string, number | undefined>,
  workload: Workload,
  wanted: string | undefined,
  number: number | undefined,
  wrong: (message: string, help?: string) => void,
): void {
  const { id } = workload
  const all = workload.kind === 'wasm' ? [] : portsOf(workload)
  const ports = wanted === undefined ? all : all.filter((port) => isMeant(port, wanted))
  if (all.length === 0) wrong(`\`${id}\` has no ports`)
  else if (ports.length === 0) wrong(`\`${id}\` has no port \`${wanted}\``, `it has ${listWords(all.map(nameOf))}`)
  else if (number !== undefined && ports.length > 1) wrong(`\`${id}\` has several ports`, `name one of ${listWords(ports.map(nameOf))}`)
  else if (number !== undefined && workload.kind !== 'wasm' && copiesOf(workload) > 1)
    wrong(`its ${copiesOf(workload)} copies cannot share port ${number}`, 'leave the number out, and each has a free one')
  else for (const port of ports) asked.set(portKey(workload, port), number)
}

function isMeant({ name, containerPort, port }: Port, wanted: string): boolean {
  return name === wanted || `${containerPort}` === wanted || `${port}` === wanted
}

function nameOf({ name, containerPort }: Port): string {
  return name.startsWith(`port-${containerPort}`) ? `${containerPort}` : name
}

function meant(id: string, known: readonly string[]): string {
  const names = candidates(id, known)
  return names.length === 0 ? 'components are named `app/component`' : `there is ${listWords(names)}`
}

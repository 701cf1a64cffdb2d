import { computeComponentId } from '../../language/wadm/compute-component-id.js'
import type { ComponentState } from '../platform.js'
import type { WadmApplication } from './record-of.js'
import { isPlain, type StoredComponent } from './stored-manifest.js'
import type { Summary, WadmScaler } from './wadm-api.js'

/**
 * Gives how each component of what wadm calls deployed does, from wadm's status of its scalers and of its links. A reference does as the component does that it stands for,
 * of which wadm says nothing in the application that refers to it: there it stays deployed when the shared component is gone.
 */
export function statesOf(applications: Iterable<WadmApplication>, summaries: readonly Summary[]): ComponentState[] {
  const found = [...applications].flatMap(({ name, versions, deployed }) => {
    const manifest = versions.find(({ version }) => version === deployed)?.manifest
    const summary = summaries.find((one) => one.name === name)
    return (manifest?.spec.components ?? []).map((component) => ({
      id: `${name}/${component.name}`,
      application: name,
      component,
      summary,
    }))
  })
  const own = new Map(
    found.flatMap(({ id, application, component, summary }) =>
      referenceOf(component) === undefined ? [[id, stateOf(application, component, summary)] as const] : [],
    ),
  )
  return found.map(({ id, component, summary }) => {
    const reference = referenceOf(component)
    if (reference === undefined) return { id, ...(own.get(id) ?? { state: 'unknown' }) }
    const shared: State = own.get(`${reference.name}/${reference.component}`) ?? {
      state: 'missing',
      message: `\`${reference.name}/${reference.component}\` does not run`,
    }
    const links = scalersOf(computeComponentId(reference.name, explicitId(component), reference.component), summary).map(stateOfScaler)
    return { id, ...worst([shared, ...links]) }
  })
}

type State = Omit<ComponentState, 'id'>

function stateOf(application: string, component: StoredComponent, summary: Summary | undefined): State {
  if (component.type !== 'capability' && !component.traits.some(isScaler))
    return { state: 'missing', message: 'wadm starts no component without a scaler' }
  if (summary === undefined) return { state: 'unknown', message: 'wadm does not list the application' }
  const own = scalersOf(computeComponentId(application, explicitId(component), component.name), summary)
  if (own.length > 0) return worst(own.map(stateOfScaler))
  const { type, message } = summary.status
  const state = type === 'failed' ? 'failed' : type === 'undeployed' || type === 'waiting' ? 'missing' : 'unknown'
  return { state, message: message || `wadm says ${type}` }
}

/** The scalers of a component, and of the links that it is the source of (`a -(wasi:http)-> b`). */
function scalersOf(identifier: string, summary: Summary | undefined): readonly WadmScaler[] {
  return (summary?.scalers ?? []).filter(({ name }) => name === identifier || name.startsWith(`${identifier} -(`))
}

const rank: readonly State['state'][] = ['failed', 'missing', 'progressing', 'unknown', 'ready']

function worst(all: readonly State[]): State {
  return [...all].sort((a, b) => rank.indexOf(a.state) - rank.indexOf(b.state))[0] ?? { state: 'unknown' }
}

/** wadm-types `StatusType`. */
const states: Readonly<Record<string, State['state']>> = {
  deployed: 'ready',
  reconciling: 'progressing',
  waiting: 'progressing',
  failed: 'failed',
  unhealthy: 'failed',
  undeployed: 'missing',
}

function stateOfScaler({ status: { type, message } }: WadmScaler): State {
  return { state: states[type] ?? 'unknown', ...(message !== '' && { message }) }
}

function isScaler({ type, properties }: Readonly<Record<string, unknown>>): boolean {
  return (type === 'spreadscaler' || type === 'daemonscaler') && isPlain(properties)
}

function explicitId({ properties: { id } }: StoredComponent): string | undefined {
  return typeof id === 'string' ? id : undefined
}

function referenceOf({ properties: { application } }: StoredComponent): { readonly name: string; readonly component: string } | undefined {
  return isPlain(application) ? { name: String(application['name']), component: String(application['component']) } : undefined
}

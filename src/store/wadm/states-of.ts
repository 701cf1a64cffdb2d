import { computeComponentId } from '../../language/wadm/compute-component-id.js'
import type { ComponentState } from '../platform.js'
import type { WadmApplication } from './record-of.js'
import { isPlain, type StoredComponent } from './stored-manifest.js'
import type { Summary, WadmScaler } from './wadm-api.js'

/** Gives how each component of what wadm calls deployed does, from wadm's status of its scalers and of its links; a reference to another application's component has no state of its own. */
export function statesOf(applications: Iterable<WadmApplication>, summaries: readonly Summary[]): ComponentState[] {
  return [...applications].flatMap(({ name, versions, deployed }) => {
    const manifest = versions.find(({ version }) => version === deployed)?.manifest
    const summary = summaries.find((one) => one.name === name)
    return (manifest?.spec.components ?? [])
      .filter(({ properties }) => properties['application'] === undefined)
      .map((component) => ({ id: `${name}/${component.name}`, ...stateOf(name, component, summary) }))
  })
}

type State = Omit<ComponentState, 'id'>

function stateOf(application: string, component: StoredComponent, summary: Summary | undefined): State {
  const { id } = component.properties
  const identifier = computeComponentId(application, typeof id === 'string' ? id : undefined, component.name)
  const own = (summary?.scalers ?? []).filter(({ name }) => name === identifier || name.startsWith(`${identifier} -(`))
  if (component.type !== 'capability' && !component.traits.some(isScaler))
    return { state: 'missing', message: 'wadm starts no component without a scaler' }
  if (summary === undefined) return { state: 'unknown', message: 'wadm does not list the application' }
  if (own.length === 0) {
    const { type, message } = summary.status
    return {
      state: type === 'failed' ? 'failed' : type === 'undeployed' || type === 'waiting' ? 'missing' : 'unknown',
      message: message || `wadm says ${type}`,
    }
  }
  const [worst] = own.map(stateOfScaler).sort((a, b) => rank.indexOf(a.state) - rank.indexOf(b.state))
  return worst ?? { state: 'unknown' }
}

const rank: readonly State['state'][] = ['failed', 'missing', 'progressing', 'unknown', 'ready']

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

import type { Step } from './plan-steps.js'
import type { Summary, WadmApi } from './wadm-api.js'

/** Milliseconds; `left` is what the command has still. */
export interface Patience {
  left(): number
  sleep(milliseconds: number): Promise<void>
}

/**
 * Waits until wadm's status of what was deployed or undeployed has settled, and tells what it says. The first answers are the old status (measured: for 0.7 s, once for 4.7 s),
 * so a change is waited for; where none comes, that is told.
 */
export async function awaitStatus(
  api: WadmApi,
  before: readonly Summary[],
  steps: readonly Step[],
  tell: (line: string) => void,
  patience: Patience,
): Promise<void> {
  const acts = new Map(steps.filter(({ act }) => act === 'deploy' || act === 'undeploy').map(({ application, act }) => [application, act]))
  for (const step of steps) if (step.act === 'delete' && step.version === undefined) acts.delete(step.application)
  const start = patience.left()
  const seen = new Map<string, { readonly text: string; readonly since: number }>()
  while (acts.size > 0) {
    const now = await api.list()
    const waited = start - patience.left()
    const isLast = patience.left() < 1000
    for (const [name, act] of acts) {
      const summary = now.find((one) => one.name === name)
      const text = fingerprint(summary)
      const known = seen.get(name)
      if (known?.text !== text) seen.set(name, { text, since: waited })
      const isOld = text === fingerprint(before.find((one) => one.name === name))
      const steady = waited - (known?.text === text ? known.since : waited)
      if (!isLast && !hasSettled(act, summary, isOld, waited, steady)) continue
      tell(wordsFor(name, act, summary, isOld))
      acts.delete(name)
    }
    if (acts.size > 0) await patience.sleep(300)
  }
}

/** wadm's word for a lattice in which nothing can run (wadm 0.21 server/handlers.rs). */
const noHosts = 'Lattice contains no hosts'

function hasSettled(act: Step['act'], summary: Summary | undefined, isOld: boolean, waited: number, steady: number): boolean {
  if (summary === undefined || summary.status.message.includes(noHosts)) return true
  if (isOld) return waited > 6000
  const { type } = summary.status
  if (act === 'undeploy') return type === 'undeployed'
  // it fails for a moment where hosts are not known yet
  return type === 'deployed' || ((type === 'failed' || type === 'unhealthy') && steady > 4000)
}

function wordsFor(name: string, act: Step['act'], summary: Summary | undefined, isOld: boolean): string {
  if (summary === undefined) return `\`${name}\`: wadm does not list it any more`
  const { type, message } = summary.status
  if (message.includes(noHosts))
    return `\`${name}\`: ${act === 'deploy' ? 'wadm has taken it; ' : ''}no host is in the lattice, so nothing runs`
  const said = `wadm says ${type}${message === '' ? '' : `: ${message}`}`
  if (isOld && (act === 'deploy') === (type === 'deployed')) return `\`${name}\`: ${said}, as before`
  if (isOld) return `\`${name}\`: ${said}, as before; whether it has begun cannot be known yet: ask \`mc status ${name}\``
  const isDone = act === 'deploy' ? type === 'deployed' : type === 'undeployed'
  return `\`${name}\`: ${said}${isDone ? '' : `; ask \`mc status ${name}\` how it goes on`}`
}

function fingerprint(summary: Summary | undefined): string {
  return summary === undefined ? '' : JSON.stringify([summary.status, summary.scalers])
}

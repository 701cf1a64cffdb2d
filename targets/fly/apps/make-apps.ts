import type { Part, Plan } from '../../../src/plan/plan.js'
import { asContainers } from '../../containers/as-containers.js'
import type { EmitContext } from '../../target.js'
import { addContainerWorkload } from './add-container-workload.js'
import { type FlyDraft, makeFlyDraft } from './fly-draft.js'
import { addUndos } from './wasm/add-undos.js'
import { containersSetting } from './wasm/containers-setting.js'

/** Makes the apps of a plan: the whole meaning of a lattice on Fly.io. */
export function makeApps(plan: Plan, context: EmitContext): FlyDraft {
  const draft: FlyDraft = makeFlyDraft(
    asContainers(
      plan,
      context,
      containersSetting(context, (_from, parts) => addressOf(draft, parts)),
    ),
    context,
  )
  for (const workload of draft.workloads.values()) if (workload.kind === 'container') addContainerWorkload(draft, workload)
  addUndos(draft)
  return draft
}

/** Gives a value of which a part is an address in the private network. */
function addressOf({ nameOf }: FlyDraft, parts: readonly Part[]): string {
  return parts
    .map((part) => {
      if ('text' in part) return part.text
      const host = `${nameOf(part.to)}.internal`
      const port = part.port === undefined ? '' : `${part.port}`
      if (part.address === 'host') return host
      if (part.address === 'port') return port
      return `${part.scheme}://${host}${port && `:${port}`}`
    })
    .join('')
}

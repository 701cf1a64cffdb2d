import type { NamedConfig, NamedSecret, WasmWorkload } from '../../../../src/plan/plan.js'
import { abilityOf, type HostAbility } from '../../../wasmcloud2/ability-of.js'
import { providerLinks } from '../../../wasmcloud2/provider-links.js'
import { refuse } from '../../../wasmcloud2/report-lost.js'
import type { ObjectDraft } from '../object-draft.js'
import { isDatabaseKey } from './workload-interfaces.js'

/** Reports settings of capability providers that hosts of wasmCloud 2 do not take from a workload, each with the place where they belong. */
export function reportProviderSettings(draft: ObjectDraft): void {
  const spoken = new Set<object>()
  for (const workload of draft.workloads.values()) {
    if (workload.kind !== 'wasm') continue
    if (workload.role === 'component') reportLinks(draft, workload, spoken)
    else reportSettings(draft, abilityOf(workload), workload, () => false, spoken)
  }
}

function reportLinks(draft: ObjectDraft, component: WasmWorkload, spoken: Set<object>): void {
  for (const { link, ability, isSource } of providerLinks(draft, component)) {
    if (ability === undefined) continue
    const [near, far] = isSource ? [link.sourceConfig, link.targetConfig] : [link.targetConfig, link.sourceConfig]
    reportSettings(draft, ability, { config: near, secrets: [] }, () => false, spoken)
    reportSettings(
      draft,
      ability,
      { config: far, secrets: [...link.sourceSecrets, ...link.targetSecrets] },
      (key) => isUsed(ability, key),
      spoken,
    )
    if (ability === 'postgres' && !far.some(({ properties = {} }) => Object.keys(properties).some(isDatabaseKey)))
      refuse(
        draft,
        `the link from \`${component.id}\` names no database, which wasmCloud 2 asks for`,
        link,
        'name',
        'add `database` to its configuration',
      )
  }
}

/** What becomes a part of the workload. */
function isUsed(ability: HostAbility, key: string): boolean {
  if (ability === 'http-server') return ['address', 'path', 'host'].includes(key.toLowerCase())
  if (ability === 'messaging') return key === 'subscriptions'
  return ability === 'postgres' && isDatabaseKey(key)
}

function reportSettings(
  { context }: ObjectDraft,
  ability: HostAbility | undefined,
  { config, secrets }: { readonly config: readonly NamedConfig[]; readonly secrets: readonly NamedSecret[] },
  isTaken: (key: string) => boolean,
  spoken: Set<object>,
): void {
  if (ability === undefined) return
  const lost = (what: string, object: object, key: string): void =>
    context.fault(
      {
        code: 'target/wasmcloud-two-lost',
        severity: 'warning',
        message: `hosts of wasmCloud 2 do not take ${what} from a workload`,
        help: ways[ability],
      },
      object,
      key,
    )
  for (const own of config) {
    const { properties = {} } = own
    if (spoken.has(properties)) continue
    spoken.add(properties)
    const keys = Object.keys(properties).filter((key) => !isTaken(key))
    for (const key of keys) lost(`\`${key}\``, properties, key)
    // its name says nothing without them
    if (keys.length > 0) context.spokenOf(own)
  }
  for (const secret of secrets) lost(`the secret \`${secret.name}\``, secret, 'name')
}

/** Where a setting belongs under wasmCloud 2 (chart runtime-operator 2.7). */
const ways: Readonly<Record<HostAbility, string>> = {
  'http-server':
    'they tell requests apart by the name of the Service, at the port of their group (`runtime.hostGroups[].http` of the operator’s chart)',
  'http-client': '`runtime.hostGroups[].extraArgs` of the operator’s chart has arguments of the hosts',
  keyvalue: 'they keep keys in their own NATS (`global.nats.dataUrl` of the operator’s chart), in the bucket that the component opens',
  blobstore: 'they keep blobs in their own NATS (`global.nats.dataUrl` of the operator’s chart), in the container that the component opens',
  messaging: 'they speak with their own NATS (`global.nats.dataUrl` of the operator’s chart)',
  postgres: 'they connect by the URL in the key `url` of the Secret `wasmcloud-postgres`, which lies beside them',
}

import type { EmitContext } from '../../target.js'
import type { Hosted } from '../host-groups.js'

/** Gives the host names of option `wasm-hosts`, `<group>=<name>` and `<group>:<port>=<name>` separated by commas, by what stands before `=`; an entry that says nothing is reported. */
export function readWasmHosts({ plan }: Hosted, { options, fault }: EmitContext): ReadonlyMap<string, string> {
  const groups = plan.hostGroups.map(({ name }) => name)
  const [first] = plan.applications.filter(({ wadm }) => wadm !== undefined)
  const entries = (options['wasm-hosts'] ?? '').split(',').filter((entry) => entry.trim() !== '')
  return new Map(
    entries.flatMap((entry): [string, string][] => {
      const [, place = '', group = '', host = ''] = /^\s*(([^=:\s]+)(?::\d{1,5})?)=([A-Za-z0-9.*-]+)\s*$/.exec(entry) ?? []
      if (groups.includes(group)) return [[place, host]]
      if (first !== undefined)
        fault(
          {
            code: 'target/wasm-hosts',
            severity: 'error',
            message: `\`wasm-hosts\` has \`${entry.trim()}\`, which gives no group of hosts a name`,
            help: `write \`<group>=<host name>\` or \`<group>:<port>=<host name>\`; the groups are ${groups.map((name) => `\`${name}\``).join(', ')}`,
          },
          first,
          'name',
        )
      return []
    }),
  )
}

import { amountsOf, type PlacedAmount } from '../../container/amounts-of.js'
import { parseCpu, parseMemory } from '../../quantities.js'
import { web } from '../example.js'
import type { ManifestRule } from '../rule.js'

/** Amounts are quantities of Kubernetes, and sensible ones (Kubernetes API, resource.Quantity). */
export const badQuantity: ManifestRule = {
  code: 'container/bad-quantity',
  severity: 'error',
  scope: 'manifest',
  summary: 'amounts of CPU, memory and storage are quantities such as `500m`, `0.5`, `512Mi` or `2Gi`',
  why: 'Kubernetes refuses anything else (resource.Quantity). `m` is a thousandth: `512m` of memory is half a byte.',
  bad: web('memory: 512mb'),
  good: web('memory: 512Mi'),
  check({ app, document }, say) {
    for (const placed of app.spec.components.flatMap(amountsOf)) {
      const fault = faultOf(placed)
      if (fault === undefined) continue
      const { parent, key } = placed.place
      say({
        message: fault.message,
        span: document.at(parent, key),
        ...(fault.meant === undefined ? { help: fault.help } : { label: `did you mean \`${fault.meant}\`?` }),
      })
    }
  },
}

interface Fault {
  readonly message: string
  readonly help: string
  readonly meant?: string
}

function faultOf({ unit, amount }: PlacedAmount): Fault | undefined {
  const text = String(amount)
  return unit === 'cpu' ? faultOfCpu(text) : faultOfBytes(text, unit)
}

function faultOfCpu(text: string): Fault | undefined {
  const help = 'write cores, such as `0.5`, or thousandths of a core, such as `500m`'
  const millicores = parseCpu(text)
  const meant =
    suggest(/^(\d+)\s*(m|M|mi|Mi|mcpu|millicores?)$/.exec(text)?.[1], 'm') ??
    suggest(/^(\d*\.?\d+)\s*(c|cpus?|cores?)$/i.exec(text)?.[1], '')
  if (millicores === undefined) return { message: `\`${text}\` is no amount of CPU`, help, ...(meant !== undefined && { meant }) }
  if (millicores > 0 && millicores < 1) return { message: `\`${text}\` is less than a thousandth of a core`, help }
  if (millicores > 10_000_000) return { message: `\`${text}\` is more CPU than a machine has`, help, ...(meant !== undefined && { meant }) }
  return undefined
}

function faultOfBytes(text: string, unit: 'memory' | 'storage'): Fault | undefined {
  const help = 'write bytes with a unit, such as `512Mi` or `2Gi`'
  const mebibytes = parseMemory(text)
  const [, digits, letter = ''] = /^(\d*\.?\d+)\s*([kmgtpe])i?b?$/i.exec(text) ?? []
  const meant = suggest(digits, `${letter.toUpperCase()}i`)
  if (mebibytes === undefined) return { message: `\`${text}\` is no amount of ${unit}`, help, ...(meant !== undefined && { meant }) }
  if (mebibytes === 0 || mebibytes >= 1) return undefined
  const bytes = mebibytes * 1024 * 1024
  if (unit === 'storage' && bytes >= 1) return undefined
  return {
    message: `\`${text}\` is ${bytes < 1 ? 'less than a byte' : `only ${Math.ceil(bytes)} bytes`} of ${unit}`,
    help,
    ...(meant !== undefined && letter === 'm' ? { meant } : /^\d+$/.test(text) && { meant: `${text}Mi` }),
  }
}

function suggest(digits: string | undefined, unit: string): string | undefined {
  return digits === undefined ? undefined : `${digits}${unit}`
}

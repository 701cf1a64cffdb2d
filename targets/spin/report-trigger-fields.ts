import type { SpinWorkload } from '../../src/plan/plan.js'
import type { EmitContext } from '../target.js'

/**
 * Reports what a trigger says beyond its type: the application itself decides what it waits for (`spin.toml`), and takes nothing from outside but variables.
 * A value that names a variable which the manifest sets (`{{ mqtt_address }}`) does reach it, so nothing is said of that.
 */
export function reportTriggerFields({ unsupported }: EmitContext, { triggers, variables }: SpinWorkload): void {
  const known = new Set(variables.map(({ name }) => name))
  for (const trigger of triggers) {
    if (trigger['type'] === 'http' || trigger['type'] === 'command') continue
    const keys = Object.keys(trigger).filter((key) => key !== 'type' && !isFilled(trigger[key], known))
    const [first] = keys
    if (first === undefined) continue
    const names = keys.map((key) => `\`${key}\``).join(', ')
    const [are, them] = keys.length === 1 ? ['is', 'it'] : ['are', 'them']
    const effect = `${names} ${are} what the application itself says; a variable in its \`spin.toml\` is the way to set ${them} from here`
    unsupported('spin-trigger', trigger, keys.length === 1 ? first : undefined, effect)
  }
}

/** Tells whether a value consists of variables that the manifest sets, and text around them (Spin, templates of variables). */
function isFilled(value: unknown, known: ReadonlySet<string>): boolean {
  if (typeof value !== 'string') return false
  const names = [...value.matchAll(/\{\{\s*(\w+)\s*\}\}/g)].map(([, name]) => name ?? '')
  return names.length > 0 && names.every((name) => known.has(name))
}

import { scripts } from '../src/generated/scripts.js'

/** Gives the text of an embedded program (`<target>/<name>`); throws on a name that is not there. */
export function script(name: string): string {
  const text = scripts[name]
  if (text === undefined) throw new RangeError(`no script ${name}`)
  return text
}

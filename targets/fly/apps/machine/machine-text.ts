import type { FlyMachine } from '../../fly-machine.js'

/** Gives the configuration of a machine as JSON that a literal string of TOML can hold: three apostrophes in a row and DEL are written by their numbers. */
export function machineText(machine: FlyMachine): string {
  return compact(JSON.stringify(machine, undefined, 2)).replace(
    /'(?='')|\u007f/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}

const widest = 120

/** Gives JSON with lists of texts on one line where they fit. */
function compact(json: string): string {
  return json.replace(/\[\n((?: *"(?:[^"\\\n]|\\.)*",?\n)+) *\]/g, (list, items: string) => {
    const line = `[${items
      .trim()
      .split('\n')
      .map((item) => item.trim())
      .join(' ')}]`
    return line.length <= widest ? line : list
  })
}

import type { FlyMachine } from '../../fly-machine.js'

/** Gives the configuration of a machine as JSON that a literal string of TOML can hold: three apostrophes in a row and DEL are written by their numbers. */
export function machineText(machine: FlyMachine): string {
  return JSON.stringify(machine, undefined, 2).replace(
    /'(?='')|\u007f/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}

/** Gives what the variables begin with that a link puts into a container: `CONNECTION_`, its name in capitals with `_` for every other character, and `_`. */
export function connectionPrefix(name: string): string {
  return `CONNECTION_${name.toUpperCase().replaceAll(/[^A-Z0-9]/gu, '_')}_`
}

import { makeLocator } from '../report/locate.js'
import { printable } from '../report/printable.js'
import type { OutsideEntry, OutsideUser } from './outside-values.js'

/** Gives the lines for values that are missing: what to set, and below it who needs it, where and as what. */
export function missingText(entries: readonly OutsideEntry[]): string {
  return entries
    .map((entry) => [`${printable(nameOf(entry))}: ${howToGive(entry)}`, ...userLines(entry.users).map((line) => `  ${line}`)].join('\n'))
    .join('\n')
}

/** `secret db, key password`. */
export function nameOf({ what, source, key }: OutsideEntry): string {
  return key === undefined ? `${what} ${source}` : `${what} ${source}, key ${key}`
}

/** Gives one line for each of those who need a value: `orders/api (orders.yaml:20:17) as DB_PASSWORD`. */
export function userLines(users: readonly OutsideUser[]): readonly string[] {
  const locator = makeLocator()
  return users.map(({ by, span, as }) => {
    const place = span === undefined ? '' : locator.place(span)
    const who = by === undefined ? place : place === '' ? by : `${by} (${place})`
    const what =
      as === undefined
        ? ''
        : ` as ${as.kind === 'env' ? as.name : as.kind === 'file' ? `the file ${as.name}` : `the build secret ${as.name}`}`
    return printable(`${who}${what}`)
  })
}

function howToGive({ variable, path, state }: OutsideEntry): string {
  if (variable !== undefined)
    return `${state === 'empty' ? 'is empty' : 'is not set'}; set ${printable(variable)} in the environment or in .env`
  return `is not there; put it at ${printable(path ?? '')} beside compose.yaml`
}

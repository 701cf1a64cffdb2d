import { printable } from '../report/printable.js'
import type { Compose } from './compose-client.js'
import { plainText } from './plain-text.js'

/** How many of its last lines tell what went wrong with a program. */
const count = 8

/** Gives the last lines that a service has written, up to a moment (Docker's `--until`) where one is given; safe on a terminal. */
export async function tailOf(compose: Compose, service: string, until?: string): Promise<readonly string[]> {
  const words = ['logs', '--no-color', '--no-log-prefix', '--tail', `${count}`, ...(until === undefined ? [] : ['--until', until]), service]
  const { stdout, stderr } = await compose.run(words, { seconds: 20 })
  return `${stdout}\n${stderr}`
    .split(/\r?\n/)
    .map((line) => printable(plainText(line)))
    .filter((line) => line.trim() !== '')
    .slice(-count)
}

import type { Printer } from '../commands/context.js'
import type { Running } from '../programs.js'
import { printable } from '../report/printable.js'
import type { Compose } from './compose-client.js'
import { end } from './docker.js'
import { plainText } from './plain-text.js'

/** Output of services on its way to the reader. */
export interface Logs {
  stop(): Promise<void>
}

export interface LogsOptions {
  readonly compose: Compose
  /** All where none is named. */
  readonly services: readonly string[]
  /** The first moment that is shown. */
  readonly since: Date
  now(): Date
  readonly paint: Printer['paint']
  print(text: string): void
}

/** How long after its end it is started again, in milliseconds: it ends when nothing runs. */
const pause = 500

/** Prints what services write, each line with the name of its container in front, for as long as it is not stopped. */
export function followLogs({ compose, services, since, now, paint, print }: LogsOptions): Logs {
  let isOver = false
  let running: Running | undefined
  const finished = keep()
  return {
    async stop() {
      isOver = true
      if (running !== undefined) await end(running, 'SIGINT')
      await finished
    },
  }

  async function keep(): Promise<void> {
    for (let from = since; !isOver; from = now()) {
      const words = ['logs', '--follow', '--no-color', '--since', from.toISOString(), ...services]
      running = compose.follow(words, (line) => {
        const [, name = '', text = ''] = /^(\S+ *)\| ?(.*)$/s.exec(line) ?? []
        if (name !== '') print(`${paint.dim(`${printable(name)}|`)} ${printable(plainText(text))}\n`)
      })
      await running.ended
      if (!isOver) await new Promise((resolve) => setTimeout(resolve, pause))
    }
  }
}

import type { Context, Printer } from '../commands/context.js'
import { cells } from '../report/cells.js'
import { printable } from '../report/printable.js'

/** What a session says about itself, on the stream for that: lines that stay and, on a terminal, one that shows what goes on. */
export interface Progress {
  readonly paint: Printer['paint']
  /** Says something that has gone wrong, or that was asked for, once and for all. */
  line(text: string): void
  /** Says something that has gone well; not with `--quiet`. */
  note(text: string): void
  /** Begins a part of the work; on a terminal the line is replaced by whatever comes next. */
  step(text: string): void
  /** Says how far the part is, on a terminal only. */
  detail(text: string): void
  /** Takes the line that is replaced away, before something else is written to the terminal. */
  clear(): void
  /** Prints what was asked for, on standard output. */
  print(text: string): void
}

/** Columns that a line may take so that it never wraps. */
const width = 78

/** Gives the progress of a command. */
export function makeProgress({ err, out, env, quiet }: Pick<Context, 'err' | 'out' | 'env' | 'quiet'>): Progress {
  const isLive = err.isTerminal && env['TERM'] !== 'dumb' && !quiet
  let isShown = false
  const clear = (): void => {
    if (isShown) err.write('\r\u001b[2K')
    isShown = false
  }
  const show = (text: string): void => {
    err.write(`\r\u001b[2K${cut(text)}`)
    isShown = true
  }
  const line = (text: string): void => {
    clear()
    err.line(text)
  }
  return {
    paint: err.paint,
    clear,
    line,
    note(text) {
      if (!quiet) line(text)
    },
    step(text) {
      if (isLive) show(text)
      else if (!quiet) err.line(printable(text))
    },
    detail(text) {
      if (isLive) show(text)
    },
    print(text) {
      clear()
      out.write(text)
    },
  }
}

function cut(text: string): string {
  let room = width
  const kept: string[] = []
  for (const cell of cells(text)) {
    room -= cell.width
    if (room < 0) return `${kept.slice(0, -3).join('')}...`
    kept.push(cell.text)
  }
  return kept.join('')
}

import type { Finding } from '../../../../src/diagnostic.js'
import { type FlyRule, tableAt } from '../fly-rule.js'
import { unfinishedIn } from '../shell-words.js'
import type { Table } from '../table.js'

/** Commands can be split into words (flyctl, `validation.go`: release command, processes, console command). */
export const unfinishedCommand: FlyRule = {
  code: 'fly/unfinished-command',
  severity: 'error',
  summary: 'a command can be split into words',
  why: 'flyctl splits commands like a shell and refuses one that ends inside quotes or after a backslash (flyctl, internal/appconfig/validation.go).',
  bad: 'app = "shop"\n\n[processes]\nweb = "node \'server.js"\n',
  good: 'app = "shop"\n\n[processes]\nweb = "node \'server.js\'"\n',
  check({ document, root }, say) {
    const look = (owner: Table | undefined, key: string): void => {
      const command = owner?.[key]
      const end = typeof command === 'string' ? unfinishedIn(command) : undefined
      if (owner === undefined || end === undefined) return
      const finding: Finding = {
        message: `command of \`${key}\` ends ${end === 'quote' ? 'inside quotes' : 'after a backslash'}`,
        span: document.at(owner, key),
        help:
          end === 'quote' ? 'close the quotes, or put a backslash before a quote that is part of a word' : 'write two backslashes for one',
      }
      say(finding)
    }
    look(root, 'console_command')
    look(tableAt(root, 'deploy'), 'release_command')
    const processes = tableAt(root, 'processes')
    for (const name of Object.keys(processes ?? {})) look(processes, name)
  },
}

import { type FlyRule, tableAt, tablesAt, textAt } from '../fly-rule.js'
import { sizeOf } from '../size.js'
import type { Table } from '../table.js'

/** Sizes can be read, and a volume has at least 1 GB (flyctl, `validateMounts`). */
export const badSize: FlyRule = {
  code: 'fly/bad-size',
  severity: 'error',
  summary: 'a size is a number with a unit, and a volume has at least 1 GB',
  why: 'flyctl reads `10gb` or `512mb`; a bare number is GB for volumes and MB for memory. Volumes are at least 1 GB (flyctl, internal/appconfig/validation.go).',
  bad: 'app = "shop"\n\n[[mounts]]\nsource = "data"\ndestination = "/data"\ninitial_size = "100mb"\n',
  good: 'app = "shop"\n\n[[mounts]]\nsource = "data"\ndestination = "/data"\ninitial_size = "1gb"\n',
  check({ document, root }, say) {
    const look = (owner: Table, key: string, base: 1000 | 1024): void => {
      const text = textAt(owner, key)
      if (text === undefined || text === '') return
      const size = sizeOf(text, base)
      const span = document.at(owner, key)
      if (size === undefined)
        say({
          message: `\`${key}\` is no size: \`${text}\``,
          span,
          help: `write a number with a unit, such as \`${base === 1000 ? '10gb' : '512mb'}\``,
        })
      else if (size < 1) say({ message: `\`${key}\` is less than 1 ${base === 1000 ? 'GB' : 'MB'}`, span })
    }
    for (const mount of tablesAt(root, 'mounts'))
      for (const key of ['initial_size', 'auto_extend_size_increment', 'auto_extend_size_limit']) look(mount, key, 1000)
    const release = tableAt(tableAt(root, 'deploy') ?? {}, 'release_command_vm')
    for (const vm of [...tablesAt(root, 'vm'), ...(release === undefined ? [] : [release])]) look(vm, 'memory', 1024)
  },
}

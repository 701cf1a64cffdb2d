import { type FlyRule, tablesAt } from '../fly-rule.js'

/** A file comes from one place. */
export const fileSource: FlyRule = {
  code: 'fly/file-source',
  severity: 'error',
  summary: 'a file comes from one of local_path, secret_name and raw_value',
  why: 'Exactly one of them is required; an empty one removes the file (https://fly.io/docs/reference/configuration/#the-files-section).',
  bad: 'app = "shop"\n\n[[files]]\nguest_path = "/etc/shop.conf"\n',
  good: 'app = "shop"\n\n[[files]]\nguest_path = "/etc/shop.conf"\nlocal_path = "shop.conf"\n',
  check({ document, root }, say) {
    for (const file of tablesAt(root, 'files')) {
      const given = ['local_path', 'secret_name', 'raw_value'].filter((key) => key in file)
      if (given.length === 0)
        say({ message: 'file has no content', span: document.at(file), help: 'add `local_path`, `secret_name` or `raw_value`' })
      const [, second] = given.filter((key) => file[key] !== '')
      if (second !== undefined)
        say({
          message: `file has its content twice: ${given.map((key) => `\`${key}\``).join(' and ')}`,
          span: document.at(file, second, 'key'),
          help: 'keep one of them',
        })
    }
  },
}

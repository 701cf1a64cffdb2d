import { traitsOf } from '../../../lattice/traits-of.js'
import { web } from '../example.js'
import type { ManifestRule } from '../rule.js'

const commanded = (args: string): string =>
  web(
    '',
    `
    - type: command
      properties:
        ${args}
        addArgs: [--verbose]
  `,
  )

/** Arguments are replaced or changed (KubeVela `command`). */
export const argsConflict: ManifestRule = {
  code: 'trait/args-conflict',
  severity: 'error',
  scope: 'manifest',
  summary: 'the trait `command` has `args`, or `addArgs` and `delArgs`',
  why: 'KubeVela refuses both ("cannot set addArgs/delArgs and args at the same time").',
  bad: commanded('args: [serve]'),
  good: commanded(''),
  check({ app, document }, say) {
    for (const component of app.spec.components) {
      for (const { properties = {} } of traitsOf(component, 'command')) {
        for (const patch of [properties, ...(properties.containers ?? [])]) {
          const other = patch.addArgs !== undefined ? 'addArgs' : 'delArgs'
          if (patch.args === undefined || patch[other] === undefined) continue
          say({
            message: `\`args\` replaces all arguments, so there is nothing for \`${other}\` to change`,
            span: document.at(patch, other, 'key'),
            related: [{ span: document.at(patch, 'args', 'key'), message: 'they are replaced here' }],
            help: 'remove one of them',
          })
        }
      }
    }
  },
}

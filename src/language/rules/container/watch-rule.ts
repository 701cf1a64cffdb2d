import { isContainer } from '../../is-container.js'
import { web } from '../example.js'
import type { ManifestRule } from '../rule.js'

const watching = (target: string): string =>
  web(`
    develop:
      watch:
        - path: ./src
          action: sync
          ${target}
  `)

/** A watch rule has what its action needs (Compose, services.develop.watch). */
export const watchRule: ManifestRule = {
  code: 'container/watch-rule',
  severity: 'error',
  scope: 'manifest',
  summary:
    'a watch rule that copies files has a `target`, one that rebuilds stands on a component with `build`, and one that runs a command has `exec`',
  why: 'Compose refuses to watch otherwise (Compose specification, services.develop.watch).',
  bad: watching(''),
  good: watching('target: /srv/src'),
  check({ app, document }, say) {
    for (const { name, properties } of app.spec.components.filter(isContainer)) {
      const { build, develop = {} } = properties
      for (const key of ['sync', 'language'] as const)
        if (develop[key] !== undefined && build === undefined)
          say({
            message: `\`${name}\` has no \`build\`, so there are no sources to watch`,
            span: document.at(develop, key, 'key'),
            help: 'add `build` to the component, or write rules under `watch`',
          })
      for (const rule of develop.watch ?? []) {
        const { action } = rule
        const span = document.at(rule, 'action')
        if (action === 'rebuild' && build === undefined)
          say({
            message: `\`${name}\` has no \`build\`, so it cannot be rebuilt`,
            span,
            help: 'add `build` to the component, or choose another action',
          })
        if (action.startsWith('sync') && rule.target === undefined)
          say({ message: `the action \`${action}\` does not say where the files go`, span, help: 'add `target`, a path in the container' })
        else if (action === 'sync+exec' && rule.exec === undefined)
          say({ message: 'the action `sync+exec` has no command', span, help: 'add `exec` with a `command`' })
      }
    }
  },
}

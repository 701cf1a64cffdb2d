import type { LatticeRule } from '../rule.js'
import { application, component, documents } from './snippets.js'

/** Names of applications are unique in a lattice (wadm 0.21 server, put). */
export const duplicateApplication: LatticeRule = {
  code: 'lattice/duplicate-application',
  severity: 'error',
  scope: 'lattice',
  summary: 'every application of the lattice has a name of its own',
  why: 'wadm 0.21 keeps one application per name: a second manifest of that name is a new version of the first and takes its place. References by name could mean either.',
  bad: documents(application('shop', component('worker', 'cart')), application('shop', component('worker', 'stock'))),
  good: documents(application('shop', component('worker', 'cart')), application('warehouse', component('worker', 'stock'))),
  check({ applications, duplicates }, say) {
    for (const { app, document } of duplicates) {
      const { name } = app.metadata
      const first = applications.get(name)
      say({
        message: `application \`${name}\` is defined twice`,
        span: document.at(app.metadata, 'name'),
        label: 'defined again',
        ...(first && { related: [{ span: first.document.at(first.app.metadata, 'name'), message: `\`${name}\` is first defined here` }] }),
        help: 'rename one of them; versions of one application belong in separate runs',
      })
    }
  },
}

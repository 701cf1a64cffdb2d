import { isContainer } from '../../is-container.js'
import { web } from '../example.js'
import type { ManifestRule } from '../rule.js'

const withValue = (value: string): string =>
  web(`
    env:
      - name: MODE
        value: ${value}
  `)

/** No text for a process holds NUL (POSIX.1-2017, `exec`: arguments and environment are strings that NUL ends). */
export const nulInText: ManifestRule = {
  code: 'container/nul-in-text',
  severity: 'error',
  scope: 'manifest',
  summary: 'arguments and variables of a container hold no NUL',
  why: 'NUL ends each text that a process is given (POSIX.1-2017, "exec"), so that no platform can pass what stands after it. A file may hold it.',
  bad: withValue('"fast\\0"'),
  good: withValue('"fast"'),
  check({ app, document }, say) {
    const look = (parent: object): void => {
      for (const [key, value] of Object.entries(parent)) {
        // `bad-env-name` speaks of names
        if (typeof value === 'string' && key !== 'name' && value.includes('\0'))
          say({ message: 'this text has a NUL', span: document.at(parent, key), help: 'take it out, or hand the text over as a file' })
        else if (typeof value === 'object' && value !== null && key !== 'data' && key !== 'stringData') look(value)
      }
    }
    for (const component of app.spec.components) if (isContainer(component)) look(component)
  },
}

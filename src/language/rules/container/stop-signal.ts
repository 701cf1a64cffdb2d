import { replaceScalar } from '../../edits/replace-scalar.js'
import { isContainer } from '../../is-container.js'
import { nearest } from '../../suggest.js'
import { web } from '../example.js'
import type { ManifestRule } from '../rule.js'

const stopping = (signal: string): string => web(`stopSignal: ${signal}`)

/** A stop signal is one that Linux has (Compose, services.stop_signal; signal(7)). */
export const stopSignal: ManifestRule = {
  code: 'container/stop-signal',
  severity: 'error',
  scope: 'manifest',
  summary: '`stopSignal` is the name of a signal, such as `SIGTERM`',
  why: 'The container engine refuses a signal that Linux does not have (Compose specification, services.stop_signal; signal(7)).',
  bad: stopping('SIGTREM'),
  good: stopping('SIGTERM'),
  check({ app, document }, say) {
    for (const { properties } of app.spec.components.filter(isContainer)) {
      const { stopSignal: signal } = properties
      if (signal === undefined || isSignal(signal)) continue
      const span = document.at(properties, 'stopSignal')
      const near = nearest(signal, signals)
      say({
        message: `\`${signal}\` is no signal`,
        span,
        ...(near === undefined
          ? { help: 'write a name such as `SIGTERM`, `SIGINT` or `SIGQUIT`' }
          : { label: `did you mean \`${near}\`?`, edits: [replaceScalar(span, near)] }),
      })
    }
  },
}

const signals =
  'HUP INT QUIT ILL TRAP ABRT BUS FPE KILL USR1 SEGV USR2 PIPE ALRM TERM STKFLT CHLD CONT STOP TSTP TTIN TTOU URG XCPU XFSZ VTALRM PROF WINCH IO PWR SYS'
    .split(' ')
    .map((name) => `SIG${name}`)

function isSignal(text: string): boolean {
  return (
    signals.includes(text) ||
    signals.includes(`SIG${text}`) ||
    /^([1-9]|[1-5]\d|6[0-4])$/.test(text) ||
    /^SIGRTMIN(\+\d+)?$|^SIGRTMAX(-\d+)?$/.test(text)
  )
}

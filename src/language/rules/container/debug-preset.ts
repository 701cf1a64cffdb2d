import { traitsOf } from '../../../lattice/traits-of.js'
import { debugPorts, wrapCommand, wrapsCommand } from '../../container/debug-preset.js'
import { isContainer } from '../../is-container.js'
import { web } from '../example.js'
import type { ManifestRule } from '../rule.js'

const debugged = (cmd: string): string =>
  web(`
    debug:
      preset: python
    ${cmd}
  `)

/** A debugger is known, and a preset that runs the program knows which (debugpy, Delve). */
export const debugPreset: ManifestRule = {
  code: 'container/debug-preset',
  severity: 'error',
  scope: 'manifest',
  summary: '`debug` has a `preset` or a `port`, and the presets `python` and `go` stand beside the command that they debug',
  why: 'debugpy and Delve start the program themselves; the command that an image brings along is not known before it runs.',
  bad: debugged(''),
  good: debugged('cmd: [python, app.py]'),
  check({ app, document }, say) {
    for (const component of app.spec.components.filter(isContainer)) {
      const { debug, cmd, args } = component.properties
      if (debug === undefined) continue
      const { preset, port } = debug
      if (preset === undefined && port === undefined)
        say({
          message: `\`debug\` of \`${component.name}\` says neither which debugger it is nor where it listens`,
          span: document.at(component.properties, 'debug', 'key'),
          help: 'add `preset` (node, python, java or go), or `port` and `cmd`',
        })
      if (preset === undefined || !wrapsCommand(preset) || debug.cmd !== undefined || traitsOf(component, 'command').length > 0) continue
      if (wrapCommand(preset, port ?? debugPorts[preset], { command: cmd, args }) !== undefined) continue
      const isSaid = (cmd ?? []).length + (args ?? []).length > 0
      say({
        message: isSaid
          ? `the preset \`${preset}\` does not know how to debug \`${[...(cmd ?? []), ...(args ?? [])][0]}\``
          : `the preset \`${preset}\` runs the program itself, and \`${component.name}\` does not say which it is`,
        span: document.at(debug, 'preset'),
        help: isSaid ? 'give the whole command in `cmd` of `debug`' : 'add `cmd` to the component, or to `debug`',
      })
    }
  },
}

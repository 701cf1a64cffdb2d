import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import * as assert from 'uvu/assert'
import type { Host } from '../src/host.js'
import { type RunOptions, readTree, run, temporary, tests } from './harness.js'

const app = (name: string): string =>
  `apiVersion: core.oam.dev/v1beta1\nkind: Application\nmetadata:\n  name: ${name}\nspec:\n  components:\n    - name: web\n      type: webservice\n      properties:\n        image: ghcr.io/acme/web:1.0.0\n`

/** Runs a watching command, does one thing after each time that it has said something, and then presses Ctrl-C. */
async function watching(
  argv: readonly string[],
  cwd: string,
  steps: readonly (() => void)[],
  options: RunOptions = {},
): Promise<{ code: number; runs: string[] }> {
  let interrupt = (): void => {}
  let verdicts = 0
  let step = 0
  const finished = run(argv, {
    ...options,
    cwd,
    onStart(press) {
      interrupt = press
    },
    onWrite(_, text) {
      verdicts += [...text.matchAll(/^\[\d\d:\d\d:\d\d\] .*\n/gm)].length
      if (verdicts <= step) return
      const next = steps[step++]
      setTimeout(() => (next === undefined ? interrupt() : next()), 20)
    },
  })
  const late = setTimeout(() => interrupt(), 5000)
  const { code, stderr } = await finished
  clearTimeout(late)
  return { code, runs: [...stderr.matchAll(/^\[\d\d:\d\d:\d\d\] (.*)\n/gm)].map(([, line]) => line!) }
}

tests('--watch', {
  'checks again after a change, goes on after an error, and ends with 130': async () => {
    const cwd = temporary({ 'a.yaml': app('a') })
    const { code, runs } = await watching(['validate', '-w'], cwd, [
      () => writeFileSync(join(cwd, 'a.yaml'), 'kind: ['),
      () => rmSync(join(cwd, 'a.yaml')),
      () => {
        writeFileSync(join(cwd, '.a.swp'), app('a'))
        renameSync(join(cwd, '.a.swp'), join(cwd, 'a.yaml'))
      },
    ])
    assert.is(code, 130)
    assert.is(runs.length, 4, runs.join('\n'))
    assert.match(runs[0]!, /^ok: 1 application/)
    assert.match(runs[1]!, /^\d errors? in 1 of 1 file/)
    assert.match(runs[2]!, /^mc: no manifest found/)
    assert.match(runs[3]!, /^ok: 1 application/)
  },
  'sees new folders and what comes into them': async () => {
    const cwd = temporary({ 'a.yaml': app('a') })
    const { runs } = await watching(['validate', '.', '-w'], cwd, [
      () => {
        mkdirSync(join(cwd, 'x/y'), { recursive: true })
        writeFileSync(join(cwd, 'x/y/b.yaml'), app('b'))
      },
      () => writeFileSync(join(cwd, 'x/y/c.yaml'), app('c')),
      () => rmSync(join(cwd, 'x'), { recursive: true }),
    ])
    assert.equal(
      runs.map((line) => /\d+ application/.exec(line)?.[0]),
      ['1 application', '2 application', '3 application', '1 application'],
    )
  },
  'waits for a file that is named and gone': async () => {
    const cwd = temporary({ 'a.yaml': app('a'), 'b.yaml': app('b') })
    const { runs } = await watching(['validate', 'a.yaml', '-w'], cwd, [
      () => rmSync(join(cwd, 'a.yaml')),
      () => writeFileSync(join(cwd, 'a.yaml'), app('a')),
    ])
    assert.equal(
      runs.map((line) => line.slice(0, 3)),
      ['ok:', 'mc:', 'ok:'],
    )
  },
  'renders, and is not woken by its own output': async () => {
    const cwd = temporary({ 'a.yaml': app('a') })
    const { code, runs } = await watching(['render', '-t', 'compose', '-w'], cwd, [
      () => {
        writeFileSync(join(cwd, 'notes.txt'), 'no manifest')
        setTimeout(() => writeFileSync(join(cwd, 'a.yaml'), app('a').replace('web:1.0.0', 'web:2.0.0')), 300)
      },
      () => {},
    ])
    assert.ok(runs.length <= 3, runs.join('\n'))
    assert.is(code, 130)
    assert.match(runs[0]!, /^ok, \d+ created/)
    assert.ok(runs.some((line) => /^ok, \d+ updated/.test(line)))
    assert.match(readTree(cwd)['out/compose/compose.yaml']!, /web:2\.0\.0/)
  },
  'clears the screen on a terminal only': async () => {
    const cwd = temporary({ 'a.yaml': app('a') })
    let screen = ''
    const out = async (terminal: boolean): Promise<string> => {
      screen = ''
      let press = (): void => {}
      await run(['validate', '-w'], {
        cwd,
        terminal,
        onStart: (interrupt) => {
          press = interrupt
        },
        onWrite: (name, text) => {
          if (name === 'stdout') screen += text
          if (name === 'stderr') setTimeout(press, 5)
        },
      })
      return screen
    }
    assert.match(await out(true), /\u001b\[2J/)
    assert.is(await out(false), '')
  },
  'says where the system refuses': async () => {
    const refuse =
      (code: string) =>
      (host: Host): Host => ({
        ...host,
        watch: () => {
          throw Object.assign(new Error(code), { code, syscall: 'watch' })
        },
      })
    const { code, stderr } = await run(['validate', '-w'], { files: { 'a.yaml': app('a') }, host: refuse('ENOSPC') })
    assert.is(code, 3)
    assert.match(stderr, /^mc: cannot watch .*: the system allows no more watchers/)
  },
})

import { spawn, spawnSync } from 'node:child_process'
import { existsSync, openSync } from 'node:fs'
import { join } from 'node:path'
import * as assert from 'uvu/assert'
import { root, temporary, tests } from './harness.js'

const bin = join(root, 'dist', 'mc.js')
const app =
  'apiVersion: core.oam.dev/v1beta1\nkind: Application\nmetadata:\n  name: shop\nspec:\n  components:\n    - name: web\n      type: webservice\n      properties:\n        image: ghcr.io/acme/web:1.0.0\n'

tests('the program itself', {
  'runs by its first line, reads standard input and gives the exit code': () => {
    const good = spawnSync(bin, ['validate', '-'], { input: app, encoding: 'utf8' })
    assert.equal([good.status, good.stdout, good.stderr.slice(0, 3)], [0, '', 'ok:'])
    const bad = spawnSync(bin, ['validate', '-'], { input: app.replace('webservice', 'webservise'), encoding: 'utf8' })
    assert.is(bad.status, 1)
    assert.match(bad.stdout, /^-:8:13: error: /)
  },
  'ends quietly where nobody reads on': () => {
    const { status, stdout, stderr } = spawnSync('bash', ['-c', `set -o pipefail; "${bin}" explain --schema | head -c 1`], {
      encoding: 'utf8',
    })
    assert.equal([status, stdout, stderr], [0, '{', ''])
  },
  'says that standard output cannot be written': () => {
    if (!existsSync('/dev/full')) return
    const { status, stderr } = spawnSync(bin, ['explain', '--schema'], {
      stdio: ['ignore', openSync('/dev/full', 'w'), 'pipe'],
      encoding: 'utf8',
    })
    assert.is(status, 3)
    assert.match(stderr, /^mc: cannot write standard output: .*ENOSPC.*\n$/)
  },
  'says that the folder it stands in is gone': () => {
    const script = `mkdir gone && cd gone && rmdir ../gone && "${bin}" validate`
    const { status, stderr } = spawnSync('bash', ['-c', script], { cwd: temporary(), encoding: 'utf8' })
    assert.equal([status, stderr], [3, 'mc: the working directory is gone\n'])
  },
  'ends with 130 when a watch is interrupted': async () => {
    const child = spawn(bin, ['validate', '--watch'], { cwd: temporary({ 'app.yaml': app }), stdio: ['ignore', 'ignore', 'pipe'] })
    const code = new Promise((resolve) => child.on('exit', (status, signal) => resolve(status ?? signal)))
    child.stderr.once('data', () => child.kill('SIGINT'))
    assert.is(await code, 130)
  },
})

import { cpSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import * as assert from 'uvu/assert'
import { repeatWhileChanged } from '../../../src/commands/lattice/repeat-while-changed.js'
import { Failure } from '../../../src/failure.js'
import { LatticeChanged } from '../../../src/store/store.js'
import { temporary, tests } from '../../harness.js'
import { mc, mcJson } from './lattice-run.js'
import { manifest, platform, shop } from './manifests.js'

/** Runs a command that shows its decision, and lets another command have been faster before the first can write. */
async function interleaved(cwd: string, first: string, other: string) {
  const elsewhere = temporary()
  cpSync(cwd, elsewhere, { recursive: true })
  assert.is((await mc(other, { cwd: elsewhere })).code, 0, other)
  let isFirst = true
  return mc(first, {
    cwd,
    onWrite(stream) {
      if (stream !== 'stdout' || !isFirst) return
      isFirst = false
      rmSync(join(cwd, '.mc'), { recursive: true })
      cpSync(join(elsewhere, '.mc'), join(cwd, '.mc'), { recursive: true })
    },
  })
}

async function deployed(): Promise<string> {
  const cwd = temporary({ 'platform.yaml': platform, 'shop.yaml': shop, 'more/other.yaml': manifest('other', ['web'], { version: '1' }) })
  await mc('put platform.yaml shop.yaml', { cwd })
  assert.is((await mc('deploy platform shop', { cwd })).code, 0)
  return cwd
}

tests('two pipelines at once', {
  'a change that does not touch the decision is followed': async () => {
    const cwd = await deployed()
    const { code, stdout, stderr } = await interleaved(cwd, 'undeploy platform --strategy weakchild', 'put more')
    assert.equal([code, stderr], [0, 'undeployed platform: 1 retained, 1 removed (dir:.mc, revision 4)\n'])
    assert.is(stdout.match(/retained/g)?.length, 1, 'the decision is shown once')
    assert.match((await mc('list', { cwd })).stdout, /^other /m)
  },
  'a change that makes it another decision ends the command, and says what is different': async () => {
    const cwd = await deployed()
    const { code, stderr } = await interleaved(cwd, 'undeploy platform --strategy weakchild', 'undeploy shop')
    assert.is(code, 1)
    assert.match(stderr, /^ {2}platform\/cache: was retained \(1\.0\.0\), now removed \(1\.0\.0\)\n/)
    assert.match(stderr, /refused: the lattice has changed; .*\[lifecycle\/changed\]\n$/)
    assert.match((await mc('list', { cwd })).stdout, /^platform {5}1\.0\.0/m)
  },
  '--expect holds a command to the decision that was shown': async () => {
    const cwd = await deployed()
    const { json } = await mcJson<{ decision: { id: string }; command: string }>('undeploy platform --strategy weakchild --explain', {
      cwd,
    })
    await mc('undeploy shop', { cwd })
    const late = await mc(json.command.slice('mc '.length), { cwd })
    assert.is(late.code, 1)
    assert.match(late.stderr, `expected was decision ${json.decision.id}, and now it is `)
    const { json: told } = await mcJson<{ verdict: string; expected: string }>(json.command.slice('mc '.length), { cwd })
    assert.equal([told.verdict, told.expected], ['changed', json.decision.id])
    assert.match((await mc('list', { cwd })).stdout, /^platform {5}1\.0\.0/m)
  },
  'puts at the same time are all there, each once': async () => {
    const files = Object.fromEntries(
      Array.from({ length: 8 }, (_, index) => [`${index}/app.yaml`, manifest(`app-${index}`, ['web'], { version: '1' })]),
    )
    const cwd = temporary(files)
    const codes = await Promise.all(Array.from({ length: 8 }, async (_, index) => (await mc(`put ${index}`, { cwd })).code))
    assert.equal(codes, Array(8).fill(0))
    const { json } = await mcJson<{ revision: string; applications: object[] }>('list', { cwd })
    assert.equal([json.revision, json.applications.length], ['8', 8])
  },
  'who never gets through is told so within the time limit': async () => {
    const started = performance.now()
    let tries = 0
    try {
      await repeatWhileChanged({ timeout: 1 }, async () => {
        tries++
        throw new LatticeChanged()
      })
      assert.unreachable()
    } catch (error) {
      assert.instance(error, Failure)
      assert.match((error as Failure).message, `${tries} times within 1 s; nothing was changed`)
    }
    assert.ok(tries > 2 && performance.now() - started < 2000)
  },
})

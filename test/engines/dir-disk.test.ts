import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as assert from 'uvu/assert'
import { readTree, run, skip, tests, writeTree } from '../harness.js'
import { checkDirLattice, checkNothingElse } from '../store/check-dir-lattice.js'

/** A file system of one megabyte in memory, with 4 KiB for each file; undefined where this user may not mount one. */
function mountSmall(): string | undefined {
  const folder = mkdtempSync(join(tmpdir(), 'mc-disk-'))
  process.once('exit', () => {
    spawnSync('umount', ['-l', folder])
    rmdirSync(folder)
  })
  if (spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', folder]).status !== 0) return undefined
  return folder
}

const name = 'a lattice on a disk that refuses'
const disk = mountSmall()

if (disk === undefined) skip(name, 'mounting a small file system needs root', true)
else
  tests(name, {
    'is full: at every size of what is left, a command does all or nothing, says so, and the next one works': async () => {
      const folder = freshFolder('full')
      for (const app of names) await expectCode(0, folder, ['put', file(folder, app, 'v0')])
      await expectCode(0, folder, ['deploy', ...names])
      let revision = await checkDirLattice(join(folder, '.mc'), names)
      let refused = 0
      let done = 0
      for (let turn = 1; turn <= 40; turn++) {
        const args = commandOf(folder, turn)
        // from nothing to all that a command may need, in pages
        const left = (turn % 10) * 4096
        fill(left)
        const before = contents(folder)
        const { code, stderr } = await run(args, { cwd: folder })
        const now = await checkDirLattice(join(folder, '.mc'), names)
        if (code === 3) {
          refused++
          assert.match(stderr, /^mc: cannot write \.mc: no space left on the disk\n$/, args.join(' '))
          assert.is(now, revision, `${args.join(' ')} with ${left} bytes left`)
          const after = contents(folder)
          assert.equal(Object.keys(after), Object.keys(before), 'nothing is left lying about')
          assert.ok(
            Object.entries(after).every(([path, text]) => before[path] === text),
            'nothing is changed',
          )
        } else {
          assert.is(code, 0, stderr)
          assert.ok(now === revision || now === revision + 1)
          if (now > revision) done++
        }
        unfill()
        if (code === 3) {
          await expectCode(0, folder, args)
          assert.is(await checkDirLattice(join(folder, '.mc'), names), revision + 1)
        }
        await expectCode(0, folder, ['put', file(folder, 'shop', `after-${turn}`)])
        revision = await checkDirLattice(join(folder, '.mc'), names)
        await checkNothingElse(join(folder, '.mc'))
        if (turn % 8 === 0)
          for (const app of ['shop', 'orders']) await expectCode(0, folder, ['delete', app, '--strategy', 'destructive', '--yes'])
        if (turn % 8 === 0) for (const app of ['shop', 'orders']) await expectCode(0, folder, ['put', file(folder, app, `again-${turn}`)])
        if (turn % 8 === 0) await expectCode(0, folder, ['deploy', 'shop', 'orders'])
        revision = await checkDirLattice(join(folder, '.mc'), names)
      }
      console.log(`  ${refused} commands were refused, ${done} were done with what was left`)
      assert.ok(refused >= 5 && done >= 5, 'both happen')
    },
    'is full from the beginning: the first put leaves nothing, and can be repeated': async () => {
      const folder = freshFolder('first')
      const args = ['put', file(folder, 'shop', 'v1')]
      for (let left = 0; left < 8; left++) {
        rmSync(join(folder, '.mc'), { recursive: true, force: true })
        fill(left * 4096)
        const { code, stderr } = await run(args, { cwd: folder })
        if (code !== 0) {
          assert.is(code, 3)
          assert.match(stderr, /no space left on the disk/)
          await expectCode(0, folder, ['list'])
        }
        unfill()
        await expectCode(0, folder, args)
        assert.is(await checkDirLattice(join(folder, '.mc'), names), 1)
        await expectCode(0, folder, ['put', file(folder, 'orders', 'v1')])
        await checkNothingElse(join(folder, '.mc'))
      }
    },
    'is read-only: what reads works, what writes says so': async () => {
      const folder = freshFolder('read-only')
      for (const app of names) await expectCode(0, folder, ['put', file(folder, app, 'v1')])
      await expectCode(0, folder, ['deploy', ...names])
      const before = contents(folder)
      mkdirSync(join(folder, 'empty'))
      const path = file(folder, 'shop', 'v2')
      assert.is(spawnSync('mount', ['-o', 'remount,ro', disk]).status, 0)
      try {
        const reading = [['list'], ['get', 'shop'], ['history', 'shop'], ['undeploy', 'shop', '--explain'], ['put', path, '--dry-run']]
        for (const args of reading) await expectCode(0, folder, args)
        for (const args of [
          ['put', path],
          ['undeploy', 'shop'],
          ['delete', 'orders'],
          ['put', path, '--lattice', 'dir:empty/.mc'],
        ]) {
          const { code, stderr } = await run(args, { cwd: folder })
          assert.is(code, 3, args.join(' '))
          assert.match(stderr, /cannot write \S*\.mc: the file system is read-only\n$/, stderr)
        }
        await expectCode(0, folder, ['list', '--lattice', 'dir:empty/.mc'])
      } finally {
        assert.is(spawnSync('mount', ['-o', 'remount,rw', disk]).status, 0)
      }
      assert.equal(contents(folder), before)
      await expectCode(0, folder, ['put', path])
    },
  })

const names = ['platform', 'orders', 'shop']

function freshFolder(title: string): string {
  for (const entry of readdirSync(disk!)) rmSync(join(disk!, entry), { recursive: true })
  const folder = join(disk!, title)
  mkdirSync(folder)
  return folder
}

/** What is done in turn; each command can be done in the state that the former ones left. */
function commandOf(folder: string, turn: number): string[] {
  if (turn % 4 === 1) return ['put', ...names.map((app) => file(folder, app, `v${turn}`))]
  if (turn % 4 === 2) return ['undeploy', 'shop', '--strategy', 'weakchild']
  if (turn % 4 === 3) return ['deploy', 'shop']
  return ['put', file(folder, 'orders', `v${turn}`)]
}

/** Writes a manifest of somewhat more than a page; gives its path. */
function file(folder: string, app: string, version: string): string {
  const shared = app === 'platform' ? ', experimental.wasmcloud.dev/shared: "true"' : ''
  const path = `apps/${app}.yaml`
  const text = `apiVersion: core.oam.dev/v1beta1
kind: Application
metadata: {name: ${app}, annotations: {version: ${version}${shared}}}
spec: {components: [{name: api, type: webservice, properties: {image: "registry.example.com/${app}:${version}"}}]}
${`# ${'.'.repeat(77)}\n`.repeat(60)}`
  writeTree(folder, { [path]: text })
  return path
}

const filler = (): string => join(disk!, 'filler')

/** Leaves so many bytes free on the disk. */
function fill(left: number): void {
  const { bavail, bsize } = statfsSync(disk!)
  const size = bavail * bsize - left
  if (size > 0) writeFileSync(filler(), Buffer.alloc(size))
}

function unfill(): void {
  rmSync(filler(), { force: true })
}

function contents(folder: string): Record<string, string> {
  return existsSync(join(folder, '.mc')) ? readTree(join(folder, '.mc')) : {}
}

async function expectCode(code: number, folder: string, args: readonly string[]): Promise<void> {
  const ran = await run(args, { cwd: folder })
  assert.is(ran.code, code, `${args.join(' ')}: ${ran.stderr}`)
}

import { spawn } from 'node:child_process'
import { existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, readlinkSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { buildSync } from 'esbuild'
import * as assert from 'uvu/assert'
import { isGone, type LockHolder, thisHolder } from '../../src/store/dir/lock-holder.js'
import { openDirStore } from '../../src/store/dir/open-dir-store.js'
import { takeLock } from '../../src/store/dir/take-lock.js'
import { root, temporary, tests } from '../harness.js'
import { assertFailure } from './store-conformance.js'
import { putInto } from './stored-applications.js'
import { surroundingsIn } from './surroundings-in.js'

const self = thisHolder(new Date())

/** A process that has ended, as it was when it took a lock. */
async function deadHolder(id = 'dead'): Promise<LockHolder> {
  const child = spawn(process.execPath, ['-e', '0'], { stdio: 'ignore' })
  await new Promise((resolve) => child.on('exit', resolve))
  return { ...self, id: Buffer.from(id).toString('hex'), pid: child.pid!, start: '1' }
}

const lockIn = (folder: string, holder: object | string): void =>
  symlinkSync(typeof holder === 'string' ? holder : JSON.stringify(holder), join(folder, 'lock'))

function take(folder: string, timeLimit = 2000, tell: (line: string) => void = () => {}): Promise<() => void> {
  return takeLock({ path: join(folder, 'lock'), shown: '.mc/lock', deadline: performance.now() + timeLimit, now: () => new Date(), tell })
}

tests('the lock of a lattice in a folder', {
  'one has it at a time, and lets it go': async () => {
    const folder = temporary()
    const release = await take(folder)
    await assertFailure(
      take(folder, 50),
      new RegExp(`^\\.mc/lock is held by process ${process.pid} on ${hostname()}, since \\d+ s .*; remove \\.mc/lock if nobody`),
    )
    const waiting = take(folder, 10_000)
    release()
    ;(await waiting)()
    assert.equal(readdirSync(folder), [])
  },
  'a dead process does not hold it': async () => {
    const folder = temporary()
    lockIn(folder, await deadHolder())
    const release = await take(folder)
    assert.is(JSON.parse(readlinkSync(join(folder, 'lock'))).pid, process.pid)
    release()
    assert.equal(readdirSync(folder), [])
  },
  'nor one whose number another process has now, nor one that nobody has asked about, nor one before the machine started again':
    async () => {
      if (self.start === '') return
      assert.ok(isGone({ ...self, start: String(Number(self.start) - 1) }, self), 'the number is another process’s now')
      assert.not(isGone(self, self))
      const parent = spawn('sh', ['-c', 'sleep 0.2 & echo $!; exec sleep 30'], { stdio: ['ignore', 'pipe', 'ignore'] })
      const pid = Number(await new Promise((resolve) => parent.stdout!.once('data', (chunk) => resolve(String(chunk)))))
      for (let turn = 0; turn < 100 && !/\) Z/.test(readFileSync(`/proc/${pid}/stat`, 'utf8')); turn++)
        await new Promise((resolve) => setTimeout(resolve, 10))
      assert.match(readFileSync(`/proc/${pid}/stat`, 'utf8'), /\) Z/)
      assert.ok(isGone({ ...self, pid, start: '5' }, self), 'it has ended, and its parent sleeps')
      parent.kill()
      const machine = { ...self, machine: 'a machine' }
      assert.ok(isGone({ ...machine, boot: 'before' }, machine))
    },
  'of a process on another machine or in another container nothing is known': async () => {
    const dead = await deadHolder()
    for (const other of [{ boot: 'other' }, { boot: 'other', host: 'other', machine: 'other' }, { space: 'pid:[1]' }, { host: 'other' }])
      assert.not(isGone({ ...dead, ...other }, { ...self, machine: 'this' }), JSON.stringify(other))
    const folder = temporary()
    const at = new Date(Date.now() - 3 * 60_000).toISOString()
    lockIn(folder, { ...dead, host: 'build-7', boot: 'other', machine: 'other', at })
    await assertFailure(
      take(folder, 50),
      new RegExp(`held by process ${dead.pid} on build-7, since 3 minutes \\(${at}\\); remove \\.mc/lock if nobody works`),
    )
    assert.ok(lstatSync(join(folder, 'lock')).isSymbolicLink(), 'it stays')
  },
  'who waits long says for whom': async () => {
    const folder = temporary()
    lockIn(folder, { ...self, pid: process.ppid, start: '' })
    const told: string[] = []
    const waiting = take(folder, 5000, (line) => told.push(line))
    setTimeout(() => rmSync(join(folder, 'lock')), 1500)
    ;(await waiting)()
    assert.is(told.length, 1)
    assert.match(told[0]!, new RegExp(`^waiting for \\.mc/lock, held by process ${process.ppid} on `))
  },
  'what is no lock of mc is held by somebody': async () => {
    for (const text of ['', 'hello', '{"pid":1}', JSON.stringify({ ...self, id: '../../x' })]) {
      const folder = temporary()
      writeFileSync(join(folder, 'lock'), text)
      await assertFailure(take(folder, 50), /held by somebody who does not say who it is; remove \.mc\/lock/)
      assert.is(readFileSync(join(folder, 'lock'), 'utf8'), text)
    }
  },
  'a file is a lock like a link': async () => {
    const folder = temporary()
    writeFileSync(join(folder, 'lock'), JSON.stringify(await deadHolder()))
    ;(await take(folder))()
    assert.equal(readdirSync(folder), [])
  },
  'one that died while it removed the lock of a dead one holds nobody up, nor do two of them': async () => {
    const folder = temporary()
    const [first, second, third] = [await deadHolder('1'), await deadHolder('2'), await deadHolder('3')]
    lockIn(folder, first)
    symlinkSync(JSON.stringify(second), join(folder, `lock.${first.id}`))
    symlinkSync(JSON.stringify(third), join(folder, `lock.${first.id}.${second.id}`))
    ;(await take(folder))()
    assert.equal(readdirSync(folder), [])
  },
  'a claim on a lock that is a new one by now removes nothing': async () => {
    // another found the same lock stale, removed it and has taken its own
    const folder = temporary()
    const first = await deadHolder('1')
    lockIn(folder, first)
    const release = await take(folder)
    const mine = readlinkSync(join(folder, 'lock'))
    symlinkSync(JSON.stringify(self), join(folder, `lock.${first.id}`))
    await assertFailure(take(folder, 100), /held by process/)
    assert.is(readlinkSync(join(folder, 'lock')), mine)
    release()
  },
  'of many that find a stale lock one has it at a time': async () => {
    const folder = temporary()
    const program = join(folder, 'taker.mjs')
    buildSync({
      stdin: { contents: taker, resolveDir: root, loader: 'ts' },
      bundle: true,
      platform: 'node',
      format: 'esm',
      outfile: program,
    })
    const place = join(folder, 'place')
    mkdirSync(place)
    lockIn(place, await deadHolder())
    const children = Array.from({ length: 6 }, () => spawn(process.execPath, [program, place], { stdio: ['ignore', 'pipe', 'inherit'] }))
    const answers = await Promise.all(
      children.map(
        (child) =>
          new Promise<string>((resolve) => {
            let text = ''
            child.stdout!.on('data', (chunk) => {
              text += String(chunk)
            })
            child.on('close', (code) => resolve(`${code} ${text.trim()}`))
          }),
      ),
    )
    // a taker now and then dies in the middle: the others go on
    assert.equal(
      answers.map((answer) => answer.split(' ')[1]).filter((answer) => answer !== 'alone'),
      [],
      answers.join(', '),
    )
    assert.is(existsSync(join(place, 'inside')), false)
    assert.is(readFileSync(join(place, 'count'), 'utf8').length, 6 * 25)
    ;(await take(place))()
  },
  'a store waits for it no longer than the command may, and writes nothing': async () => {
    const folder = temporary()
    const store = await openDirStore('.mc', surroundingsIn(folder))
    const snapshot = await putInto(store, 'orders', 'v1')
    lockIn(join(folder, '.mc'), { ...self, pid: process.ppid, start: '' })
    const hasty = await openDirStore('.mc', surroundingsIn(folder, { timeLimit: 60 }))
    await assertFailure(putInto(hasty, 'orders', 'v2'), /^\.mc\/lock is held by process \d+/)
    assert.is((await hasty.read()).revision, snapshot.revision, 'readers need no lock')
  },
})

/** Takes the lock again and again, and sees to it that nobody else is inside; leaves a lock behind as if it had died there, now and then. */
const taker = `
import { appendFileSync, readlinkSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { takeLock } from './src/store/dir/take-lock.js'
const folder = process.argv[2]!
const lock = join(folder, 'lock')
let answer = 'alone'
for (let turn = 0; turn < 25; turn++) {
  const release = await takeLock({ path: lock, shown: 'lock', deadline: performance.now() + 60000, now: () => new Date(), tell() {} })
  try {
    writeFileSync(join(folder, 'inside'), '', { flag: 'wx' })
  } catch {
    answer = 'together'
  }
  appendFileSync(join(folder, 'count'), '.')
  const mine = JSON.parse(readlinkSync(lock))
  const until = performance.now() + Math.random() * 3
  while (performance.now() < until);
  rmSync(join(folder, 'inside'), { force: true })
  if (turn % 3 === 0) {
    // as if it had died here: the lock is that of a process that is no more
    const dead = join(folder, 'dead-' + process.pid)
    symlinkSync(JSON.stringify({ ...mine, id: mine.id + 'd' + turn, start: '1' }), dead)
    renameSync(dead, lock)
  } else release()
}
console.log(answer)
`

import {
  chmodSync,
  existsSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import fc from 'fast-check'
import * as assert from 'uvu/assert'
import { countChanges } from '../src/count-changes.js'
import { Failure } from '../src/failure.js'
import { type Host, nodeHost } from '../src/host.js'
import { type OutputFile, type WriteOptions, type Written, write } from '../src/write.js'
import { readTree, root, temporary, tests, writeTree } from './harness.js'

const host = nodeHost(pathToFileURL(`${root}/`))
const file = (path: string, text: string, executable = false): OutputFile => ({
  target: path.split('/')[0]!,
  path,
  text,
  ...(executable && { executable }),
})

function into(
  folder: string,
  files: readonly OutputFile[],
  more: Partial<WriteOptions> = {},
  machine: Host = host,
): Promise<readonly Written[]> {
  return write(files, { folder, shown: 'out', targets: ['compose'], ...more }, machine)
}

const statuses = (written: readonly Written[]): Record<string, string> =>
  Object.fromEntries(written.map(({ path, status }) => [path, status]))

/** Gives what the promise throws. */
async function failure(promise: Promise<unknown>): Promise<Error> {
  try {
    await promise
  } catch (error) {
    if (error instanceof Error) return error
  }
  throw new Error('it should have failed')
}

function systemError(code: string): Error {
  return Object.assign(new Error(`${code}: injected`), { code, syscall: 'injected' })
}

/** A machine whose n-th changing call fails, and with `forever` every later one too. */
function failing(at: number, code: string, forever = false): { host: Host; calls: () => number } {
  let calls = 0
  const changing = new Set([
    'create',
    'link',
    'rename',
    'chmod',
    'makeFolder',
    'makeTemporaryFolder',
    'removeFile',
    'removeEmptyFolder',
    'removeTree',
  ])
  const proxy = new Proxy(host, {
    get(target, key) {
      const value: unknown = Reflect.get(target, key)
      if (typeof value !== 'function' || !changing.has(String(key))) return value
      return (...args: unknown[]): unknown => {
        const call = calls++
        if (call === at || (forever && call > at)) throw systemError(code)
        return Reflect.apply(value, target, args)
      }
    },
  })
  return { host: proxy, calls: () => calls }
}

tests('writing', {
  'creates, updates and leaves alone': async () => {
    const folder = join(temporary(), 'deep', 'out')
    assert.equal(statuses(await into(folder, [file('compose/a.yaml', 'a\n'), file('compose/b/c.sh', 'c\n', true)])), {
      'compose/a.yaml': 'created',
      'compose/b/c.sh': 'created',
    })
    assert.is(statSync(join(folder, 'compose/b/c.sh')).mode & 0o111, 0o111)
    assert.is(statSync(join(folder, 'compose/a.yaml')).mode & 0o111, 0)
    const old = new Date('2020-01-02T03:04:05Z')
    for (const path of ['compose/a.yaml', 'compose/b/c.sh', '.mc.json']) utimesSync(join(folder, path), old, old)

    const again = await into(folder, [file('compose/b/c.sh', 'c\n', true), file('compose/a.yaml', 'a\n')])
    assert.equal(statuses(again), { 'compose/a.yaml': 'unchanged', 'compose/b/c.sh': 'unchanged' })
    for (const path of ['compose/a.yaml', 'compose/b/c.sh', '.mc.json'])
      assert.is(statSync(join(folder, path)).mtimeMs, old.getTime(), path)

    const [changed] = await into(folder, [file('compose/a.yaml', 'a\nb\n'), file('compose/b/c.sh', 'c\n', true)])
    assert.equal(changed, {
      target: 'compose',
      path: 'compose/a.yaml',
      status: 'updated',
      sha256: '911169ddaaf146aff539f58c26c489af3b892dff0fe283c1c264c65ae5aa59a2',
      added: 1,
      removed: 0,
    })
    assert.is(readFileSync(join(folder, 'compose/a.yaml'), 'utf8'), 'a\nb\n')
    assert.is(statSync(join(folder, 'compose/b/c.sh')).mtimeMs, old.getTime())
    assert.equal(Object.keys(readTree(folder)), ['.mc.json', 'compose/a.yaml', 'compose/b/c.sh'], 'nothing else is left behind')
  },
  'lists what it wrote with hashes': async () => {
    const folder = join(temporary(), 'out')
    await into(folder, [file('compose/a', 'hello\n')])
    await into(folder, [file('helm/b', '')], { targets: ['helm'] })
    assert.equal(JSON.parse(readFileSync(join(folder, '.mc.json'), 'utf8')), {
      version: 1,
      targets: {
        compose: { 'compose/a': '5891b5b522d5df086d0ff0b110fbd9d21bb4fc7163af34d08286a2e846f6be03' },
        helm: { 'helm/b': 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855' },
      },
    })
  },
  'a file that became executable is updated': async () => {
    const folder = temporary()
    await into(folder, [file('compose/a', 'x')])
    assert.equal(statuses(await into(folder, [file('compose/a', 'x', true)])), { 'compose/a': 'updated' })
    assert.equal(statuses(await into(folder, [file('compose/a', 'x', true)])), { 'compose/a': 'unchanged' })
  },
  'says where it replaces what somebody changed by hand': async () => {
    const folder = temporary()
    await into(folder, [file('compose/a', 'x\n')])
    writeFileSync(join(folder, 'compose/a'), 'mine\n')
    assert.is((await into(folder, [file('compose/a', 'y\n')]))[0]!.edited, true)
    assert.is((await into(folder, [file('compose/a', 'z\n')]))[0]!.edited, undefined)
  },
  'keeps what is stale until --prune, and what somebody changed for good': async () => {
    const folder = temporary({ 'compose/own.txt': 'of the user' })
    await into(folder, [file('compose/a', 'a'), file('compose/sub/b', 'b'), file('compose/sub/c', 'c')])
    const stale = await into(folder, [file('compose/a', 'a')])
    assert.equal(statuses(stale), { 'compose/a': 'unchanged', 'compose/sub/b': 'stale', 'compose/sub/c': 'stale' })
    writeFileSync(join(folder, 'compose/sub/c'), 'changed')
    const pruned = await into(folder, [file('compose/a', 'a')], { prune: true })
    assert.equal(statuses(pruned), { 'compose/a': 'unchanged', 'compose/sub/b': 'removed', 'compose/sub/c': 'kept' })
    assert.equal(Object.keys(readTree(folder)), ['.mc.json', 'compose/a', 'compose/own.txt', 'compose/sub/c'])
    assert.equal(
      statuses(await into(folder, [file('compose/a', 'a')], { prune: true })),
      { 'compose/a': 'unchanged', 'compose/sub/c': 'kept' },
      'and it is still known',
    )
    writeFileSync(join(folder, 'compose/sub/c'), 'c')
    await into(folder, [file('compose/a', 'a')], { prune: true })
    assert.equal(Object.keys(readTree(folder)), ['.mc.json', 'compose/a', 'compose/own.txt'])
    assert.not(existsSync(join(folder, 'compose/sub')), 'a folder that is empty now goes too')
  },
  'a stale file that is made again is no longer stale': async () => {
    const folder = temporary()
    await into(folder, [file('compose/a', 'a'), file('compose/b', 'b')])
    await into(folder, [file('compose/a', 'a')])
    assert.equal(statuses(await into(folder, [file('compose/a', 'a'), file('compose/b', 'b')])), {
      'compose/a': 'unchanged',
      'compose/b': 'unchanged',
    })
    rmSync(join(folder, 'compose/b'))
    assert.equal(
      statuses(await into(folder, [file('compose/a', 'a')])),
      { 'compose/a': 'unchanged' },
      'what the user has removed is not stale',
    )
  },
  'leaves the files of other targets alone': async () => {
    const folder = temporary()
    await into(folder, [file('helm/x', 'x')], { targets: ['helm'] })
    await into(folder, [file('compose/a', 'a')], { prune: true })
    assert.equal(Object.keys(readTree(folder)), ['.mc.json', 'compose/a', 'helm/x'])
  },
  'a dry run says the same and writes nothing': async () => {
    const folder = join(temporary(), 'out')
    assert.equal(statuses(await into(folder, [file('compose/a', 'a')], { dryRun: true })), { 'compose/a': 'created' })
    assert.not(existsSync(folder))
  },
  'all or nothing, whichever call the disk refuses': async () => {
    const before = { 'compose/a': 'old a', 'compose/b': 'old b', 'compose/gone': 'old', 'compose/own': 'of the user' }
    const after = [file('compose/a', 'new a'), file('compose/b', 'new b'), file('compose/new/deep/c', 'new c')]
    const prepare = async (): Promise<string> => {
      const folder = temporary()
      await into(
        folder,
        Object.entries(before)
          .filter(([path]) => path !== 'compose/own')
          .map(([path, text]) => file(path, text)),
      )
      writeTree(folder, { 'compose/own': before['compose/own'] })
      return folder
    }
    const counting = failing(-1, 'ENOSPC')
    await into(await prepare(), after, { prune: true }, counting.host)
    assert.ok(counting.calls() > 15, 'there is something to refuse')
    let refused = 0
    for (let call = 0; call < counting.calls(); call++) {
      const folder = await prepare()
      const tree = readTree(folder)
      const time = statSync(join(folder, 'compose/a')).mtimeMs
      try {
        await into(folder, after, { prune: true }, failing(call, 'ENOSPC').host)
        assert.is(readFileSync(join(folder, 'compose/new/deep/c'), 'utf8'), 'new c')
      } catch (error) {
        refused++
        assert.instance(error, Failure, String(error))
        const now = readTree(folder)
        // what lies in a folder of mc's own is rubbish at worst; the files are what counts
        for (const path of Object.keys(now)) if (path.startsWith('.mc-')) delete now[path]
        const isDone = now['compose/a'] === 'new a'
        if (isDone) assert.is(now['compose/new/deep/c'], 'new c')
        else {
          assert.equal(now, tree, `call ${call}`)
          assert.is(statSync(join(folder, 'compose/a')).mtimeMs, time, 'with its time stamp')
        }
      }
    }
    assert.ok(refused > 10)
  },
  'where the file system has no second names, files are moved instead': async () => {
    const folder = temporary()
    await into(folder, [file('compose/a', 'old')])
    const without: Host = {
      ...host,
      link: () => {
        throw systemError('ENOTSUP')
      },
    }
    await into(folder, [file('compose/a', 'new')], {}, without)
    assert.is(readFileSync(join(folder, 'compose/a'), 'utf8'), 'new')
    const broken: Host = {
      ...without,
      rename(from, to) {
        if (from.endsWith('.new')) throw systemError('EIO')
        host.rename(from, to)
      },
    }
    await failure(into(folder, [file('compose/a', 'newer')], {}, broken))
    assert.equal(readTree(folder)['compose/a'], 'new')
  },
  'names the folder of the old files where even bringing them back fails': async () => {
    const folder = temporary()
    await into(folder, [file('compose/a', 'old a'), file('compose/b', 'old b')])
    const files = [file('compose/a', 'new a'), file('compose/b', 'new b')]
    const messages = new Set<string>()
    for (let call = 0; call < 12; call++)
      messages.add((await failure(into(folder, files, {}, failing(call, 'EIO', true).host)).catch(() => new Error('')))?.message ?? '')
    assert.ok(
      [...messages].some((message) => /refused to bring the old files back too: those that are missing lie in .*\.mc-/.test(message)),
      [...messages].join('\n'),
    )
  },
  'says in one line why the disk refused': async () => {
    const cases = { ENOSPC: 'no space left on the disk', EACCES: 'permission denied', EROFS: 'the file system is read-only' }
    for (const [code, reason] of Object.entries(cases)) {
      const folder = join(temporary(), 'out')
      const error = await failure(into(folder, [file('compose/a', 'a')], {}, failing(0, code).host))
      assert.is(error.message, `cannot write out: ${reason}`)
      assert.not(existsSync(folder))
    }
  },
  'refuses an output folder that is a file, and files where folders must be': async () => {
    const folder = temporary({ out: '', 'x/compose': 'a file', 'y/compose/a/b': 'in a folder' })
    const message = async (path: string): Promise<string> => (await failure(into(join(folder, path), [file('compose/a', 'a')]))).message
    assert.is(await message('out'), 'cannot write out: it is a file, not a folder')
    assert.is(await message('out/deeper'), 'cannot write out: a part of the path is a file, not a folder')
    assert.is(await message('x'), 'cannot write out/compose/a: out/compose is not a folder')
    assert.is(await message('y'), 'cannot write out/compose/a: out/compose/a is not a file')
  },
  'follows no link out of its folder': async () => {
    const folder = temporary({ 'elsewhere/a': 'precious', 'x/.keep': '', 'y/compose/.keep': '', 'z/.keep': '' })
    symlinkSync(join(folder, 'elsewhere'), join(folder, 'x/compose'))
    symlinkSync(join(folder, 'elsewhere/a'), join(folder, 'y/compose/a'))
    symlinkSync(join(folder, 'nowhere'), join(folder, 'z/compose'))
    for (const out of ['x', 'y', 'z'])
      assert.match(
        (await failure(into(join(folder, out), [file('compose/a', 'a')]))).message,
        /is a link, and mc does not follow links out of its folder/,
      )
    assert.is(readFileSync(join(folder, 'elsewhere/a'), 'utf8'), 'precious')
    symlinkSync(join(folder, 'elsewhere'), join(folder, 'out'))
    await into(join(folder, 'out'), [file('compose/a', 'a')])
    assert.is(readFileSync(join(folder, 'elsewhere/compose/a'), 'utf8'), 'a', 'the folder that the user names may be a link')
  },
  'does not write through a second name of a file': async () => {
    const folder = temporary({ precious: 'precious', 'out/compose/.keep': '' })
    linkSync(join(folder, 'precious'), join(folder, 'out/compose/a'))
    await into(join(folder, 'out'), [file('compose/a', 'a')])
    assert.is(readFileSync(join(folder, 'precious'), 'utf8'), 'precious')
  },
  'believes its list only as far as mc could have written it': async () => {
    const folder = temporary({ victim: 'precious', 'out/compose/a': 'a' })
    const list = (targets: object): void => writeFileSync(join(folder, 'out/.mc.json'), JSON.stringify({ version: 1, targets }))
    const sha256 = '157fc55121ab2c59852c35d78aca98d840047e5d9668c423e4d3b146e1577901'
    list({ compose: { '../victim': sha256, 'compose/../../victim': sha256, '/victim': sha256, 'compose/a': 5 } })
    assert.equal(statuses(await into(join(folder, 'out'), [], { prune: true })), {})
    assert.ok(existsSync(join(folder, 'victim')))
    for (const text of ['{', '[]', '{"version": 2, "targets": {}}', '{"version": 1}']) {
      writeFileSync(join(folder, 'out/.mc.json'), text)
      assert.match((await failure(into(join(folder, 'out'), [file('compose/a', 'b')]))).message, /its \.mc\.json is not one that mc wrote/)
    }
    assert.is(readFileSync(join(folder, 'out/compose/a'), 'utf8'), 'a')
  },
  'a path that leads outside, and two files of one path, are bugs': async () => {
    for (const path of ['../a', '/a', 'compose/../../a', 'compose//a', 'compose/./a', 'C:/a', 'compose\\a', 'compose/a\0', '']) {
      const error = await failure(into(temporary(), [{ target: 'compose', path, text: '' }]))
      assert.not.instance(error, Failure, path)
    }
    for (const second of ['compose/a', 'compose/A', 'compose/a/b'])
      assert.not.instance(await failure(into(temporary(), [file('compose/a', ''), file(second, '')])), Failure)
  },
  'compares bytes': async () => {
    const folder = temporary()
    mkdirSync(join(folder, 'compose'))
    writeFileSync(join(folder, 'compose/a'), Buffer.from([0xff, 0x0a]))
    assert.equal(statuses(await into(folder, [file('compose/a', '\ufffd\n')])), { 'compose/a': 'updated' })
    assert.equal([...readFileSync(join(folder, 'compose/a'))], [0xef, 0xbf, 0xbd, 0x0a])
  },
  'a file without permission to read is said so': async () => {
    const folder = temporary({ 'compose/a': 'x' })
    chmodSync(join(folder, 'compose/a'), 0o644)
    const unreadable: Host = {
      ...host,
      read: () => {
        throw systemError('EACCES')
      },
    }
    assert.is((await failure(into(folder, [file('compose/a', 'y')], {}, unreadable))).message, 'cannot write out: permission denied')
    assert.ok(lstatSync(join(folder, 'compose/a')).isFile())
  },
})

tests('counting changes', {
  'gives the fewest lines': () => {
    const of = (a: string, b: string): string => {
      const { added, removed } = countChanges([...a].join('\n'), [...b].join('\n'))
      return `+${added} -${removed}`
    }
    assert.is(of('abc', 'abc'), '+0 -0')
    assert.is(of('abc', 'axc'), '+1 -1')
    assert.is(of('abcabba', 'cbabac'), '+2 -3')
    assert.is(of('abc', 'cab'), '+1 -1')
    assert.is(of('ac', 'abc'), '+1 -0')
  },
  'agrees with the longest common subsequence': () => {
    const text = fc.array(fc.constantFrom('a', 'b', 'c'), { minLength: 1, maxLength: 14 })
    fc.assert(
      fc.property(text, text, (a, b) => {
        const common = longestCommon(a, b)
        assert.equal(countChanges(a.join('\n'), b.join('\n')), { added: b.length - common, removed: a.length - common })
      }),
    )
  },
  'does not take for ever over two long texts without a line in common': () => {
    const long = (letter: string): string => Array.from({ length: 20_000 }, (_, index) => `${letter}${index}`).join('\n')
    assert.equal(countChanges(long('a'), long('b')), { added: 20_000, removed: 20_000 })
  },
})

/** By the textbook's table, which is slow and plain. */
function longestCommon(a: readonly string[], b: readonly string[]): number {
  const table = Array.from({ length: a.length + 1 }, () => new Array<number>(b.length + 1).fill(0))
  for (let i = 1; i <= a.length; i++)
    for (let j = 1; j <= b.length; j++)
      table[i]![j] = a[i - 1] === b[j - 1] ? table[i - 1]![j - 1]! + 1 : Math.max(table[i - 1]![j]!, table[i]![j - 1]!)
  return table[a.length]![b.length]!
}

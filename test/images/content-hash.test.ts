import { chmodSync, mkdirSync, renameSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import * as assert from 'uvu/assert'
import { type Host, nodeHost } from '../../src/host.js'
import { tagAll } from '../../src/images/build-images.js'
import { contentTag } from '../../src/images/content-hash.js'
import type { ImageBuild } from '../../src/images/list-builds.js'
import type { BakeTarget } from '../../targets/compose/build/bake-file.js'
import { root, temporary, tests, writeTree } from '../harness.js'

const host = nodeHost(pathToFileURL(`${root}/`))
const files = { Dockerfile: 'FROM scratch\nCOPY . /\n', 'a.txt': 'a', 'sub/b.txt': 'b' }
const build = (target: BakeTarget, name = 'web'): ImageBuild => ({ name, service: name, image: name, target })
const tagOf = (context: string, more: BakeTarget = {}, all: readonly ImageBuild[] = []): Promise<string> =>
  contentTag(build({ context, ...more }), all, host)

/** Tells whether a change of the folder or of the target changes the tag. */
async function changes(
  change: (folder: string) => void,
  more: BakeTarget = {},
  extra: Readonly<Record<string, string>> = {},
): Promise<boolean> {
  const folder = temporary({ ...files, ...extra })
  const before = await tagOf(folder, more)
  change(folder)
  return before !== (await tagOf(folder, more))
}

tests('content hash', {
  'is the same for the same sources anywhere, whatever their age': async () => {
    const [one, two] = [temporary(files), temporary(files)]
    utimesSync(join(two, 'a.txt'), 1, 1)
    assert.is(await tagOf(one), await tagOf(two))
    assert.match(await tagOf(one), /^src-[0-9a-f]{12}$/)
    // a tag that changes with mc itself would build everything again
    assert.is(await tagOf(one), 'src-e58ab067cf09')
  },
  'changes with bytes, names, links and the executable bit': async () => {
    assert.ok(await changes((folder) => writeFileSync(join(folder, 'a.txt'), 'b')))
    assert.ok(await changes((folder) => renameSync(join(folder, 'a.txt'), join(folder, 'c.txt'))))
    assert.ok(await changes((folder) => rmSync(join(folder, 'sub'), { recursive: true })))
    assert.ok(await changes((folder) => chmodSync(join(folder, 'a.txt'), 0o755)))
    assert.ok(await changes((folder) => symlinkSync('a.txt', join(folder, 'link'))))
    assert.not.ok(await changes((folder) => chmodSync(join(folder, 'a.txt'), 0o600)))
    assert.not.ok(await changes((folder) => mkdirSync(join(folder, 'empty'))))
  },
  'files cannot be moved into each other': async () => {
    const folders = [{ a: 'xy', b: '' }, { a: 'x', b: 'y' }, { ab: 'xy' }].map((tree) => temporary({ Dockerfile: 'FROM scratch', ...tree }))
    assert.is(new Set(await Promise.all(folders.map((folder) => tagOf(folder)))).size, 3)
  },
  'what is ignored does not count, and what ignores counts by its effect': async () => {
    const ignore = { '.dockerignore': '.dockerignore\n*.log\nnode_modules\n' }
    assert.not.ok(await changes((folder) => writeTree(folder, { 'x.log': '1', 'node_modules/y': '2' }), {}, ignore))
    assert.not.ok(await changes((folder) => writeFileSync(join(folder, '.dockerignore'), '.dockerignore\n*.log\n# more\n'), {}, ignore))
    assert.ok(await changes((folder) => writeFileSync(join(folder, '.dockerignore'), '.dockerignore\n*.txt\n'), {}, ignore))
    const own = { 'Dockerfile.dockerignore': '*.txt\nDockerfile.dockerignore', '.dockerignore': 'nothing' }
    assert.not.ok(
      await changes((folder) => writeFileSync(join(folder, 'a.txt'), 'b'), {}, own),
      'the ignore file of the Dockerfile comes first',
    )
  },
  'the Dockerfile counts wherever it lies': async () => {
    const edit = (folder: string): void => writeFileSync(join(folder, 'deploy/web.Dockerfile'), 'FROM busybox')
    const tree = { 'deploy/web.Dockerfile': 'FROM scratch', '.dockerignore': 'deploy' }
    assert.ok(await changes(edit, { dockerfile: 'deploy/web.Dockerfile' }, tree))
    assert.not.ok(await changes(edit, {}, tree))
    const outside = temporary({ 'x/Dockerfile': 'FROM scratch', 'context/a': '1' })
    const before = await tagOf(join(outside, 'context'), { dockerfile: '../x/Dockerfile' })
    writeFileSync(join(outside, 'x/Dockerfile'), 'FROM busybox')
    assert.is.not(before, await tagOf(join(outside, 'context'), { dockerfile: '../x/Dockerfile' }))
  },
  'fields that decide the image count, names and caches do not': async () => {
    const folder = temporary(files)
    const bare = await tagOf(folder)
    for (const more of [
      { target: 'x' },
      { args: { A: '1' } },
      { labels: { a: 'b' } },
      { platforms: ['linux/arm64'] },
      { network: 'none' },
      { 'dockerfile-inline': 'FROM scratch' },
    ])
      assert.is.not(await tagOf(folder, more), bare, JSON.stringify(more))
    for (const more of [{ tags: ['x'] }, { 'cache-from': ['y'] }, { 'no-cache': true }, { pull: true }])
      assert.is(await tagOf(folder, more), bare, JSON.stringify(more))
    assert.is(await tagOf(folder, { args: { A: '1', B: '2' } }), await tagOf(folder, { args: { B: '2', A: '1' } }))
    const secret = (src: string): BakeTarget => ({ secret: [`id=key,type=file,src=${src}`] })
    assert.is(await tagOf(folder, secret('/a')), await tagOf(folder, secret('/b')))
  },
  'further contexts count: folders, other targets, addresses': async () => {
    const folder = temporary(files)
    const other = temporary({ x: '1' })
    const withOther = (): Promise<string> => tagOf(folder, { contexts: { lib: other } })
    const before = await withOther()
    writeFileSync(join(other, 'x'), '2')
    assert.is.not(await withOther(), before)
    const base = build({ context: other, 'dockerfile-inline': 'FROM scratch' }, 'base')
    const onBase = (): Promise<string> => tagOf(folder, { contexts: { base: 'target:base' } }, [base])
    const first = await onBase()
    writeFileSync(join(other, 'x'), '3')
    assert.is.not(await onBase(), first)
    const circle = build({ context: folder, contexts: { web: 'target:web' } }, 'loop')
    assert.ok(
      await tagOf(folder, { contexts: { loop: 'target:loop' } }, [circle, build({ context: folder, contexts: { loop: 'target:loop' } })]),
    )
    assert.is.not(await tagOf('https://example.com/a.git'), await tagOf('https://example.com/b.git'))
  },
  'what git and mc write beside the sources does not count': async () => {
    const written = { '.git/HEAD': 'x', '.mc/dev/a': 'y', 'mc.images.json': '{}', 'out/.mc.json': '{}', 'out/compose/compose.yaml': 'z' }
    assert.not.ok(await changes((folder) => writeTree(folder, written)))
  },
  'a folder that several images are built from is read once': async () => {
    const folder = temporary(files)
    let reads = 0
    const counting: Host = {
      ...host,
      pieces(path) {
        reads++
        return host.pieces(path)
      },
    }
    const builds = ['a', 'b', 'c'].map((name) => build({ context: folder, args: { name } }, name))
    const { tagged } = await tagAll(builds, counting)
    // the Dockerfile is also a file of the folder
    assert.equal([new Set(tagged.map(({ tag }) => tag)).size, reads], [3, 3 + builds.length])
  },
  'a file of any size is read in pieces, and a missing context is said': async () => {
    const folder = temporary(files)
    writeFileSync(join(folder, 'big'), new Uint8Array(5_000_000))
    const once = await tagOf(folder)
    writeFileSync(join(folder, 'big'), new Uint8Array(5_000_001))
    assert.is.not(await tagOf(folder), once)
    await tagOf(join(folder, 'nowhere')).then(assert.unreachable, (error: Error) =>
      assert.match(error.message, /^there is no (Dockerfile|folder)/),
    )
    rmSync(join(folder, 'Dockerfile'))
    await tagOf(folder).then(assert.unreachable, (error: Error) => assert.match(error.message, 'there is no Dockerfile at '))
  },
})

// Runs commands of the built mc on a lattice, one after the other in this process, until somebody ends it:
//   lattice-writer.mjs <mc.js> <folder> <seed>
// Begins at the first byte on standard input, when all is loaded and the lattice was listed once.
// Says on file descriptor 3 what it begins (`begin put …`) and how that ended (`end <exit code> <revision> <errors>`).
import { existsSync, mkdirSync, readFileSync, writeFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'

const [, , mc, folder, seed] = process.argv
mkdirSync(join(folder, 'apps'), { recursive: true })
process.chdir(folder)
process.stdout.write = () => true
// each run of the entry listens anew
for (const stream of [process.stdout, process.stderr]) stream.setMaxListeners(0)
const errors = []
process.stderr.write = (text) => errors.push(String(text)) > 0

let state = Number(seed) >>> 0
let turn = 0
// once in a lattice of its own: what is loaded for the first time takes longer than all the rest
for (const args of [['put', ...['platform', 'orders', 'shop'].map(file)], ['list']]) await run([...args, '--lattice', `dir:warm-${seed}`])
const ready = await run(['list'])
if (ready !== 0) tellEnd(ready)
process.stdin.once('data', async () => {
  for (;;) {
    const args = next()
    writeSync(3, `begin ${args.join(' ')}\n`)
    errors.length = 0
    tellEnd(await run(args))
  }
})

function tellEnd(code) {
  const head = join('.mc', 'lattice.jsonl')
  const revision = existsSync(head) ? JSON.parse(readFileSync(head, 'utf8').split('\n')[0]).revision : 0
  writeSync(3, `end ${code} ${revision} ${code > 1 ? JSON.stringify(errors.join('').slice(0, 500)) : ''}\n`)
}

/** The bundle is loaded once; its entry, which reads the arguments, each time. */
async function run(args) {
  process.argv = [process.execPath, mc, ...args]
  process.exitCode = undefined
  await import(`${mc}?${turn++}`)
  return process.exitCode ?? 0
}

function next() {
  const names = ['platform', 'orders', 'shop']
  const name = names[random(3)]
  switch (random(10)) {
    case 0:
    case 1:
    case 2:
      return ['put', file(name)]
    case 3:
      return ['put', ...names.map(file)]
    case 4:
    case 5:
      return ['deploy', name]
    case 6:
      return ['deploy', ...names]
    case 7:
      return ['undeploy', name, '--strategy', 'weakchild']
    case 8:
      return ['undeploy', ...names, '--strategy', 'destructive', '--yes']
    default:
      return random(3) === 0 ? ['delete', name, '--strategy', 'weakchild'] : ['rollback', name]
  }
}

/** Writes a manifest that no run wrote before: each put is a new version. */
function file(name) {
  const path = join('apps', `${name}.yaml`)
  const uses =
    name === 'platform'
      ? ''
      : `      traits:
        - type: link
          properties: {name: cache, target: {name: cache}}
    - name: cache
      type: webservice
      properties:
        application: {name: platform, component: cache}
`
  const shared = name === 'platform' ? '\n    experimental.wasmcloud.dev/shared: "true"' : ''
  writeFileSync(
    path,
    `apiVersion: core.oam.dev/v1beta1
kind: Application
metadata:
  name: ${name}
  annotations:
    version: v${seed}-${turn}${shared}
spec:
  components:
    - name: ${name === 'platform' ? 'cache' : 'api'}
      type: webservice
      properties:
        image: registry.example.com/${name}:${seed}-${turn}
        ports: [{port: 6379, name: redis}]
${uses}`,
  )
  return path
}

/** A small generator (mulberry32), so that a seed tells the same story. */
function random(below) {
  state = (state + 0x6d2b79f5) >>> 0
  let mixed = Math.imul(state ^ (state >>> 15), state | 1)
  mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
  return ((mixed ^ (mixed >>> 14)) >>> 0) % below
}

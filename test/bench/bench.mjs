// Prints the cost of mc as ratios taken in one run, so that they mean the same on every machine.
//   bench.mjs [--quick]    --quick leaves out the lattice of 10,000
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { cpus, homedir, tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { measureStore } from './lattice-store.mjs'
import { makeLattice } from './make-lattice.mjs'

const root = fileURLToPath(new URL('../../', import.meta.url))
const mc = join(root, 'dist/mc.js')
const scratch = mkdtempSync(join(tmpdir(), 'mc-bench-'))
process.on('exit', () => rmSync(scratch, { recursive: true, force: true }))
const quick = process.argv.includes('--quick')
const goals = []
/** Where `test/engines/kubernetes.sh` puts Helm. */
const engines = join(process.env.ENGINES ?? join(homedir(), '.cache/mc-engines'), 'bin')

console.log(`node ${process.versions.node}, ${cpus().length} cores`)
const one = join(root, 'examples/01-hello')
const out = join(scratch, 'out')
startUp('mc validate, one manifest', [mc, 'validate', one], 2.0)
startUp('mc render -t compose, one application', [mc, 'render', one, '-t', 'compose', '-o', out])

charts()
measureStore({ mc, scratch, size: quick ? 1000 : 10_000, goal })

const sizes = quick ? [10, 100, 1000] : [10, 100, 1000, 10_000]
for (const command of ['validate', 'render']) {
  const perApplication = {}
  let total = 0
  for (const size of sizes) {
    const folder = join(scratch, `lattice-${size}`)
    if (command === 'validate') makeLattice(folder, size)
    const args =
      command === 'validate' ? [mc, 'validate', folder] : [mc, 'render', folder, '-t', 'compose', '-o', join(scratch, `out-${size}`), '-q']
    const runs = Array.from({ length: size >= 10_000 ? 1 : 3 }, () => time(args)).sort((a, b) => a.seconds - b.seconds)
    const { seconds, peak, status } = runs[Math.floor(runs.length / 2)]
    if (status !== 0) throw new Error(`mc ${command} ended with ${status} on a lattice of ${size}`)
    perApplication[size] = seconds / size
    total = seconds
    console.log(
      `mc ${command}, ${size} applications: ${seconds.toFixed(2)} s, ${((seconds / size) * 1000).toFixed(2)} ms each, peak ${(peak / 1024).toFixed(0)} MiB`,
    )
    if (size === 10_000) goal(`peak memory of ${command} of 10,000`, peak / 1024, 2048, 'MiB')
  }
  if (!quick) goal(`${command}: time per application, 10,000 against 1,000`, perApplication[10_000] / perApplication[1000], 1.3)
  goals.push({ total, command })
}
if (!quick)
  goal(
    'validate and render of 10,000',
    goals.filter(({ total }) => total).reduce((sum, { total }) => sum + total, 0),
    30,
    's',
  )
console.log(goals.some(({ missed }) => missed) ? 'a goal was missed' : 'every goal was met')

/** The chart of three services, and beside it what other programs need for as much, where they are here. */
function charts() {
  const services = join(root, 'test/bench/three-services')
  const folder = join(scratch, 'charts')
  const render = (target) => [process.execPath, mc, 'render', services, '-t', target, '-o', folder, '-q']
  for (const target of ['helm', 'compose']) spawnSync(render(target)[0], render(target).slice(1))
  const peers = [
    ['helm template of it', ['helm', 'template', 'shop', join(folder, 'helm/shop')]],
    [
      'kompose convert of its Compose file',
      ['kompose', 'convert', '-f', join(folder, 'compose/compose.yaml'), '-o', join(scratch, 'kompose')],
    ],
  ]
  startUp('mc render -t helm, three services', render('helm').slice(1))
  for (const [title, command] of peers) {
    if (seconds(command) === undefined) {
      console.log(`  beside ${title}: ${command[0]} is not here`)
      continue
    }
    const ratios = Array.from({ length: 15 }, () => seconds(render('helm')) / seconds(command)).sort((a, b) => a - b)
    goal(`mc render -t helm against ${title}`, ratios[7], 1, 'times')
  }
}

/** Wall time of a command; undefined where it is not there or fails. */
function seconds([program, ...args]) {
  const start = process.hrtime.bigint()
  const { status } = spawnSync(program, args, {
    stdio: 'ignore',
    cwd: scratch,
    env: { ...process.env, PATH: `${engines}:${process.env.PATH}` },
  })
  return status === 0 ? Number(process.hrtime.bigint() - start) / 1e9 : undefined
}

function startUp(title, args, limit) {
  const ratios = []
  for (let run = 0; run < 15; run++) ratios.push(time(args).seconds / time(['-e', '0']).seconds)
  ratios.sort((a, b) => a - b)
  const ratio = ratios[7]
  console.log(`${title}: ${ratio.toFixed(2)} times node -e 0 (${ratios[0].toFixed(2)} to ${ratios[14].toFixed(2)})`)
  if (limit !== undefined) goal(title, ratio, limit)
}

function goal(title, value, limit, unit = '') {
  const missed = value > limit
  goals.push({ missed })
  console.log(`  goal: ${title} ${value.toFixed(2)} ${unit} of at most ${limit} ${unit}: ${missed ? 'MISSED' : 'met'}`)
}

function time(args) {
  const measured = args[0] === mc && args[2].startsWith(scratch)
  const peakFile = join(scratch, 'peak')
  const start = process.hrtime.bigint()
  const { status } = spawnSync(
    process.execPath,
    measured ? ['--import', fileURLToPath(new URL('./peak.mjs', import.meta.url)), ...args] : args,
    {
      stdio: 'ignore',
      cwd: scratch,
      env: { ...process.env, MC_PEAK: peakFile },
    },
  )
  const seconds = Number(process.hrtime.bigint() - start) / 1e9
  return { seconds, status, peak: measured ? Number(readFileSync(peakFile, 'utf8')) : 0 }
}

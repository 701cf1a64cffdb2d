// Measures `mc dev` on the Docker engine of this machine, beside plain `docker compose watch` in the same run.
//   - from an edit of a source to the answer that shows it, median of five
//   - what `mc dev` and the programs that it keeps take when nothing happens
//   - the time of `mc render` of one application beside `docker compose config` of the result
import { spawn, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { cpus, tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const mc = fileURLToPath(new URL('../../dist/mc.js', import.meta.url))
const edits = 5
const idleSeconds = 20
const scratch = mkdtempSync(join(tmpdir(), 'mc-dev-'))
const cleanUps = [() => rmSync(scratch, { recursive: true, force: true })]
process.on('exit', () => {
  for (const cleanUp of cleanUps.toReversed()) cleanUp()
})
let missed = false

if (
  spawnSync('docker', ['info'], { stdio: 'ignore' }).status !== 0 ||
  spawnSync('docker', ['compose', 'version'], { stdio: 'ignore' }).status !== 0
) {
  console.log('bench:dev needs a Docker engine with Compose, and none answers (test/engines/docker.sh start)')
  process.exit(0)
}
console.log(`node ${process.versions.node}, ${cpus().length} cores`)

renderBesideConfig()
const port = await freePort()
const folder = join(scratch, 'lattice')
writeProject(folder, port)
const [ours, idle] = await underMc()
const theirs = await underCompose()
report('sync', ours.sync, theirs.sync, 2)
report('sync+restart', ours.restart, theirs.restart)
goal('idle: processor time of mc dev and what it keeps', idle.percent, 1, '% of a core')
console.log(`idle: ${idle.parts.join(', ')}`)
goal('idle: memory of mc dev and what it keeps, shared pages counted by share', idle.megabytes, 150, 'MB')
console.log(`idle: ${idle.resident.toFixed(0)} MB where every shared page is counted for each process`)
console.log(missed ? 'a goal was missed' : 'every goal was met')

/** A site that is synced and a program that is restarted, as an application and as a Compose file written by hand. */
function writeProject(folder, port) {
  const files = {
    'site.yaml': `apiVersion: core.oam.dev/v1beta1
kind: Application
metadata: {name: bench}
spec:
  components:
    - name: site
      type: webservice
      properties:
        build: {context: site}
        ports: [{port: ${port}, name: http, expose: true}]
        develop:
          watch:
            - {path: site/pages, action: sync, target: /pages}
            - {path: site/settings, action: sync+restart, target: /settings}
`,
    'hand/compose.yaml': `name: bench-hand-${process.pid}
services:
  site:
    build: {context: ../site}
    ports: ["127.0.0.1:${port}:${port}"]
    init: true
    develop:
      watch:
        - {path: ../site/pages, action: sync, target: /pages}
        - {path: ../site/settings, action: sync+restart, target: /settings}
`,
    'site/Dockerfile': `FROM busybox:1
COPY settings /settings
COPY pages /pages
CMD ["sh", "-c", "cp /settings/settings.txt /pages/settings.txt; exec httpd -f -p ${port} -h /pages"]
`,
    'site/pages/page.txt': '0\n',
    'site/settings/settings.txt': '0\n',
  }
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
}

async function underMc() {
  const name = `bench-mc-${process.pid}`
  const child = spawn(process.execPath, [mc, 'dev', 'site.yaml', '--set', `compose.name=${name}`], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  cleanUps.push(() =>
    spawnSync('docker', ['compose', '-p', name, 'down', '--volumes', '--timeout', '1'], { cwd: scratch, stdio: 'ignore' }),
  )
  cleanUps.push(() => child.kill('SIGKILL'))
  cleanUps.push(() => {
    const { stdout } = spawnSync('docker', ['images', '--format', '{{.Repository}}:{{.Tag}}', 'bench-site'], { encoding: 'utf8' })
    spawnSync('docker', ['image', 'rm', ...stdout.split('\n').filter((name) => name !== '')], { stdio: 'ignore' })
  })
  await says(child, /ready after/)
  const times = await measure()
  const idle = await idleUse(child.pid)
  child.kill('SIGINT')
  await new Promise((done) => child.once('close', done))
  return [times, idle]
}

async function underCompose() {
  const cwd = join(folder, 'hand')
  const down = () => spawnSync('docker', ['compose', 'down', '--volumes', '--rmi', 'local', '--timeout', '1'], { cwd, stdio: 'ignore' })
  cleanUps.push(down)
  const { status, stderr } = spawnSync('docker', ['compose', 'up', '--build', '--detach', '--wait'], { cwd, encoding: 'utf8' })
  if (status !== 0) throw new Error(stderr)
  const child = spawn('docker', ['compose', 'watch', '--no-up'], { cwd, stdio: ['ignore', 'pipe', 'pipe'] })
  cleanUps.push(() => child.kill('SIGKILL'))
  await says(child, /Watch enabled/)
  const times = await measure()
  child.kill('SIGINT')
  return times
}

/** Seconds from an edit to the answer that shows it. */
async function measure() {
  const sync = []
  const restart = []
  await live('page.txt', readFileSync(join(folder, 'site/pages/page.txt'), 'utf8').trim())
  for (let edit = 1; edit <= edits; edit++) {
    sync.push(await timed('pages/page.txt', 'page.txt'))
    restart.push(await timed('settings/settings.txt', 'settings.txt'))
  }
  return { sync: median(sync), restart: median(restart) }
}

async function timed(file, path) {
  // edits of people do not follow one another at once
  await new Promise((done) => setTimeout(done, 700))
  const text = `${process.hrtime.bigint()}`
  const start = process.hrtime.bigint()
  writeFileSync(join(folder, 'site', file), `${text}\n`)
  await live(path, text)
  return Number(process.hrtime.bigint() - start) / 1e9
}

async function live(path, text) {
  for (const end = Date.now() + 60_000; Date.now() < end; ) {
    const answer = await fetch(`http://127.0.0.1:${port}/${path}`, { signal: AbortSignal.timeout(1000), headers: { connection: 'close' } })
      .then((response) => response.text())
      .catch(() => '')
    if (answer.trim() === text) return
    await new Promise((done) => setTimeout(done, 15))
  }
  throw new Error(`${path} never shows ${text}`)
}

/** What a process and its descendants take while nothing happens (Linux: /proc). */
async function idleUse(pid) {
  const before = new Map(family(pid).map((member) => [member.pid, member.ticks]))
  await new Promise((done) => setTimeout(done, idleSeconds * 1000))
  const members = family(pid)
  // clock ticks are hundredths of a second on every Linux that Node runs on
  const ticks = members.reduce((sum, member) => sum + member.ticks - (before.get(member.pid) ?? 0), 0)
  return {
    percent: ticks / idleSeconds,
    megabytes: members.reduce((sum, { proportional }) => sum + proportional, 0) / 1024,
    resident: members.reduce((sum, { resident }) => sum + resident, 0) / 1024,
    parts: members.map(
      ({ name, proportional, resident }) => `${name} ${(proportional / 1024).toFixed(0)} MB (${(resident / 1024).toFixed(0)} resident)`,
    ),
  }
}

function family(root) {
  const all = readdirSync('/proc').flatMap((entry) => (/^\d+$/.test(entry) ? readProcess(Number(entry)) : []))
  const members = []
  for (let wave = all.filter(({ pid }) => pid === root); wave.length > 0; ) {
    members.push(...wave)
    wave = all.filter(({ parent }) => wave.some(({ pid }) => pid === parent))
  }
  return members
}

function readProcess(pid) {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ')
    const memory = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8')
    const words = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0')
    const kilobytes = (key) => Number(new RegExp(`^${key}: +(\\d+)`, 'm').exec(memory)?.[1] ?? 0)
    const name = words.includes('events') ? 'docker events' : words.includes('watch') ? `${words[0].split('/').at(-1)} watch` : 'mc dev'
    return [
      {
        pid,
        parent: Number(fields[1]),
        ticks: Number(fields[11]) + Number(fields[12]),
        name,
        proportional: kilobytes('Pss'),
        resident: kilobytes('Rss'),
      },
    ]
  } catch {
    // it has ended meanwhile, or is not ours to look into
    return []
  }
}

function renderBesideConfig() {
  const example = fileURLToPath(new URL('../../examples/02-links', import.meta.url))
  const out = join(scratch, 'out')
  const render = []
  const config = []
  const start = []
  for (let run = 0; run < 9; run++) {
    start.push(seconds(process.execPath, ['-e', '0']))
    render.push(seconds(process.execPath, [mc, 'render', example, '-t', 'compose', '-o', out, '-q']))
    config.push(seconds('docker', ['compose', '-f', join(out, 'compose', 'compose.yaml'), 'config', '--quiet']))
  }
  const [ours, theirs] = [median(render), median(config)]
  console.log(
    `mc render of one application: ${ours.toFixed(3)} s; docker compose config of the result: ${theirs.toFixed(3)} s; Node alone starts in ${median(start).toFixed(3)} s`,
  )
  goal('render beside docker compose config', ours / theirs, 1, 'times')
}

function seconds(program, words) {
  const start = process.hrtime.bigint()
  const { status } = spawnSync(program, words, { stdio: 'ignore', cwd: scratch })
  if (status !== 0) throw new Error(`${program} ${words.join(' ')} ended with ${status}`)
  return Number(process.hrtime.bigint() - start) / 1e9
}

function report(what, ours, theirs, limit) {
  console.log(
    `${what}: ${ours.toFixed(2)} s under mc dev, ${theirs.toFixed(2)} s under docker compose watch: ${(ours / theirs).toFixed(2)} times`,
  )
  if (limit !== undefined) goal(`${what}: from edit to live answer`, ours, limit, 's')
}

function goal(title, value, limit, unit) {
  if (value > limit) missed = true
  console.log(`  goal: ${title} ${value.toFixed(2)} of at most ${limit} ${unit}: ${value > limit ? 'MISSED' : 'met'}`)
}

function median(values) {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]
}

function says(child, pattern) {
  return new Promise((resolve, reject) => {
    let text = ''
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk) => {
        text += chunk
        if (pattern.test(text)) resolve()
      })
    child.once('close', (code) => reject(new Error(`ended with ${code}: ${text}`)))
  })
}

function freePort() {
  return new Promise((resolve) => {
    const server = createServer()
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address()
      server.close(() => resolve(port))
    })
  })
}

import { spawnSync } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { makeLattice } from './make-lattice.mjs'

/**
 * Measures the lattice in a folder: what a command costs among `size` applications that are put and deployed there, and how its files grow.
 * The lattice is made by the store itself, by one `put` and one `deploy`.
 */
export function measureStore({ mc, scratch, size, goal }) {
  const small = makeStore(size / 10)
  const large = makeStore(size)
  const bytes = (store) => sizeOf(store) / (store === large ? size : size / 10)
  console.log(`dir: of ${size} applications: ${(bytes(large) / 1024).toFixed(2)} KiB for each of them`)
  goal(`files of dir:, bytes for an application, ${size} against ${size / 10}`, bytes(large) / bytes(small), 1.1)

  // a manifest of the lattice itself that others refer to, as a new version each time
  let version = 0
  const file = join(scratch, 'put', 'platform-1.yaml')
  const text = readFileSync(join(scratch, `manifests-${size}`, 'group-0000', 'app-00010.yaml'), 'utf8')
  const next = () => writeFileSync(file, text.replace('v1.0.0', `v2.${version++}.0`))
  mkdirSync(join(scratch, 'put'))
  next()
  seconds(['put', file, '--lattice', `dir:${large}`])
  const ratios = Array.from({ length: 11 }, () => {
    const alone = seconds(['validate', file])
    next()
    return seconds(['put', file, '--lattice', `dir:${large}`]) / alone
  }).sort((a, b) => a - b)
  goal(`put into dir: of ${size} against validate of that file`, ratios[5], 3, 'times')
  const explained = Array.from({ length: 5 }, () =>
    seconds(['undeploy', 'platform-1', '--strategy', 'weakchild', '--explain', '--lattice', `dir:${large}`]),
  )
  goal(`undeploy --explain in dir: of ${size}`, explained.sort((a, b) => a - b)[2], 1, 's')

  /** Puts and deploys that many applications, gives the folder. */
  function makeStore(count) {
    const [manifests, store] = [join(scratch, `manifests-${count}`), join(scratch, `store-${count}`)]
    makeLattice(manifests, count)
    seconds(['put', manifests, '--lattice', `dir:${store}`])
    const names = Array.from({ length: count }, (_, index) => (index % 10 === 0 ? `platform-${index / 10}` : `app-${index}`))
    seconds(['deploy', ...names, '--lattice', `dir:${store}`])
    return store
  }

  function seconds(args) {
    const start = process.hrtime.bigint()
    const { status, stderr } = spawnSync(process.execPath, [mc, ...args, '-q'], { stdio: ['ignore', 'ignore', 'pipe'], cwd: scratch })
    if (status !== 0) throw new Error(`mc ${args.join(' ').slice(0, 200)} ended with ${status}: ${stderr}`)
    return Number(process.hrtime.bigint() - start) / 1e9
  }
}

/** Bytes of all files. */
function sizeOf(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0)
}

import { randomBytes } from 'node:crypto'
import { readFileSync, readlinkSync } from 'node:fs'
import { hostname } from 'node:os'
import { systemCode } from '../../failure.js'

/** Who holds a lock: a process that cannot be taken for another one, whatever numbers are given again. */
export interface LockHolder {
  /** Names this holding of the lock, once and for all: hexadecimal. */
  readonly id: string
  readonly pid: number
  /** When the process began, as the kernel counts; empty where it does not say. */
  readonly start: string
  /** The kernel's name of its own run. */
  readonly boot: string
  /** The space in which the number counts: two containers have a process 7 each. */
  readonly space: string
  readonly machine: string
  readonly host: string
  /** When the lock was taken: RFC 3339, UTC. */
  readonly at: string
}

/** Says who this process is, as holder of a lock that it is about to take. */
export function thisHolder(now: Date): LockHolder {
  return {
    id: randomBytes(8).toString('hex'),
    pid: process.pid,
    start: startOf('self') ?? '',
    boot: textOf('/proc/sys/kernel/random/boot_id'),
    space: linkOf('/proc/self/ns/pid'),
    machine: textOf('/etc/machine-id'),
    host: hostname(),
    at: now.toISOString(),
  }
}

/**
 * Says whether a holder is gone for sure. Of a process on another machine, or in another container, nothing is known: it counts as being there.
 * `self` is anything that this process would be.
 */
export function isGone(holder: LockHolder, self: LockHolder): boolean {
  if (holder.boot !== self.boot) return isFormerRun(holder, self)
  if (holder.space !== self.space || holder.host !== self.host) return false
  try {
    process.kill(holder.pid, 0)
  } catch (error) {
    // EPERM: it is there, and somebody else's
    if (systemCode(error) === 'ESRCH') return true
  }
  const start = startOf(String(holder.pid))
  return start !== undefined && holder.start !== '' && start !== holder.start
}

/** Reads what `takeLock` wrote; undefined where it is none of that. */
export function parseHolder(text: string): LockHolder | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return isHolder(value) ? value : undefined
  } catch {
    return undefined
  }
}

/** The same machine, started again since: none of its processes is left. Two machines may share a name, so that both have to agree. */
function isFormerRun(holder: LockHolder, self: LockHolder): boolean {
  return holder.machine !== '' && holder.machine === self.machine && holder.host === self.host
}

/** The 22nd field of /proc/<pid>/stat (proc_pid_stat(5)); `gone` for one that has ended and that nobody has asked about yet. */
function startOf(pid: string): string | undefined {
  const text = textOf(`/proc/${pid}/stat`)
  if (text === '') return undefined
  // the name of the program, in brackets, may hold spaces and brackets
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ')
  return /^[ZXx]/.test(fields[0] ?? '') ? 'gone' : fields[19]
}

function isHolder(value: unknown): value is LockHolder {
  if (typeof value !== 'object' || value === null) return false
  const entries = new Map<string, unknown>(Object.entries(value))
  const words = ['id', 'start', 'boot', 'space', 'machine', 'host', 'at']
  return (
    Number.isSafeInteger(entries.get('pid')) &&
    words.every((word) => typeof entries.get(word) === 'string') &&
    /^[0-9a-f]{1,64}$/.test(String(entries.get('id')))
  )
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8').trim()
  } catch {
    return ''
  }
}

function linkOf(path: string): string {
  try {
    return readlinkSync(path)
  } catch {
    return ''
  }
}

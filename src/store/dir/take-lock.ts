import { lstatSync, readdirSync, readFileSync, readlinkSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { Failure, systemCode } from '../../failure.js'
import { isGone, type LockHolder, parseHolder, thisHolder } from './lock-holder.js'

export interface LockOptions {
  /** Absolute. */
  readonly path: string
  /** As messages show it. */
  readonly shown: string
  /** When waiting ends: milliseconds of `performance.now()`. */
  readonly deadline: number
  now(): Date
  tell(line: string): void
}

/**
 * Takes a lock that one process at most has, and gives the function that lets it go. A process that ended without doing so does not hold it: it is known by its number, its start, its boot
 * and its container. Waits for one that lives, or of which nothing can be known, and throws a `Failure` at the deadline.
 *
 * A lock is a symbolic link whose target says who holds it (a file where links are not to be had): both are made whole or not at all.
 * Who finds it stale makes a second lock, named by the `id` of the first, looks whether the first is still that one, and only then removes it:
 * an id never comes back, so that two who found the same one stale cannot both remove a lock, and a new one is safe from either.
 */
export async function takeLock(options: LockOptions): Promise<() => void> {
  const self = thisHolder(options.now())
  let told = false
  for (;;) {
    if (create(options.path, self)) {
      removeClaims(options.path)
      return () => rmSync(options.path, { force: true })
    }
    const holder = read(options.path)
    if (holder === 'free') continue
    if (holder !== 'unknown' && isGone(holder, self)) {
      clear(options.path, holder, self)
      continue
    }
    const left = options.deadline - performance.now()
    if (left <= 0) throw new Failure(3, `${options.shown} is held by ${describe(holder, options)}`)
    if (!told && Date.parse(self.at) + 1000 < options.now().getTime()) {
      told = true
      options.tell(`waiting for ${options.shown}, held by ${nameOf(holder, options)}`)
    }
    await wait(Math.min(left, 2 + Math.random() * 20))
  }
}

/** Removes the lock of a holder that is gone, if it still is that one's. Does nothing where somebody else is about to. */
function clear(path: string, holder: LockHolder, self: LockHolder): void {
  const claim = `${path}.${holder.id}`
  if (!create(claim, self)) {
    const claimant = read(claim)
    // it died while it removed the lock of one that had died
    if (claimant !== 'free' && claimant !== 'unknown' && isGone(claimant, self)) clear(claim, claimant, self)
    return
  }
  try {
    const current = read(path)
    if (current !== 'free' && current !== 'unknown' && current.id === holder.id) rmSync(path, { force: true })
  } finally {
    rmSync(claim, { force: true })
  }
}

/** Claims that dead processes left: nobody else's lock can have the id of one, since this process has the lock. */
function removeClaims(path: string): void {
  const folder = dirname(path)
  const prefix = `${path.slice(folder.length + 1)}.`
  for (const name of readdirSync(folder)) if (name.startsWith(prefix)) rmSync(join(folder, name), { force: true })
}

/** Gives false where the path is taken. */
function create(path: string, holder: LockHolder): boolean {
  const text = JSON.stringify(holder)
  try {
    symlinkSync(text, path)
    return true
  } catch (error) {
    if (systemCode(error) === 'EEXIST') return false
  }
  try {
    writeFileSync(path, text, { flag: 'wx' })
    return true
  } catch (error) {
    if (systemCode(error) === 'EEXIST') return false
    // a full disk makes an empty file
    if (systemCode(error) === 'ENOSPC') rmSync(path, { force: true })
    throw error
  }
}

function read(path: string): LockHolder | 'free' | 'unknown' {
  try {
    return parseHolder(lstatSync(path).isSymbolicLink() ? readlinkSync(path) : readFileSync(path, 'utf8')) ?? 'unknown'
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return 'free'
    throw error
  }
}

function describe(holder: LockHolder | 'unknown', options: LockOptions): string {
  const mend = `remove ${options.shown} if nobody works there any more, or give more time with --timeout`
  return `${nameOf(holder, options)}; ${mend}`
}

function nameOf(holder: LockHolder | 'unknown', { now }: LockOptions): string {
  if (holder === 'unknown') return 'somebody who does not say who it is'
  const seconds = Math.max(0, Math.round((now().getTime() - Date.parse(holder.at)) / 1000))
  const age =
    seconds < 120 ? `${seconds} s` : seconds < 7200 ? `${Math.round(seconds / 60)} minutes` : `${Math.round(seconds / 3600)} hours`
  return `process ${holder.pid} on ${holder.host}, since ${age} (${holder.at})`
}

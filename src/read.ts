import { basename, dirname, join, relative, resolve, sep } from 'node:path'
import { compareText, type Diagnostic, type Source } from './diagnostic.js'
import { Failure, systemCode, systemFailure } from './failure.js'
import { findManifests, isFlyTomlName } from './find-manifests.js'
import type { Host } from './host.js'
import { defaultBounds } from './language/bounds.js'
import { nearest } from './language/suggest.js'

/** What was found at the paths that the user gave. */
export interface Reading {
  /** Sorted by path, so that the order of arguments and of the disk does not matter. */
  readonly sources: readonly Source[]
  /** Files that are no text for a compiler (`input/encoding`, `input/too-large`) and folders that lead back into themselves (`input/link-loop`). */
  readonly diagnostics: readonly Diagnostic[]
  /** Files found, with those that could not become a source. */
  readonly files: number
}

export interface ReadFrom {
  readonly host: Host
  readonly cwd: string
  readonly stdin: AsyncIterable<Uint8Array | string> & { readonly isTTY?: boolean | undefined }
  /** What reports call standard input. */
  readonly stdinName?: string
  /** Whether folders are searched for fly.toml in place of manifests. */
  readonly isFly?: boolean
}

/**
 * Reads files, folders (every `*.yaml`, `*.yml`, `*.json` below, or every fly.toml) and `-`, standard input; the working directory where no path is given.
 * Throws a `Failure` where a named path cannot be read, and where nothing at all is found.
 */
export async function read(paths: readonly string[], from: ReadFrom): Promise<Reading> {
  const { host, cwd } = from
  const found = new Map<string, { readonly path: string; readonly explicit: boolean }>()
  const sources: Source[] = []
  const diagnostics: Diagnostic[] = []
  const wanted = paths.length === 0 ? ['.'] : paths
  let files = 0

  if (wanted.includes('-')) {
    files++
    take(from.stdinName ?? '-', await readStandardInput(from.stdin), true)
  }
  for (const given of wanted.filter((path) => path !== '-')) {
    const path = resolve(cwd, given)
    const entry = guard(`cannot read ${given}`, () => host.stat(path))
    if (entry === undefined) throw new Failure(3, `cannot read ${given}: no such file or folder${suggestion(host, cwd, path)}`)
    if (entry.kind === 'folder') {
      const walk = guard(`cannot read ${given}`, () =>
        findManifests(path, host, (folder) => shownPath(cwd, folder), from.isFly ? isFlyTomlName : undefined),
      )
      for (const [real, file] of walk.files) if (!found.has(real)) found.set(real, { path: file, explicit: false })
      for (const loop of walk.loops) diagnostics.push(linkLoop(shownPath(cwd, loop)))
    } else {
      found.set(
        guard(`cannot read ${given}`, () => host.realPath(path)),
        { path, explicit: true },
      )
    }
  }
  for (const { path, explicit } of found.values()) {
    files++
    const shown = shownPath(cwd, path)
    take(shown, readFile(host, path, shown), explicit)
  }
  if (files === 0)
    throw new Failure(
      2,
      from.isFly
        ? `no fly.toml found in ${wanted.join(', ')}: name a file, or a folder with fly.toml or fly.<name>.toml`
        : `no manifest found in ${wanted.join(', ')}: mc reads *.yaml, *.yml and *.json; name a file or folder, or write a first manifest with \`mc init\``,
    )
  return { sources: sources.sort((a, b) => compareText(a.path, b.path)), diagnostics, files }

  /** Makes a source of bytes, or the diagnostic that says why not. */
  function take(path: string, bytes: Uint8Array | 'too large', explicit: boolean): void {
    if (bytes === 'too large') return void diagnostics.push(tooLarge(path, explicit))
    const text = decode(bytes)
    if (text !== undefined) sources.push({ path, text, ...(explicit && { explicit }) })
    else diagnostics.push(notUtf8(path, bytes))
  }
}

/** Gives a path as reports show it: from the working directory, `/` between names. */
export function shownPath(cwd: string, path: string): string {
  const shown = relative(cwd, path) || '.'
  return sep === '/' ? shown : shown.replaceAll(sep, '/')
}

/** A file that is too large is not even read. */
function readFile(host: Host, path: string, shown: string): Uint8Array | 'too large' {
  return guard(`cannot read ${shown}`, () => {
    const entry = host.stat(path)
    if (entry === undefined) throw new Failure(3, `cannot read ${shown}: it vanished while mc was reading`)
    return entry.size > defaultBounds.fileSize ? 'too large' : host.read(path)
  })
}

async function readStandardInput(stdin: ReadFrom['stdin']): Promise<Uint8Array | 'too large'> {
  if (stdin.isTTY === true)
    throw new Failure(2, 'standard input is a terminal: pipe a manifest into mc, as in `cat app.yaml | mc validate -`')
  const chunks: Uint8Array[] = []
  let size = 0
  try {
    for await (const chunk of stdin) {
      const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : chunk
      size += bytes.length
      if (size > defaultBounds.fileSize) return 'too large'
      chunks.push(bytes)
    }
  } catch (error) {
    throw systemFailure('cannot read standard input', error)
  }
  return Buffer.concat(chunks)
}

function decode(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return undefined
  }
}

/** The text is shown with U+FFFD for what cannot be read; the first of them stands where the offence begins. */
function notUtf8(path: string, bytes: Uint8Array): Diagnostic {
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)
  const back = Buffer.from(text)
  let offset = 0
  while (offset < bytes.length && bytes[offset] === back[offset]) offset++
  // the first bytes of a broken character may be those of U+FFFD itself
  while (offset > 0 && ((back[offset] ?? 0) & 0xc0) === 0x80) offset--
  const start = back.subarray(0, offset).toString('utf8').length
  const utf16 = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)
  const byte = (bytes[offset] ?? 0).toString(16).toUpperCase().padStart(2, '0')
  return {
    code: 'input/encoding',
    severity: 'error',
    message: `file is not UTF-8: byte 0x${byte} at offset ${offset} belongs to no character`,
    span: { source: { path, text }, start, end: start + 1 },
    help: utf16 ? 'the file is UTF-16: save it as UTF-8' : 'save the file as UTF-8',
  }
}

/** Where the user named the file it is an error; a large file beside the manifests (a lock file, test data) is not the user's manifest, most likely. */
function tooLarge(path: string, explicit: boolean): Diagnostic {
  const source = { path, text: '' }
  return {
    code: 'input/too-large',
    severity: explicit ? 'error' : 'warning',
    message: `file is larger than ${defaultBounds.fileSize / 1024 / 1024} MiB and was not read`,
    span: { source, start: 0, end: 0 },
    help: explicit
      ? 'split it: one application per file reads best'
      : 'if it holds applications, split it; otherwise name the folders that mc should read',
  }
}

function linkLoop(path: string): Diagnostic {
  return {
    code: 'input/link-loop',
    severity: 'warning',
    message: 'link leads back to itself or to a folder that contains it; not followed',
    span: { source: { path, text: '' }, start: 0, end: 0 },
    help: 'remove the link',
  }
}

function suggestion(host: Host, cwd: string, path: string): string {
  try {
    const names = host.list(dirname(path)).map(({ name }) => name)
    const name = nearest(basename(path), names)
    return name === undefined ? '' : `; did you mean ${shownPath(cwd, join(dirname(path), name))}?`
  } catch (error) {
    if (systemCode(error) === undefined) throw error
    return ''
  }
}

function guard<T>(what: string, act: () => T): T {
  try {
    return act()
  } catch (error) {
    throw systemFailure(what, error)
  }
}

/** An image reference by its parts, as written. */
export interface ImageReference {
  /** Host and port of the registry, where the reference names one. */
  readonly domain?: string
  /** Repository in the registry. */
  readonly path: string
  readonly tag?: string
  /** `algorithm:hex`. */
  readonly digest?: string
}

/** Why a text is no image reference: `fault` completes "the image …"; `suggestion` is the reference that was probably meant. */
export interface ImageFault {
  readonly fault: string
  readonly suggestion?: string
}

/**
 * Reads an image reference, or says what is wrong with it.
 * Source: OCI distribution specification, "Pulling manifests" (repository name and tag), and the reference grammar of CNCF distribution
 * (`domain[:port]/path[:tag][@digest]`); digests of the OCI image specification, "Digests".
 */
export function parseImageReference(text: string): ImageReference | ImageFault {
  if (text === '') return { fault: 'is empty' }
  if (/\s/.test(text)) return { fault: 'contains white space', ...suggest(text, text.replaceAll(/\s/g, '')) }
  const scheme = /^[a-z][a-z0-9+.-]*:\/\//i.exec(text)?.[0]
  if (scheme !== undefined)
    return { fault: `begins with \`${scheme}\`, which is no part of a reference`, ...suggest(text, text.slice(scheme.length)) }
  const at = text.indexOf('@')
  const digest = at < 0 ? undefined : text.slice(at + 1)
  const digestFault = digest === undefined ? undefined : faultOfDigest(digest)
  if (digestFault !== undefined) return { fault: digestFault }
  const named = at < 0 ? text : text.slice(0, at)
  const colon = named.indexOf(':', named.lastIndexOf('/') + 1)
  const tag = colon < 0 ? undefined : named.slice(colon + 1)
  if (tag !== undefined && !/^\w[\w.-]{0,127}$/.test(tag)) return { fault: faultOfTag(tag) }
  const { domain, path } = splitName(colon < 0 ? named : named.slice(0, colon))
  const fault = (domain === undefined ? undefined : faultOfDomain(domain)) ?? faultOfPath(path)
  if (fault !== undefined)
    return {
      fault,
      ...suggest(
        text,
        text.replace(path, () => path.toLowerCase()),
      ),
    }
  return { ...(domain !== undefined && { domain }), path, ...(tag !== undefined && { tag }), ...(digest !== undefined && { digest }) }
}

/**
 * Reads the image of a wasmCloud component: besides a reference, a path of the host (`file://`) or what is built into it (`wasmcloud+builtin://`).
 * Source: wasmCloud 1.9, host configuration (`WASMCLOUD_ALLOW_FILE_LOAD`, built-in providers).
 */
export function parseWasmImage(text: string): ImageReference | ImageFault {
  const special = /^(file|wasmcloud\+builtin):\/\/(.*)$/s.exec(text)
  if (special === null) return parseImageReference(text)
  const [, scheme = '', rest = ''] = special
  if (rest === '') return { fault: `names nothing after \`${scheme}://\`` }
  return { path: text }
}

/** Tells the two answers apart. */
export function isImageFault(answer: ImageReference | ImageFault): answer is ImageFault {
  return 'fault' in answer
}

/** The first part is a registry where it could not be a part of a path: it has a dot, a port or an upper-case letter, or is `localhost`. */
function splitName(name: string): { domain?: string; path: string } {
  const slash = name.indexOf('/')
  const first = name.slice(0, Math.max(0, slash))
  const isDomain = /[.:A-Z[]/.test(first) || first === 'localhost'
  return isDomain ? { domain: first, path: name.slice(slash + 1) } : { path: name }
}

function faultOfDomain(domain: string): string | undefined {
  const host = /^(?<host>\[[0-9a-fA-F:]+\]|[^:]*)(?::(?<port>.*))?$/.exec(domain)?.groups
  if (host?.['port'] !== undefined && !/^\d{1,5}$/.test(host['port'])) return `has the port \`${host['port']}\`, which is no number`
  const label = '(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])'
  if (host === undefined || !new RegExp(`^(?:\\[[0-9a-fA-F:]+\\]|${label}(?:\\.${label})*)$`).test(host['host'] ?? ''))
    return `has the registry \`${domain}\`, which is no host name`
  return undefined
}

function faultOfPath(path: string): string | undefined {
  if (path === '') return 'names no repository'
  if (path.length > 255) return `has a repository name of ${path.length} characters, and 255 are allowed`
  const wrong = path.split('/').find((part) => !isPathPart(part))
  if (wrong === undefined) return undefined
  if (wrong === '') return 'has an empty part between slashes'
  if (wrong !== wrong.toLowerCase() && isPathPart(wrong.toLowerCase())) return 'has upper-case letters in the repository name'
  return `has \`${wrong}\` in the repository name, which may have letters and digits with single \`.\`, \`_\`, \`__\` or \`-\` between them`
}

function isPathPart(part: string): boolean {
  return /^[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*$/.test(part)
}

function faultOfTag(tag: string): string {
  if (tag === '') return 'has a colon and no tag after it'
  if (tag.length > 128) return `has a tag of ${tag.length} characters, and 128 are allowed`
  return `has the tag \`${tag}\`; a tag has letters, digits, \`_\`, \`.\` and \`-\`, and does not begin with \`.\` or \`-\``
}

/** Lengths in hexadecimal digits of the registered algorithms. */
const digestLengths: ReadonlyMap<string, number> = new Map([
  ['sha256', 64],
  ['sha384', 96],
  ['sha512', 128],
])

function faultOfDigest(digest: string): string | undefined {
  const [, algorithm = '', hex = ''] = /^([A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*):(.*)$/.exec(digest) ?? []
  if (algorithm === '') return `has \`${digest}\` after \`@\`, which is no digest such as \`sha256:…\``
  const length = digestLengths.get(algorithm)
  if (length !== undefined && /^[0-9a-f]*$/.test(hex))
    return hex.length === length ? undefined : `has a digest of ${hex.length} digits, and ${algorithm} has ${length}`
  if (length === undefined && /^[0-9a-fA-F]{32,}$/.test(hex)) return undefined
  return 'has a digest that is not made of lower-case hexadecimal digits'
}

/** A suggestion that is itself wrong would be worse than none. */
function suggest(text: string, meant: string): { suggestion?: string } {
  return meant !== text && !isImageFault(parseImageReference(meant)) ? { suggestion: meant } : {}
}

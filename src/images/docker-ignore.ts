/** Which files of a build context Docker passes over; paths are relative to the context, `/` between names. */
export interface DockerIgnore {
  ignores(path: string): boolean
  /** Tells whether a folder may be passed over with everything in it. */
  ignoresAllBelow(folder: string): boolean
}

/**
 * Reads a `.dockerignore` (docs.docker.com/build/concepts/context, `.dockerignore files`): one pattern a line, the last that matches decides,
 * `!` brings files back, `*` and `?` stay within a name, `**` crosses folders, and a pattern that matches a folder matches everything in it.
 * A pattern that Docker could not read matches nothing here: the build itself says so.
 */
export function readDockerIgnore(text: string): DockerIgnore {
  const patterns = text
    .replace(/^\ufeff/, '')
    .split(/\r?\n/)
    .flatMap((line) => patternOf(line) ?? [])
  const exceptions = patterns.filter(({ isException }) => isException)
  const ignores = (path: string): boolean => {
    let ignored = false
    const places = withParents(path)
    for (const { isException, matcher } of patterns)
      if (isException === ignored && places.some((place) => matcher.test(place))) ignored = !isException
    return ignored
  }
  return {
    ignores,
    ignoresAllBelow: (folder) =>
      ignores(folder) && !exceptions.some(({ start }) => `${folder}/`.startsWith(start) || start.startsWith(`${folder}/`)),
  }
}

interface Pattern {
  readonly isException: boolean
  readonly matcher: RegExp
  /** What stands before the first wildcard. */
  readonly start: string
}

function patternOf(line: string): Pattern | undefined {
  if (line.startsWith('#')) return undefined
  const trimmed = line.trim()
  const isException = trimmed.startsWith('!')
  const pattern = clean(isException ? trimmed.slice(1).trim() : trimmed)
  if (pattern === '') return undefined
  try {
    return { isException, matcher: new RegExp(`^${expressionOf(pattern)}$`, 'su'), start: pattern.replace(/[*?[\\].*$/s, '') }
  } catch {
    return undefined
  }
}

/** As Go's `filepath.Clean` and the slash at the beginning, which means nothing. */
function clean(pattern: string): string {
  const names: string[] = []
  for (const name of pattern.split('/')) {
    if (name === '' || name === '.') continue
    if (name === '..' && names.length > 0 && names.at(-1) !== '..') names.pop()
    else names.push(name)
  }
  return names.join('/')
}

function expressionOf(pattern: string): string {
  let expression = ''
  for (let at = 0; at < pattern.length; at++) {
    const character = pattern.charAt(at)
    if (character === '*' && pattern[at + 1] === '*') {
      at++
      if (pattern[at + 1] === '/') at++
      expression += at + 1 >= pattern.length ? '.*' : '(?:.*/)?'
    } else if (character === '*') expression += '[^/]*'
    else if (character === '?') expression += '[^/]'
    else if (character === '[') {
      const end = pattern.indexOf(']', at + 2)
      if (end < 0) throw new SyntaxError('a class without an end')
      expression += classOf(pattern.slice(at + 1, end))
      at = end
    } else if (character === '\\' && at + 1 < pattern.length) expression += quote(pattern.charAt(++at))
    else expression += quote(character)
  }
  return expression
}

/** A range of characters such as `[a-z]` or `[^0-9]`. */
function classOf(inner: string): string {
  const isNegated = inner.startsWith('^')
  const characters = (isNegated ? inner.slice(1) : inner).replace(
    /\\(.)|[[\]&~|{}()/$.*+?]/gs,
    (whole, escaped: string | undefined) => `\\${escaped ?? whole}`,
  )
  return `[${isNegated ? '^' : ''}${characters}]`
}

function quote(character: string): string {
  return /[\\^$.*+?()[\]{}|/]/.test(character) ? `\\${character}` : character
}

function withParents(path: string): readonly string[] {
  const names = path.split('/')
  return names.map((_, index) => names.slice(0, index + 1).join('/'))
}

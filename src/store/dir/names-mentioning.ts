import type { Head, Line } from './head.js'

/**
 * Gives the names of the applications whose lines hold one of these strings, in quotes, and perhaps more: the bytes are searched, which takes a tenth of the time of reading them all.
 * A line with `\u` or `\/` counts always, since a string can be written in more than one way with these.
 */
export function namesMentioning({ bytes, lines }: Head, strings: readonly string[]): Set<string> {
  if (strings.length > most) return new Set(lines.keys())
  const names = [...lines.keys()]
  const places = [...lines.values()]
  const found = new Set<string>()
  for (const needle of ['\\u', '\\/', ...strings.map((string) => JSON.stringify(string))]) {
    const sought = Buffer.from(needle)
    for (let at = bytes.indexOf(sought, places[0]?.start ?? bytes.length); at >= 0; ) {
      const index = lineAt(places, at)
      const name = names[index]
      if (name !== undefined) found.add(name)
      at = bytes.indexOf(sought, places[index]?.end ?? bytes.length)
    }
  }
  return found
}

/** For more strings than these it is no longer faster. */
const most = 24

/** Gives the index of the line that holds an offset, which is not before the first one. */
function lineAt(lines: readonly Line[], offset: number): number {
  let low = 0
  let high = lines.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((lines[middle]?.start ?? 0) <= offset) low = middle
    else high = middle - 1
  }
  return low
}

/** Gives a shell script without its comments and indentation, where it stands in a place that counts bytes. No line of it may be part of a text that begins with spaces or `#`. */
export function shortScript(text: string): string {
  return text
    .split('\n')
    .map((line) => line.trimStart())
    .filter((line) => line !== '' && !line.startsWith('#'))
    .join('\n')
}

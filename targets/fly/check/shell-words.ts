/** Tells what ends too early in a command that flyctl splits into words (github.com/google/shlex): a quote, or an escape; undefined where it can be split. */
export function unfinishedIn(command: string): 'quote' | 'escape' | undefined {
  let state: 'start' | 'word' | 'comment' | '"' | "'" = 'start'
  for (let index = 0; index < command.length; index++) {
    const char = command.charAt(index)
    if (state === 'comment') state = char === '\n' ? 'start' : 'comment'
    else if (state === "'") state = char === "'" ? 'word' : "'"
    else if (char === '\\') {
      index++
      if (index >= command.length) return 'escape'
      if (state === 'start') state = 'word'
    } else if (state === '"') state = char === '"' ? 'word' : '"'
    else if (char === '"' || char === "'") state = char
    else if (/[ \t\r\n]/.test(char)) state = 'start'
    else if (char === '#' && state === 'start') state = 'comment'
    else state = 'word'
  }
  return state === '"' || state === "'" ? 'quote' : undefined
}

/**
 * Gives a text that is safe on a terminal: control characters become their visible symbols (U+2400 ff.), and characters that turn
 * the direction of writing or break a line become their code in brackets. Nothing that a manifest holds can move a cursor or hide a word.
 */
export function printable(text: string): string {
  return text.replace(unsafe, (character) => {
    const code = character.charCodeAt(0)
    if (code < 0x20) return String.fromCharCode(0x2400 + code)
    if (code === 0x7f) return '\u2421'
    return `<U+${code.toString(16).toUpperCase().padStart(4, '0')}>`
  })
}

/** Gives the lines of a text, each safe on a terminal; tabs become two blanks, as in a frame. */
export function printableLines(text: string): readonly string[] {
  return text.split(/\r?\n/).map((line) => printable(line.replaceAll('\t', '  ')))
}

// C0, DEL, C1; marks and embeddings of direction (Trojan Source); line and paragraph separators; a byte order mark inside a text; halves of a surrogate pair
const unsafe =
  /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g

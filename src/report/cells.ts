import { printable } from './printable.js'

/** What a reader sees as one character: the text to print, its width in columns of a terminal, and where it stands in the line. */
export interface Cell {
  readonly text: string
  readonly width: number
  readonly at: number
}

/** Splits a line into what a reader sees as characters, safe to print; a tab is shown as two blanks, so that carets below it stand right on every terminal. */
export function cells(line: string): readonly Cell[] {
  if (plain.test(line)) return Array.from(line, (text, at) => ({ text, width: 1, at }))
  return Array.from(new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(line), ({ segment, index }) => {
    const text = segment === '\t' ? '  ' : printable(segment)
    return { text, width: widthOf(text), at: index }
  })
}

/** Unicode Standard Annex 11: East Asian wide and full-width characters and emoji take two columns, marks none. */
function widthOf(text: string): number {
  if (wideEmoji.test(text)) return 2
  let width = 0
  for (const character of text) width += mark.test(character) ? 0 : wide.test(character) ? 2 : 1
  return width
}

const plain = /^[\u0020-\u007e]*$/
const wideEmoji = /^(?:\p{Emoji_Presentation}|\p{Emoji}\ufe0f)/u
const mark = /[\p{Mn}\p{Me}\u200b-\u200d]/u
const wide =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua4cf\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1b000}-\u{1b2ff}\u{20000}-\u{3fffd}]/u

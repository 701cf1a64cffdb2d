/** Breaks a paragraph into lines of at most `width` characters where its words allow; white space and characters that nobody sees become one space. */
export function wrapText(text: string, width: number): readonly string[] {
  const words = text.split(/[\s\p{C}]+/u).filter((word) => word !== '')
  const lines: string[] = []
  for (const word of words) {
    const last = lines.at(-1)
    if (last === undefined || last.length + 1 + word.length > width) lines.push(word)
    else lines[lines.length - 1] = `${last} ${word}`
  }
  return lines
}

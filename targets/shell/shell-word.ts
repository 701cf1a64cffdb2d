/** A piece of a word: characters as they are, or the value of a variable of the script. */
export type ShellPiece = { readonly text: string } | { readonly variable: string }

/** One argument of a command: a text as it is, or pieces. Nothing in it is split or expanded. */
export type ShellWord = string | readonly ShellPiece[]

/** Gives a word as bash reads it: whatever characters it has, it is one argument again (POSIX, Shell Command Language, 2.2). NUL, which no argument can hold, is refused. */
export function shellWord(word: ShellWord): string {
  const pieces = typeof word === 'string' ? [{ text: word }] : word
  if (pieces.length > 1 && pieces.every(isTame)) return `"${pieces.map(tameText).join('')}"`
  return pieces.map(pieceText).join('') || "''"
}

function pieceText(piece: ShellPiece): string {
  if ('variable' in piece) {
    if (!isName(piece.variable)) throw new RangeError(`no variable of a shell is named ${piece.variable}`)
    return `"$${piece.variable}"`
  }
  if (piece.text.includes('\0')) throw new RangeError('no argument of a command can hold NUL')
  if (piece.text === '' || plain.test(piece.text)) return piece.text
  return `'${piece.text.replaceAll("'", "'\\''")}'`
}

/** Tells whether a piece means the same between double quotes, which are easier to read around a variable. */
function isTame(piece: ShellPiece): boolean {
  return 'variable' in piece ? isName(piece.variable) : /^[A-Za-z0-9 _./:;@%+,=()-]*$/.test(piece.text)
}

function tameText(piece: ShellPiece): string {
  return 'variable' in piece ? `\${${piece.variable}}` : piece.text
}

function isName(variable: string): boolean {
  return /^[A-Za-z_]\w*$/.test(variable)
}

/** What no shell takes for anything but itself, wherever it stands; zsh, into which commands are pasted too, expands `=` and `~` at the beginning. */
const plain = /^[A-Za-z0-9_./:@%+,-][A-Za-z0-9_./:@%+,=-]*$/

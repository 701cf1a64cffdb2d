import { printable } from '../../report/printable.js'

/** Gives a text for a drawing: control characters visible, without what no XML document may hold, and cut where nobody reads on. */
export function label(text: string): string {
  const cut = text.length > longest ? `${text.slice(0, longest).replace(/[\ud800-\udbff]$/, '')}…` : text
  const shown = printable(cut)
  return shown.replace(/[\ufffe\uffff]/g, '\ufffd')
}

/** UTF-16 units; names that platforms take are shorter. */
const longest = 80

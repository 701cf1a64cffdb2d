/** Functions that colour a text for a terminal, or leave it as it is. */
export interface Paint {
  red(text: string): string
  green(text: string): string
  yellow(text: string): string
  blue(text: string): string
  bold(text: string): string
  dim(text: string): string
}

/** Gives the functions for a stream: ECMA-48 select graphic rendition where `enabled`, else nothing is added. */
export function makePaint(enabled: boolean): Paint {
  const style =
    (on: number, off: number) =>
    (text: string): string =>
      enabled && text !== '' ? `\u001b[${on}m${text}\u001b[${off}m` : text
  return { red: style(31, 39), green: style(32, 39), yellow: style(33, 39), blue: style(34, 39), bold: style(1, 22), dim: style(2, 22) }
}

declare const isEscaped: unique symbol

/** Text as a Compose file has it, where `$` begins a variable (Compose spec, interpolation). Only the functions here make it, so that no string of a user gets in unescaped. */
export type Text = string & { readonly [isEscaped]: true }

/** Gives text that Compose reads as exactly these characters. */
export function literal(text: string | number): Text {
  // the brand exists for the compiler only
  return String(text).replaceAll('$', '$$$$') as Text
}

/** Gives text that Compose takes from the environment of whoever runs it; empty where it is not set. */
export function variable(name: string): Text {
  return `\${${name}}` as Text
}

/** Puts texts one after the other. */
export function concat(texts: readonly Text[]): Text {
  return texts.join('') as Text
}

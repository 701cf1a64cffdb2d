/** Gives words as one text that flyctl takes apart again (fly.toml, `processes`; github.com/google/shlex): in single quotes nothing has a meaning. Empty for no words, for which the image has its own. */
export function commandLine(words: readonly string[]): string {
  return words.map((word) => (/^[A-Za-z0-9_@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`)).join(' ')
}

/**
 * Reads an env file as Docker Compose does (Compose documentation, "Env file syntax"): `KEY=value`, `export` before it, `#` comments, quotes that may span lines.
 * What a value refers to (`${OTHER}`) stays as it stands: only names and whether there is a value matter here. A name without `=` is taken from the environment and is not here.
 */
export function readEnvFile(text: string): ReadonlyMap<string, string> {
  const values = new Map<string, string>()
  for (const match of text.replace(/^\ufeff/, '').matchAll(assignment)) {
    const [, name = '', double, single, plain = ''] = match
    values.set(
      name,
      double?.replace(/\\(["\\$nrt])/g, (_, character: string) => escapes[character] ?? character) ??
        single ??
        plain.replace(/(?:^|\s)#.*$/, '').trim(),
    )
  }
  return values
}

const assignment = /^[ \t]*(?:export[ \t]+)?([A-Za-z_][\w.-]*)[ \t]*[=:][ \t]*(?:"((?:[^"\\]|\\[\s\S])*)"|'([^']*)'|([^\r\n]*))/gm

const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' }

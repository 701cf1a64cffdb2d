import type { Diagnostic, Source } from '../../../src/diagnostic.js'
import { keys, validate } from '../../../src/generated/fly-schema.js'
import { makeDocument } from '../../../src/language/document.js'
import type { FlyConfig } from './fly-rule.js'
import { flyExplanations, flyRules } from './fly-rules.js'
import { modernise } from './modernise.js'
import { oddNumbers } from './odd-numbers.js'
import { readToml } from './read-toml.js'
import { type Coded, schemaFindings } from './schema-findings.js'

/** What is wrong with a fly.toml. */
export interface FlyVerdict {
  readonly verdict: 'valid' | 'invalid' | 'parse_error'
  /** Name of the app. */
  readonly name?: string
  readonly diagnostics: readonly Diagnostic[]
}

/**
 * Checks a fly.toml: its syntax, its fields and their values as `flyctl config validate --strict` does, and the rules of the platform that flyctl leaves to the deployment.
 * All that is wrong is found in one run, but for syntax, which ends it.
 */
export function checkFlyToml(source: Source): FlyVerdict {
  const file = readToml(source)
  if ('message' in file) return { verdict: 'parse_error', diagnostics: [coded({ ...file, code: 'fly/syntax' })] }
  const { value, layouts } = file
  const found: Coded[] = []
  const whole = makeDocument(source, value, layouts, 0, source.text.length)
  const root = modernise(value, {
    layouts,
    isQuoted: (owner, key) => /^["']/.test(source.text.slice(whole.at(owner, key).start)),
    sayForm(owner, key, wanted) {
      found.push({ code: 'fly/wrong-type', message: `\`${key}\` must be ${wanted}`, span: whole.at(owner, key) })
    },
  })
  const config: FlyConfig = { document: makeDocument(source, root, layouts, 0, source.text.length), root }
  const fields = validate(root) ? [] : schemaFindings(config, validate.errors ?? [], knownKeys)
  for (const finding of [...oddNumbers(config), ...fields]) found.push(finding)
  for (const rule of flyRules) rule.check(config, (finding) => found.push({ ...finding, code: rule.code }))
  const diagnostics = found.map(coded)
  const name = root['app']
  return {
    verdict: diagnostics.some(({ severity }) => severity === 'error') ? 'invalid' : 'valid',
    ...(typeof name === 'string' && { name }),
    diagnostics,
  }
}

function coded(finding: Coded): Diagnostic {
  return { severity: severities.get(finding.code) ?? 'error', ...finding }
}

const severities = new Map(flyExplanations.map(({ code, severity }) => [code, severity]))

/** Items and free names (`checks.<name>`) stand as `*` in the table. */
function knownKeys(path: readonly string[]): readonly string[] {
  const words = path.map((key, index) => (/^\d+$/.test(key) || (index === 1 && path[0] === 'checks') ? '*' : key))
  return keys[words.join('/')] ?? []
}

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as assert from 'uvu/assert'
import { flyExplanations } from '../../targets/fly/check/fly-rules.js'
import { conformance, root, run, tests } from '../harness.js'

/*
 * `mc validate --compat fly` against what flyctl's own validator (`config validate --strict`, flyctl ad0172f) says: of a selection of ours (fly/cases.jsonl),
 * and of the files whose answers are recorded beside the repository. What flyctl refuses we refuse. Where we refuse what it accepts, the code is listed,
 * and the page of the code names the document.
 */
interface Recorded {
  readonly flyctl: 'valid' | 'invalid'
  /** The code by which we refuse what flyctl accepts. */
  readonly ours?: string
}

interface Answer {
  readonly documents: readonly { readonly file: string; readonly verdict: 'valid' | 'invalid' | 'parse_error' }[]
  readonly diagnostics: readonly { readonly file: string; readonly code: string; readonly severity: string }[]
}

const answer = async (args: readonly string[], cwd: string): Promise<Answer> => {
  const { stdout } = await run(['validate', '--compat', 'fly', '--format', 'json', ...args], { cwd })
  return JSON.parse(stdout) as Answer
}

function agree(recorded: ReadonlyMap<string, Recorded>, { documents, diagnostics }: Answer): void {
  assert.is(documents.length, recorded.size)
  for (const { file, verdict } of documents) {
    const { flyctl, ours } = recorded.get(file)!
    const errors = diagnostics.filter((own) => own.file === file && own.severity === 'error').map(({ code }) => code)
    if (flyctl === 'invalid') assert.is.not(verdict, 'valid', `flyctl refuses ${file}`)
    else if (ours === undefined) assert.equal(errors, [], `flyctl accepts ${file}`)
    else {
      assert.ok(errors.includes(ours), `${file} has no ${ours}`)
      const page = flyExplanations.find(({ code }) => code === ours)
      assert.match(page?.why ?? '', /https:\/\/fly\.io\/docs\/|flyctl, internal/, `${ours} names no document`)
    }
  }
}

const lines = (path: string): string[] => readFileSync(path, 'utf8').split('\n').filter(Boolean)

/** What flyctl accepts of the recorded files, and we do not. */
const stricter: Readonly<Record<string, string>> = {
  'cases/bad-handlers.toml': 'fly/bad-value',
  'cases/bad-protocol.toml': 'fly/bad-value',
  'cases/check-noport.toml': 'fly/no-check-port',
  'cases/concurrency-type.toml': 'fly/bad-value',
  'cases/no-internal-port.toml': 'fly/missing-key',
  'cases/port-70000.toml': 'fly/bad-value',
  'cases/two-mounts.toml': 'fly/second-mount',
  'cases/udp-handlers.toml': 'fly/bad-udp',
  'cases/vm-size.toml': 'fly/bad-vm',
  'testdata/setters-service.toml': 'fly/missing-key',
  'testdata/validate-groups.toml': 'fly/bad-udp',
}

const cases: Record<string, () => Promise<void>> = {
  'all 220 cases of ours': async () => {
    const own = lines(join(root, 'test/conformance/fly/cases.jsonl')).map((line) => JSON.parse(line) as Recorded & { text: string })
    assert.is(own.length, 220)
    const named = own.map((each, index) => [`fly.${String(index).padStart(3, '0')}.toml`, each] as const)
    const { cwd } = await run(['--version'], { files: Object.fromEntries(named.map(([name, { text }]) => [name, text])) })
    agree(new Map(named), await answer(['.'], cwd))
  },
}
const folder = conformance('conformance/fly')
if (folder !== undefined)
  cases['all 67 recorded files'] = async () => {
    const recorded = lines(join(folder, 'verdicts.jsonl')).map((line) => JSON.parse(line) as { file: string; strict: 'valid' | 'invalid' })
    assert.is(recorded.length, 67)
    const files = recorded.map(({ file }) => file)
    const own = new Map(recorded.map(({ file, strict }) => [file, { flyctl: strict, ...(file in stricter && { ours: stricter[file]! }) }]))
    agree(own, await answer(files, folder))
  }
tests('conformance with flyctl', cases)

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as assert from 'uvu/assert'
import { compile } from '../../src/compile.js'
import { isError } from '../../src/diagnostic.js'
import { componentTypes, traitTypes } from '../../src/generated/validators.js'
import { conformance, tests } from '../harness.js'

/* Real manifests of KubeVela's container platform, where they lie beside the repository. */
interface Entry {
  readonly file: string
  readonly types: readonly string[]
  readonly traits: readonly string[]
  readonly workflow: boolean
}

/** No whole manifests: without `apiVersion`, with `properties: ...`, without metadata and components (KubeVela refuses all three). */
const fragments = new Set(['ingress-eg.yaml', 'customize-trait.yaml', 'definition-policy.yaml'])

const folder = conformance('corpus-kubevela')
if (folder !== undefined) {
  const entries = readFileSync(join(folder, 'index.jsonl'), 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Entry)
  const diagnose = ({ file }: Entry) => compile([{ path: file, text: readFileSync(join(folder, file), 'utf8') }]).diagnostics
  const isOurs = ({ types, traits }: Entry): boolean =>
    types.every((type) => type in componentTypes) && traits.every((trait) => trait in traitTypes)
  const show = (found: ReturnType<typeof diagnose>): string => found.map(({ code, message }) => `${code}: ${message}`).join('\n')

  tests('KubeVela’s manifests', {
    'made of our types and traits: no error': () => {
      const ours = entries.filter((entry) => isOurs(entry) && !fragments.has(entry.file))
      assert.ok(ours.length > 75, `${ours.length} of them`)
      for (const entry of ours) assert.is(show(diagnose(entry).filter(isError)), '', entry.file)
    },
    'of other types: one plain error for each component, and no cascade': () => {
      for (const entry of entries.filter(({ types, file }) => types.some((type) => !(type in componentTypes)) && !fragments.has(file))) {
        const found = diagnose(entry).filter(isError)
        assert.equal([...new Set(found.map(({ code }) => code))], ['schema/unknown-type'], `${entry.file}\n${show(found)}`)
        const places = found.map(({ span }) => span?.start)
        assert.is(places.length, new Set(places).size, entry.file)
      }
    },
    'a workflow: one warning, at its key': () => {
      for (const entry of entries.filter(({ workflow, file }) => workflow && !fragments.has(file))) {
        const found = diagnose(entry).filter(({ code, message }) => code === 'schema/not-supported' && message.includes('workflow'))
        if (diagnose(entry).some(isError)) continue
        assert.is(found.length, 1, entry.file)
        const { span } = found[0]!
        assert.ok(span!.source.text.slice(span!.start).startsWith('workflow'), entry.file)
      }
    },
  })
} else {
  tests('KubeVela’s manifests', { 'are not beside the repository': () => assert.ok(true) })
}

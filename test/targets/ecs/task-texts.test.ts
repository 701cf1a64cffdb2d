import fc from 'fast-check'
import * as assert from 'uvu/assert'
import { tests } from '../../harness.js'
import { component, containerOf, emitEcs } from './emit-ecs.js'

/** Any text that a process can be given. */
const text = fc.string({ unit: 'binary', maxLength: 40 }).filter((value) => !/[\0\ufdd0\ufdd1]/.test(value))
const word = text.filter((value) => value !== '')
const name = fc.stringMatching(/^[A-Za-z_][A-Za-z0-9_]{0,8}$/)

const container = fc.record({
  env: fc.uniqueArray(
    fc.tuple(name, text).map(([key, value]) => ({ name: key, value })),
    { selector: (entry) => entry.name, minLength: 1, maxLength: 4 },
  ),
  cmd: fc.array(word, { minLength: 1, maxLength: 4 }),
  args: fc.array(text, { minLength: 1, maxLength: 4 }),
  probe: fc.array(word, { minLength: 1, maxLength: 3 }),
  header: fc.string({ unit: 'grapheme', maxLength: 20 }).filter((value) => !/[\r\n\ufdd0\ufdd1]/.test(value)),
  files: fc.uniqueArray(
    fc.tuple(name, text).map(([key, value]) => ({ name: key, value })),
    { selector: (entry) => entry.name, minLength: 1, maxLength: 3 },
  ),
  annotation: text,
})

tests('ECS tasks: texts', {
  'every text is in the file byte for byte, in the main container and beside it': () => {
    fc.assert(
      fc.property(container, container, (main, beside) => {
        const emitted = emitEcs({
          shop: [
            component({ ...wordsOf(main), livenessProbe: { exec: { command: main.probe } } }, [
              { type: 'sidecar', properties: { name: 'beside', image: 'x:1', ...wordsOf(beside), readinessProbe: requestOf(beside) } },
              { type: 'storage', properties: { configMap: [{ name: 'files', mountPath: '/files', data: dataOf(main) }] } },
              { type: 'annotations', properties: { note: main.annotation } },
            ]),
          ],
        })
        for (const [id, said] of [
          [undefined, main],
          ['beside', beside],
        ] as const) {
          const { environment, entryPoint, command, dockerLabels } = containerOf(emitted, id)
          assert.equal({ environment, entryPoint, command }, { environment: said.env, entryPoint: said.cmd, command: said.args })
          assert.is(dockerLabels?.['note'], main.annotation)
        }
        assert.equal(containerOf(emitted).healthCheck?.command, ['CMD', ...main.probe])
        assert.is(containerOf(emitted, 'beside').healthCheck?.command?.at(-1), `X-Text: ${beside.header}`)
        const written = containerOf(emitted, 'mc-tools').environment?.filter((entry) => entry.name?.startsWith('MC_FILE_'))
        assert.equal(
          written?.map(({ value }) => value),
          main.files.map(({ value }) => value),
        )
      }),
      { numRuns: 60 },
    )
  },
})

type Said = typeof container extends fc.Arbitrary<infer T> ? T : never

function wordsOf({ env, cmd, args }: Said): object {
  return { env, cmd, args }
}

function requestOf({ header }: Said): object {
  return { httpGet: { path: '/', port: 80, httpHeaders: [{ name: 'X-Text', value: header }] } }
}

function dataOf({ files }: Said): Readonly<Record<string, string>> {
  return Object.fromEntries(files.map(({ name: key, value }) => [key, value]))
}

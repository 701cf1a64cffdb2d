import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as assert from 'uvu/assert'
import { parseAllDocuments } from 'yaml'
import { manifestRules } from '../../../src/language/rules/manifest-rules.js'
import { conformance, tests } from '../../harness.js'
import { applyEdits, findings } from './findings.js'
import { modernForm } from './modern-form.js'

const head = `apiVersion: core.oam.dev/v1beta1
kind: Application
metadata:
  name: shop
spec:
  components:
    - name: store
      type: capability
      properties:
        image: ghcr.io/acme/store:1.0.0
    - name: api
      type: component
      properties:
        image: ghcr.io/acme/api:1.0.0
      traits:
        - type: spreadscaler
          properties: {instances: 1}
`

const worker = `apiVersion: core.oam.dev/v1beta1
kind: Application
metadata:
  name: shop
spec:
  components:
    - name: web
      type: worker
      properties:
        image: ghcr.io/acme/web:1.0.0
`

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`

/** The end of a file before and after its edits; comments and layout stay. */
const cases: Readonly<Record<string, { readonly head: string; readonly before: string; readonly after: string }>> = {
  'a plain target': {
    head,
    before: `        - type: link
          properties:
            target: store # the shared one
            namespace: wasi
            package: keyvalue
            interfaces: [store]
`,
    after: `        - type: link
          properties:
            target:
              name: store # the shared one
            namespace: wasi
            package: keyvalue
            interfaces: [store]
`,
  },
  'a plain target with its configuration': {
    head,
    before: `        - type: link
          properties:
            # where orders are kept
            target: store # the shared one
            namespace: wasi
            package: keyvalue
            interfaces: [store]
            target_config: # for the bucket
            - name: bucket
              properties:
                # by team
                bucket: |
                  orders

                  and more
`,
    after: `        - type: link
          properties:
            # where orders are kept
            # the shared one
            namespace: wasi
            package: keyvalue
            interfaces: [store]
            target:
              name: store
              config: # for the bucket
              - name: bucket
                properties:
                  # by team
                  bucket: |
                    orders

                    and more
`,
  },
  'a source with its configuration': {
    head,
    before: `        - type: link
          properties:
            target: {name: store}
            source_config:
              - name: tuning

                properties: {size: "1"} # small
            namespace: wasi
            package: keyvalue
            interfaces: [store]
`,
    after: `        - type: link
          properties:
            target: {name: store}
            source:
              config:
                - name: tuning

                  properties: {size: "1"} # small
            namespace: wasi
            package: keyvalue
            interfaces: [store]
`,
  },
  'a link in braces': {
    head,
    before: `        - {type: link, properties: {target: store, target_config: [{name: a, properties: {b: c}}], source_config: [{name: d}], namespace: wasi, package: keyvalue, interfaces: [store]}}
`,
    after: `        - {type: link, properties: {target: {name: store, config: [{name: a, properties: {b: c}}]}, source: {config: [{name: d}]}, namespace: wasi, package: keyvalue, interfaces: [store]}}
`,
  },
  'the old name of instances': {
    head: head.replace('{instances: 1}', '{"replicas": 1}'),
    before: '',
    after: '',
  },
  'one port': {
    head: worker,
    before: `        port: 8080 # http
        cpu: "1"
`,
    after: `        ports:
          - port: 8080 # http
        cpu: "1"
`,
  },
  'a port that does not count': {
    head: worker,
    before: `        port: 80
        ports:
          - port: 8080
`,
    after: `        ports:
          - port: 8080
`,
  },
  volumes: {
    head: worker,
    before: `        volumes:
          - name: cache
            mountPath: /cache
          - {name: data, mountPath: /data, type: pvc, claimName: web-data}
        cpu: "1"
`,
    after: `        volumeMounts:
          emptyDir:
            - name: cache
              mountPath: /cache
          pvc:
            - name: data
              mountPath: /data
              claimName: web-data
        cpu: "1"
`,
  },
  'a claim by its old trait': {
    head: worker,
    before: `      traits:
        - type: pvc
          properties:
            claimName: web-data
            storageClassName: fast
            volumesToMount:
              - name: data
                mountPath: /data
`,
    after: `      traits:
        - type: storage
          properties:
            pvc:
              - name: web-data
                mountPath: /data
                storageClassName: fast
`,
  },
}

/** Deprecated forms, whose edits keep the meaning. */
const isOld = ({ code }: { readonly code: string }): boolean => code.includes('deprecated')

tests(
  'edits of deprecated forms',
  Object.fromEntries(
    Object.entries(cases).flatMap(([name, { head: top, before, after }]) => {
      const expected = top.replace('{"replicas": 1}', '{"instances": 1}') + after
      return [
        [
          name,
          () => {
            assert.fixture(applyEdits(top + before, findings(top + before).filter(isOld)), expected)
            assert.equal(findings(expected).filter(isOld), [])
          },
        ],
        [
          `${name}, with the line ends of Windows`,
          () => {
            const text = (top + before).replaceAll('\n', '\r\n')
            const edited = applyEdits(text, findings(text).filter(isOld))
            // what YAML prints for a value of several lines has plain line ends
            assert.is(edited.replaceAll('\r\n', '\n'), expected)
            assert.not.match(edited, /[^\r]\n/)
          },
        ],
      ]
    }),
  ),
)

tests('edits', {
  'mend what each rule found': () => {
    let mended = 0
    for (const { code, bad } of manifestRules) {
      const own = findings(bad).filter((diagnostic) => diagnostic.code === code && diagnostic.edits !== undefined)
      if (own.length === 0) continue
      const edited = applyEdits(bad, own)
      assert.equal(
        findings(edited).filter((diagnostic) => diagnostic.code === code),
        [],
        `${code}:\n${edited}`,
      )
      mended++
    }
    assert.ok(mended >= 25, `${mended} rules propose edits`)
  },
  'keep JSON what it is': () => {
    for (const { code, bad } of manifestRules) {
      const documents = parseAllDocuments(bad)
      const [document] = documents
      if (document === undefined || documents.length > 1) continue
      const text = json(document.toJS())
      const own = findings(text).filter((diagnostic) => diagnostic.code === code && diagnostic.edits !== undefined)
      if (own.length === 0) continue
      const edited = applyEdits(text, own)
      assert.not.throws(() => JSON.parse(edited), `${code}:\n${edited}`)
      assert.equal(
        findings(edited).filter((diagnostic) => diagnostic.code === code),
        [],
        code,
      )
    }
  },
  'leave alone what only the text has': () => {
    const anchored = `${worker}        volumes: &v\n          - {name: a, mountPath: /a} # scratch\n`
    const [found] = findings(anchored)
    assert.is(found?.code, 'container/deprecated-volumes')
    assert.is(found?.edits, undefined)
  },
})

const folders = ['corpus', 'corpus-kubevela'].flatMap((name) => conformance(name) ?? [])
if (folders.length > 0) {
  tests('edits of real manifests', {
    'change the form and nothing else': () => {
      let count = 0
      for (const folder of folders) {
        for (const line of readFileSync(join(folder, 'index.jsonl'), 'utf8').trim().split('\n')) {
          const { file }: { file: string } = JSON.parse(line)
          const text = readFileSync(join(folder, file), 'utf8')
          const before = findings(text)
          const edited = applyEdits(text, before.filter(isOld))
          if (edited === text) continue
          count++
          const after = findings(edited)
          assert.equal(after.filter(isOld), [], file)
          const say = (diagnostics: typeof after): string[] =>
            diagnostics
              .filter((found) => !isOld(found))
              .map(({ code, message }) => `${code} ${message}`)
              .sort()
          assert.equal(say(after), say(before), file)
          assert.equal(documentsOf(edited), documentsOf(text), file)
          assert.equal(commentsOf(edited), commentsOf(text), file)
        }
      }
      assert.ok(count > 60, `${count} manifests in old forms`)
    },
  })
}

function commentsOf(text: string): string[] {
  return [...text.matchAll(/(^|\s)#.*/gm)].map(([comment]) => comment.trim()).sort()
}

function documentsOf(text: string): unknown[] {
  return parseAllDocuments(text, { merge: false }).map((document) => modernForm(document.toJS()))
}

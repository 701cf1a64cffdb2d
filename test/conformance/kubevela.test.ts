import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as assert from 'uvu/assert'
import { compile } from '../../src/compile-fully.js'
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
}

/* A selection of our own, in the repository: what that platform's users write. */
const platform = (spec: string): string =>
  `apiVersion: core.oam.dev/v1beta1\nkind: Application\nmetadata:\n  name: site\n  namespace: default\nspec:\n${spec}`
const say = (text: string): string[] =>
  compile([{ path: 'app.yaml', text }]).diagnostics.map(
    ({ code, severity, span }) => `${severity} ${code} ${span?.source.text.slice(span.start, span.end).split('\n')[0]}`,
  )

tests('manifests in the form of KubeVela', {
  'containers with the traits of the platform have no objection': () => {
    const text = platform(`  components:
    - name: web
      type: webservice
      dependsOn: [seed]
      properties:
        image: ghcr.io/acme/site:2.1.0
        exposeType: ClusterIP
        cpu: "0.5"
        memory: 512Mi
        env: [{name: MODE, value: live}, {name: TOKEN, valueFrom: {secretKeyRef: {name: site, key: token}}}]
        ports: [{port: 8080, expose: true}]
        readinessProbe: {httpGet: {path: /ready, port: 8080}, periodSeconds: 5}
      traits:
        - {type: scaler, properties: {replicas: 2}}
        - {type: gateway, properties: {domain: site.example.com, http: {/: 8080}}}
        - {type: storage, properties: {configMap: [{name: pages, mountPath: /pages, data: {index: hello}}], emptyDir: [{name: scratch, mountPath: /scratch}]}}
        - {type: sidecar, properties: {name: log, image: "busybox:1", cmd: [tail, -f, /dev/null]}}
        - {type: labels, properties: {team: site}}
    - name: seed
      type: task
      properties: {image: "ghcr.io/acme/seed:1.0.0", cmd: [seed], restart: Never}
    - name: nightly
      type: cron-task
      properties: {image: "ghcr.io/acme/report:1.0.0", schedule: "0 3 * * *"}
`)
    assert.equal(say(text), [])
  },
  'what mc does not do is one warning each, at its key': () => {
    const text = platform(`  components:
    - name: web
      type: worker
      properties: {image: "ghcr.io/acme/site:2.1.0"}
      inputs: [{from: address, parameterKey: image}]
      outputs: [{name: address, valueFrom: output.status.ip}]
  policies:
    - {name: everywhere, type: topology, properties: {clusters: [local]}}
  workflow:
    steps:
      - {name: wait, type: suspend}
status: {phase: running}
`)
    assert.equal(say(text), [
      'warning schema/not-supported inputs',
      'warning schema/not-supported outputs',
      'warning schema/not-supported topology',
      'warning schema/not-supported workflow',
      'warning schema/not-supported status',
    ])
  },
  'a definition of one’s own is one plain message, and hides no other': () => {
    const text = platform(`  components:
    - name: db
      type: helm
      properties: {chart: redis, url: "https://charts.example.com", values: {a: {b: [1]}}}
    - name: web
      type: webservice
      properties: {image: "ghcr.io/acme/site:2.1.0"}
      traits: [{type: my-ingress, properties: {any: thing}}]
    - name: job
      type: task
      properties: {imagee: "ghcr.io/acme/job:1.0.0"}
`)
    assert.equal(say(text), ['error schema/unknown-type helm', 'error schema/unknown-property imagee'])
  },
})

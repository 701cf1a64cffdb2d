import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import * as assert from 'uvu/assert'
import { parseAllDocuments } from 'yaml'
import { mc } from '../commands/lattice/lattice-run.js'
import { root, skip, temporary, tests } from '../harness.js'
import { inNamespace } from './in-namespace.js'
import { type KubeEngine, startKube } from './kube-engine.js'
import { waitFor } from './wait-for.js'

interface Rule {
  readonly apiGroups: readonly string[]
  readonly resources: readonly string[]
  readonly verbs: readonly string[]
}

const file = join(root, 'schema', 'kube-role.yaml')
const documents = parseAllDocuments(readFileSync(file, 'utf8')).map(
  (document) => document.toJS() as { kind: string; rules?: readonly Rule[] },
)
const rules = documents.find(({ kind }) => kind === 'Role')!.rules!

/** Makes every kind that Kubernetes itself has and the target writes. */
const everything = `apiVersion: core.oam.dev/v1beta1
kind: Application
metadata:
  name: everything
  annotations:
    version: v1
spec:
  components:
    - name: web
      type: webservice
      properties:
        image: ghcr.io/acme/web:1.0.0
        ports: [{port: 8080, expose: true}]
        cpu: 100m
      traits:
        - type: autoscaler
          properties: {min: 2, max: 4, cpu: 70}
        - type: gateway
          properties: {domain: web.example.com, http: {/: 8080}}
    - name: data
      type: statefulset
      properties:
        image: ghcr.io/acme/data:1.0.0
        ports: [{port: 5432}]
      traits:
        - type: storage
          properties:
            pvc: [{name: data, mountPath: /data, resources: {requests: {storage: 1Gi}}}]
            configMap: [{name: settings, mountPath: /settings, data: {a: b}}]
    - name: claims
      type: webservice
      properties:
        image: ghcr.io/acme/claims:1.0.0
        ports: [{port: 8080}]
      traits:
        - type: storage
          properties:
            pvc: [{name: shared, mountPath: /data, resources: {requests: {storage: 1Gi}}}]
    - name: agent
      type: daemon
      properties: {image: 'ghcr.io/acme/agent:1.0.0'}
    - name: once
      type: task
      properties: {image: 'ghcr.io/acme/once:1.0.0'}
    - name: nightly
      type: cron-task
      properties: {image: 'ghcr.io/acme/nightly:1.0.0', schedule: 0 3 * * *}
`

const head = everything.slice(0, everything.indexOf('    - name: web'))
const one = (name: string): string =>
  `    - name: ${name}\n      type: webservice\n      properties: {image: 'ghcr.io/acme/${name}:1.0.0', ports: [{port: 80}]}\n`
const small = `${head}${one('one')}${one('two')}`
/** A later version with nothing of all that. */
const little = `${head.replace('v1\n', 'v2\n')}${one('one')}`

const kube = startKube()
if (typeof kube === 'string') skip('the rights of mc in a cluster', kube)
else registerAll(kube)

function registerAll(kube: KubeEngine): void {
  /** Makes a namespace with these rules for the service account of the ready file, and a kubeconfig of it. */
  const withRules = (own: readonly Rule[], use: (env: Readonly<Record<string, string>>) => Promise<void>): Promise<void> =>
    inNamespace(kube, [], async (namespace) => {
      const objects = documents.map((document) => (document.kind === 'Role' ? { ...document, rules: own } : document))
      for (const object of objects) await kube.must('kubectl', ['apply', '-n', namespace, '-f', '-'], { input: JSON.stringify(object) })
      const token = (await kube.must('kubectl', ['create', 'token', 'manifest-compiler', '-n', namespace])).trim()
      const config = JSON.parse(readFileSync(kube.env['KUBECONFIG']!, 'utf8')) as object
      const KUBECONFIG = join(temporary(), 'config')
      writeFileSync(KUBECONFIG, JSON.stringify({ ...config, users: [{ name: 'admin', user: { token } }] }))
      const first = own.find(({ verbs }) => verbs.length > 0)
      await waitFor(
        async () =>
          (
            await kube.run('kubectl', ['auth', 'can-i', first?.verbs[0] ?? 'get', first?.resources[0] ?? 'x', '-n', namespace], {
              env: { KUBECONFIG },
            })
          ).code,
        (code) => code === 0 || first === undefined,
        10,
      )
      await use({ ...kube.env, KUBECONFIG, MC_LATTICE: `kube:///${namespace}` })
    })
  const put = (env: Readonly<Record<string, string>>, text: string) => mc('put .', { env, files: { 'app.yaml': text } })

  tests('the rights of mc in a cluster', {
    'the ready Role allows every command, and is no wider than what they ask': async () => {
      const asked = new Set<string>()
      const listen = (message: unknown): void => {
        const { request } = message as { request: { method: string; path: string } }
        for (const right of asksFor(request.method, request.path)) asked.add(right)
      }
      await withRules(rules, async (env) => {
        subscribe('http.client.request.start', listen)
        try {
          assert.is((await put(env, everything)).code, 0)
          const first = await mc('deploy everything', { env })
          assert.is(first.code, 0, first.stderr)
          assert.is((await put(env, little)).code, 0)
          for (const line of [
            'deploy everything',
            'rollback everything',
            'list',
            'history everything',
            'status',
            'get everything',
            'undeploy everything',
            'deploy everything@v1',
            'delete everything',
          ]) {
            const ran = await mc(line, { env })
            // nothing runs in a cluster without nodes
            assert.is(ran.code, line === 'status' ? 1 : 0, `${line}: ${ran.stdout}${ran.stderr}`)
          }
        } finally {
          unsubscribe('http.client.request.start', listen)
        }
        const allowed = new Set(rules.flatMap(rightsOf))
        assert.equal([...asked].filter((right) => !allowed.has(right)).sort(), [], 'asked, and not in the Role')
        // kinds of operators are not installed here
        const here = [...allowed].filter((right) => !/\.(io|sh|dev)$/.test(right) || right.endsWith('networking.k8s.io'))
        assert.equal(here.filter((right) => !asked.has(right) && !right.includes('gateway')).sort(), [], 'in the Role, and not asked')
      })
    },
    'without one right some command is refused, and says which right is missing': async () => {
      const cases = [
        ...['get', 'list', 'create', 'patch', 'delete'].map((verb) => ['', 'configmaps', verb] as const),
        ...['list', 'create', 'patch', 'delete'].map((verb) => ['apps', 'deployments', verb] as const),
      ]
      for (const [group, resource, verb] of cases) {
        const own = rules.map((rule) =>
          rule.apiGroups.includes(group) && rule.resources.includes(resource)
            ? [
                { ...rule, resources: rule.resources.filter((other) => other !== resource) },
                { ...rule, resources: [resource], verbs: rule.verbs.filter((other) => other !== verb) },
              ]
            : [rule],
        )
        await withRules(
          own.flat().filter(({ resources }) => resources.length > 0),
          async (env) => {
            const refused: string[] = []
            for (const step of [
              () => put(env, small),
              () => mc('deploy everything', { env }),
              () => put(env, little),
              () => mc('deploy everything', { env }),
              () => mc('undeploy everything', { env }),
              () => mc('delete everything', { env }),
            ]) {
              const { code, stderr } = await step()
              if (code === 0) continue
              assert.is(code, 3, stderr)
              refused.push(stderr)
              break
            }
            const expected = `not allowed to ${verb} ${resource}${group === '' ? '' : `.${group}`}`
            assert.is(refused.length, 1, `without ${verb} ${resource} all works`)
            assert.match(refused[0]!, /schema\/kube-role\.yaml/)
            assert.match(refused[0]!, `the verb \`${verb}\` on \`${resource}\``)
            if (!(verb === 'create' && group === 'apps')) assert.match(refused[0]!, expected)
          },
        )
      }
    },
  })
}

/** `list deployments.apps` */
function rightsOf({ apiGroups, resources, verbs }: Rule): readonly string[] {
  return apiGroups.flatMap((group) =>
    resources.flatMap((resource) => verbs.map((verb) => `${verb} ${resource}${group === '' ? '' : `.${group}`}`)),
  )
}

/** The rights that a request to the API server needs (Kubernetes, "Authorization": request verbs); an apply may create. */
function asksFor(method: string, path: string): readonly string[] {
  const [, group = '', resource = '', name] = /^\/(?:api|apis\/([^/]+))\/[^/]+\/namespaces\/[^/]+\/([^/?]+)(?:\/([^/?]+))?/.exec(path) ?? []
  if (resource === '') return []
  const verbs: Readonly<Record<string, readonly string[]>> = {
    GET: [name === undefined ? 'list' : 'get'],
    POST: ['create'],
    PUT: ['update'],
    PATCH: path.includes('force=') || path.includes('fieldManager=mc') ? ['patch', 'create'] : ['patch'],
    DELETE: ['delete'],
  }
  return (verbs[method] ?? []).map((verb) => `${verb} ${resource}${group === '' ? '' : `.${group}`}`)
}

import * as assert from 'uvu/assert'
import { Failure } from '../../../src/failure.js'
import { AnswerLost } from '../../../src/store/key-value/key-value.js'
import { KubeRefusal } from '../../../src/store/kube/kube-refusal.js'
import { temporary, tests } from '../../harness.js'
import { clientOf, refusal, withServer } from './stand-in-server.js'

const map = { apiVersion: 'v1', kind: 'ConfigMap' } as const
const object = { ...map, metadata: { name: 'a', namespace: 'apps', resourceVersion: '7' }, data: { a: 'b' } }
const found = { status: 200, body: object }

tests('a client of Kubernetes', {
  'reads again what a server in trouble did not give': () =>
    withServer(
      [refusal(503, 'ServiceUnavailable', 'later'), 'reset', refusal(429, 'TooManyRequests', 'busy'), found],
      async (client, seen) => {
        assert.is((await client.get({ ...map, name: 'a' }))?.metadata.resourceVersion, '7')
        assert.is(seen.length, 4)
        assert.equal(
          [seen[0]!.method, seen[0]!.url, seen[0]!.headers.authorization],
          ['GET', '/api/v1/namespaces/apps/configmaps/a', 'Bearer secret-token'],
        )
      },
    ),
  'changes once: what was refused as too much is sent again, what may have been done is not': async () => {
    await withServer([refusal(429, 'TooManyRequests', 'busy'), found], async (client, seen) => {
      await client.update(object)
      assert.is(seen.length, 2)
    })
    await withServer(['reset', found], async (client, seen) => {
      const error = await failure(client.update(object))
      assert.instance(error, AnswerLost)
      assert.match(error.message, /cannot be reached: it closed the connection; whether the last change was made is not known/)
      assert.is(seen.length, 1)
    })
    await withServer([refusal(500, 'InternalError', 'etcd is gone'), found], async (client, seen) => {
      assert.match(
        (await failure(client.update(object))).message,
        'the cluster could not update configmaps `a` in the namespace `apps` (500 InternalError): etcd is gone',
      )
      assert.is(seen.length, 1)
    })
  },
  'waits no longer than it may': () =>
    withServer(
      ['silent'],
      async (client) => {
        const start = Date.now()
        assert.match(
          (await failure(client.get({ ...map, name: 'a' }))).message,
          /^the cluster of the context `stage` \(http:\S+\) gave no answer within 1 s; --timeout gives it longer$/,
        )
        assert.ok(Date.now() - start < 1500)
      },
      { timeLimit: 600 },
    ),
  'a server that is not there, is no host, or speaks another language': async () => {
    const start = Date.now()
    assert.match(
      (await failure(clientOf('https://127.0.0.1:1', {}).get({ ...map, name: 'a' }))).message,
      /`stage` \(https:\S+\) cannot be reached: nothing listens there/,
    )
    assert.ok(Date.now() - start < 2000, 'and says so soon')
    await withServer([{ status: 200, body: '<html>' }], async (client) => {
      assert.match((await failure(client.get({ ...map, name: 'a' }))).message, 'is no answer of a Kubernetes API server')
      assert.match((await failure(client.list(map))).message, 'is no answer of a Kubernetes API server')
    })
  },
  'lists page by page, and from the start where the server has forgotten the moment': () =>
    withServer(
      [
        { status: 200, body: { items: [{ metadata: { name: 'a' } }], metadata: { continue: 'next' } } },
        refusal(410, 'Expired', 'too old'),
        { status: 200, body: { items: [{ metadata: { name: 'a' } }], metadata: { continue: 'again' } } },
        { status: 200, body: { items: [{ metadata: { name: 'b' } }], metadata: {} } },
      ],
      async (client, seen) => {
        const all = await client.list(map, { labels: 'x=y' })
        assert.equal(
          all.map(({ kind, metadata }) => [kind, metadata.name]),
          [
            ['ConfigMap', 'a'],
            ['ConfigMap', 'b'],
          ],
        )
        assert.equal(
          seen.map(({ url }) => new URL(url, 'http://x').searchParams.get('continue')),
          [null, 'next', null, 'again'],
        )
        assert.match(seen[0]!.url, 'labelSelector=x%3Dy')
      },
    ),
  'says what is refused, and what to do': async () => {
    const cases: readonly [Parameters<typeof refusal>, RegExp][] = [
      [[401, 'Unauthorized', 'Unauthorized'], /does not know who asks \(401 Unauthorized\)/],
      [
        [
          403,
          'Forbidden',
          'configmaps is forbidden: User "system:serviceaccount:apps:ci" cannot create resource "configmaps" in API group "" in the namespace "apps"',
        ],
        /^not allowed to create configmaps `a` in the namespace `apps` as `system:serviceaccount:apps:ci` \(403 Forbidden\): the verb `create` on `configmaps` is missing; the Role that mc needs is in schema\/kube-role\.yaml/,
      ],
      [
        [
          403,
          'Forbidden',
          'roles is forbidden: User "x" cannot bind resource "roles" in API group "rbac.authorization.k8s.io" in the namespace "apps"',
        ],
        /the verb `bind` on `roles` of the API group `rbac\.authorization\.k8s\.io` is missing/,
      ],
      [
        [
          403,
          'Forbidden',
          'configmaps "a" is forbidden: exceeded quota: few, requested: count/configmaps=1, used: count/configmaps=3, limited: count/configmaps=3',
        ],
        /the quota of the namespace is used up: few, requested: count\/configmaps=1/,
      ],
      [
        [403, 'Forbidden', 'admission webhook "guard.example" denied the request: no such team'],
        /the admission webhook `guard\.example` of the cluster denies it: no such team/,
      ],
      [
        [500, 'InternalError', 'Internal error occurred: failed calling webhook "guard.example": Post "https://x": refused'],
        /the admission webhook `guard\.example` of the cluster does not work: Post/,
      ],
      [
        [422, 'Invalid', "configmaps \"a\" is forbidden: ValidatingAdmissionPolicy 'p' with binding 'b' denied request: no"],
        /the admission policy `p` of the cluster denies it: no/,
      ],
      [
        [
          403,
          'Forbidden',
          'unable to create new content',
          { causes: [{ reason: 'NamespaceTerminating', message: 'x', field: 'metadata.namespace' }] },
        ],
        /`apps`: that namespace is being deleted/,
      ],
      [
        [404, 'NotFound', 'namespaces "apps" not found'],
        /^the cluster has no namespace `apps`; make it first: kubectl create namespace apps$/,
      ],
      [[413, 'RequestEntityTooLarge', 'Request entity too large: limit is 3145728'], /the request is too large \(413\)/],
      [[422, 'Invalid', 'ConfigMap "a" is\u001b[31m invalid'], /\(422 Invalid\): ConfigMap "a" is␛\[31m invalid/],
    ]
    for (const [given, expected] of cases)
      await withServer([refusal(...given)], async (client) => {
        const error = await failure(client.create(object))
        assert.instance(error, KubeRefusal)
        assert.match(error.message, expected)
        assert.is(error.exitCode, 3)
      })
  },
  'asks the credential program once, tells it what it must know, and asks again where its answer is refused': async () => {
    const cwd = temporary({
      'credential.mjs': `import { appendFileSync, readFileSync } from 'node:fs'
        const { spec } = JSON.parse(process.env.KUBERNETES_EXEC_INFO)
        if (process.env.WHO !== 'me' || spec.interactive) process.exit(1)
        appendFileSync(process.argv[2], '.')
        console.log(JSON.stringify({ kind: 'ExecCredential', status: { token: 'token-' + readFileSync(process.argv[2]).length } }))`,
    })
    const exec = (args: readonly string[]) => ({
      exec: {
        apiVersion: 'client.authentication.k8s.io/v1',
        command: process.execPath,
        args,
        env: [{ name: 'WHO', value: 'me' }],
        installHint: 'get it',
      },
    })
    await withServer(
      [found, refusal(401, 'Unauthorized', 'expired'), found],
      async (client, seen) => {
        await client.get({ ...map, name: 'a' })
        await client.get({ ...map, name: 'a' })
        assert.equal(
          seen.map(({ headers }) => headers.authorization),
          ['Bearer token-1', 'Bearer token-1', 'Bearer token-2'],
        )
      },
      { user: exec([`${cwd}/credential.mjs`, `${cwd}/asked`]) },
    )
    for (const [user, expected] of [
      [
        exec(['-e', 'console.error("first line"); console.error("log in first"); process.exit(4)']),
        /the credential program `\S+` of the kubeconfig ended with 4: log in first$/,
      ],
      [exec(['-e', 'console.log("hello")']), /gave no ExecCredential with a status/],
      [exec(['-e', 'setTimeout(() => {}, 60000)']), /did not end in time/],
      [
        { exec: { command: 'no-such-program-anywhere', installHint: 'get it' } },
        /cannot start the credential program `no-such-program-anywhere` of the kubeconfig: it is not installed; get it/,
      ],
    ] as const)
      assert.match((await failure(clientOf('http://127.0.0.1:1', user, 500).get({ ...map, name: 'a' }))).message, expected)
  },
})

async function failure(act: Promise<unknown>): Promise<Failure> {
  try {
    await act
  } catch (error) {
    if (error instanceof Failure) return error
    throw error
  }
  throw new Error('it did not fail')
}

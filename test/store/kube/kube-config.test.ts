import { join } from 'node:path'
import * as assert from 'uvu/assert'
import { Failure } from '../../../src/failure.js'
import { readKubeConfig } from '../../../src/store/kube/kube-config.js'
import { parseKubeUrl } from '../../../src/store/kube/parse-kube-url.js'
import { temporary, tests } from '../../harness.js'
import { kubeConfig } from './stand-in-server.js'

const server = { server: 'https://127.0.0.1:6443' }
const arn = 'arn:aws:eks:eu-west-1:1:cluster/x'

tests('the cluster that kube:// names', {
  'the URL, its parts left out, and names with odd characters': () => {
    assert.equal(parseKubeUrl('//stage/apps'), { context: 'stage', namespace: 'apps' })
    assert.equal(parseKubeUrl('//stage'), { context: 'stage' })
    assert.equal(parseKubeUrl('///apps'), { namespace: 'apps' })
    assert.equal(parseKubeUrl('//'), {})
    assert.equal(parseKubeUrl(`//${encodeURIComponent(arn)}/apps/`), { context: arn, namespace: 'apps' })
    for (const [rest, expected] of [
      ['stage/apps', /--lattice kube:stage\/apps: not the URL of a lattice in a cluster, which is kube:\/\/<context>\/<namespace>/],
      [`//${arn}/apps`, /write `\/` in a name as %2F/],
      ['//stage/Apps', /`Apps` is no name of a namespace/],
      ['//st%age/apps', /write `%` itself as %25/],
      ['//stage/apps?x=y', /not the URL/],
    ] as const) {
      const { exitCode, message } = failure(() => parseKubeUrl(rest))
      assert.match(message, expected)
      assert.is(exitCode, 2)
    }
  },
  'several files: the first that says something wins, and one that is missing is passed over': () => {
    const cwd = temporary({
      one: JSON.stringify({ ...kubeConfig({ stage: server }, { token: 'one' }), 'current-context': '' }),
      'two/config': JSON.stringify(
        kubeConfig({ [arn]: { ...server, 'certificate-authority': 'ca.crt' }, stage: { server: 'https://other' } }, { token: 'two' }),
      ),
    })
    const seat = { cwd, env: { KUBECONFIG: 'one:missing:two/config' } }
    const here = readKubeConfig({}, seat)
    assert.equal([here.context, here.namespace, here.cluster.caFile], [arn, 'apps', join(cwd, 'two', 'ca.crt')])
    assert.is(here.user.token, 'one')
    assert.is(readKubeConfig({ context: 'stage', namespace: 'mine' }, seat).namespace, 'mine')
    assert.is(readKubeConfig({ context: 'stage' }, seat).cluster.server, server.server)
  },
  'the file of the home folder, and a token in a file beside it': () => {
    const cwd = temporary({
      '.kube/config': JSON.stringify(kubeConfig({ stage: server }, { tokenFile: 'token' })),
      '.kube/token': 'secret\n',
    })
    const { user } = readKubeConfig({}, { cwd: '/', env: { HOME: cwd } })
    assert.is(user.token, 'secret')
  },
  'what is missing or broken is said': () => {
    const cwd = temporary({
      config: JSON.stringify(kubeConfig({ stage: server, production: server })),
      none: JSON.stringify({ ...kubeConfig({ stage: server }), 'current-context': undefined }),
      bare: JSON.stringify({ ...kubeConfig({ stage: server }), clusters: [] }),
      old: JSON.stringify(kubeConfig({ stage: server }, { 'auth-provider': { name: 'gcp' } })),
      broken: 'a: [',
      text: 'hello',
      half: JSON.stringify({ ...kubeConfig({ stage: server }), clusters: [{ name: 'stage', cluster: {} }] }),
    })
    const cases: readonly [string, string | undefined, RegExp][] = [
      ['missing', undefined, /^no kubeconfig: KUBECONFIG names \S+missing, which is not there$/],
      ['config', 'stag', /^the kubeconfig has no context `stag`; it has `production` or `stage`$/],
      [
        'none',
        undefined,
        /^the kubeconfig has no current context: name one of its contexts in the URL, kube:\/\/<context>\/<namespace>; it has `stage`$/,
      ],
      ['bare', undefined, /^the context `stage` of the kubeconfig names a cluster `stage` that is not there$/],
      ['old', undefined, /^the user `me` of the kubeconfig has the auth-provider `gcp`, which kubectl dropped in 1\.26/],
      ['broken', undefined, /^cannot read the kubeconfig \S+broken: /],
      ['text', undefined, /^cannot read the kubeconfig \S+text: it is not a kubeconfig$/],
      ['half', undefined, /^cannot read the kubeconfig \S+half: clusters\[0\]\.cluster\.server is missing$/],
    ]
    for (const [file, context, expected] of cases) {
      const { exitCode, message } = failure(() =>
        readKubeConfig({ ...(context !== undefined && { context }) }, { cwd, env: { KUBECONFIG: file } }),
      )
      assert.match(message, expected)
      assert.is(exitCode, 3)
    }
    assert.match(
      failure(() => readKubeConfig({}, { cwd, env: { HOME: cwd } })).message,
      /^no kubeconfig: KUBECONFIG is not set and \S+\.kube\/config is not there$/,
    )
  },
})

function failure(act: () => unknown): Failure {
  try {
    act()
  } catch (error) {
    if (error instanceof Failure) return error
    throw error
  }
  throw new Error('it did not fail')
}

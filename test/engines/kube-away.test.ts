import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as assert from 'uvu/assert'
import { mc, mcJson } from '../commands/lattice/lattice-run.js'
import { skip, temporary, tests } from '../harness.js'
import { manifestText } from '../store/stored-applications.js'
import { type OwnApiServer, startOwnApiServer } from './own-api-server.js'

const server = startOwnApiServer()
if (typeof server === 'string') skip('a cluster that goes away', server)
else registerAll(server)

function registerAll(server: OwnApiServer): void {
  const options = { env: { ...server.env, MC_LATTICE: 'kube://' } }

  tests('a cluster that goes away', {
    'killed in the middle of what two writers do: said, nothing half done, nothing that was acknowledged is lost, and the next run continues':
      async () => {
        const acknowledged = new Set<string>()
        const open = new Set<string>()
        let count = 0
        for (const after of [150, 400, 700]) {
          const killed = { yet: false }
          const write = async (writer: string): Promise<void> => {
            for (;;) {
              const version = `v${count++}`
              const ran = await mc('put . --timeout 5', { ...options, files: { 'app.yaml': manifestText(writer, version, version) } })
              if (ran.code === 0) {
                acknowledged.add(`${writer}@${version}`)
                if (killed.yet) return
                continue
              }
              open.add(`${writer}@${version}`)
              assert.is(ran.code, 3, ran.stderr)
              assert.match(
                ran.stderr,
                /^mc: the cluster of the context `tests` \(https:\S+\) cannot be reached: (nothing listens there|it closed the connection)/,
              )
              assert.is(ran.stderr.trim().split('\n').length, 1)
              return
            }
          }
          const writers = ['orders', 'shop'].map(write)
          setTimeout(() => {
            server.kill()
            killed.yet = true
          }, after)
          await Promise.all(writers)
          assert.is((await mc('list', options)).code, 3)
          await server.revive()
          const { code, json } = await mcJson<{ applications: readonly { application: string }[] }>('list', options)
          assert.is(code, 0)
          const there = new Set<string>()
          for (const { application: name } of json.applications) {
            const history = await mcJson<{ events: readonly { version: string }[] }>(`history ${name}`, options)
            for (const { version } of history.json.events) {
              assert.not(there.has(`${name}@${version}`), 'history tells a put once')
              there.add(`${name}@${version}`)
              const got = await mc(`get ${name}@${version}`, options)
              assert.is(got.stdout, manifestText(name, version, version))
            }
          }
          for (const one of acknowledged) assert.ok(there.has(one), `${one} was acknowledged`)
          for (const one of there) assert.ok(acknowledged.has(one) || open.has(one), `${one} is there, and nobody put it`)
          // what was open is now there or not, for good
          for (const one of open) if (there.has(one)) acknowledged.add(one)
          open.clear()
        }
        assert.ok(acknowledged.size > 3, `${acknowledged.size} puts`)
      },
    'slow: the command ends when its time is over, and works when the cluster answers again': async () => {
      server.freeze()
      try {
        const start = Date.now()
        const { code, stderr } = await mc('list --timeout 2', options)
        assert.equal([code, /gave no answer within 2 s; --timeout gives it longer\n$/.test(stderr)], [3, true], stderr)
        assert.ok(Date.now() - start < 4000)
      } finally {
        server.thaw()
      }
      assert.is((await mc('list', options)).code, 0)
    },
    'each way in which a cluster cannot be had is said': async () => {
      const config = JSON.parse(readFileSync(server.env['KUBECONFIG']!, 'utf8')) as { clusters: [{ cluster: { server: string } }] }
      const withUser = (user: object) => JSON.stringify({ ...config, users: [{ name: 'admin', user }] })
      const withCluster = (cluster: object) =>
        JSON.stringify({ ...config, clusters: [{ name: 'tests', cluster: { ...config.clusters[0].cluster, ...cluster } }] })
      const cwd = temporary({
        wrong: withUser({ token: 'very-secret' }),
        stranger: withCluster({ 'certificate-authority': undefined }),
        name: withCluster({ 'tls-server-name': 'other.example.com' }),
        plain: withCluster({ server: config.clusters[0].cluster.server.replace('https', 'http') }),
        nowhere: withCluster({ server: 'https://no.such.host.invalid' }),
        ca: withCluster({ 'certificate-authority': 'missing.crt' }),
      })
      const cases: readonly [file: string, url: string, RegExp][] = [
        ['wrong', 'kube://', /the cluster does not know who asks \(401 Unauthorized\)/],
        ['stranger', 'kube://', /cannot be trusted: its certificate is from an authority that the kubeconfig does not name/],
        ['name', 'kube://', /cannot be trusted: its certificate is for another name \(ERR_TLS_CERT_ALTNAME_INVALID\)/],
        ['plain', 'kube://', /HTTP request to an HTTPS server/],
        ['nowhere', 'kube://', /cannot be reached: (no such host name \(DNS\)|the DNS server does not answer)/],
        ['ca', 'kube://', /the kubeconfig does not lead to the cluster: .*missing\.crt/],
        ['none', 'kube://', /no kubeconfig: KUBECONFIG names \S+none, which is not there/],
        ['wrong', 'kube://test', /the kubeconfig has no context `test`; it has `tests`/],
      ]
      for (const [file, url, expected] of cases) {
        const { code, stdout, stderr } = await mc(`list --lattice ${url} --timeout 3`, {
          env: { ...server.env, KUBECONFIG: join(cwd, file) },
        })
        assert.match(stderr, expected)
        assert.equal([code, stdout], [3, ''], stderr)
        assert.not.match(stderr, /very-secret|\n.*\n/)
      }
      const { code, stderr } = await mc('list --lattice kube:///no-such-namespace', options)
      assert.equal(
        [code, stderr],
        [3, 'mc: the cluster has no namespace `no-such-namespace`; make it first: kubectl create namespace no-such-namespace\n'],
      )
      server.down()
    },
  })
}

import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { nkeys } from '@nats-io/transport-node'
import * as assert from 'uvu/assert'
import { Failure } from '../../src/failure.js'
import { openNatsStore } from '../../src/store/nats/open-nats-store.js'
import { run, skip, temporary, tests } from '../harness.js'
import { assertFailure } from '../store/store-conformance.js'
import { putInto } from '../store/stored-applications.js'
import { surroundingsIn } from '../store/surroundings-in.js'
import { findNatsServer, startNats } from './nats-engine.js'

const program = findNatsServer()
if (program === undefined) skip('who may use a lattice on NATS', 'nats-server is not there: test/engines/kubernetes.sh install')
else register(program)

/** Opens a lattice, puts something and closes it. */
async function use(rest: string, cwd: string, env: Readonly<Record<string, string>> = {}): Promise<void> {
  const store = await openNatsStore(rest, surroundingsIn(cwd, { env, timeLimit: 10_000 }))
  try {
    await putInto(store, 'shop', `v${Date.now()}-${Math.random()}`)
  } finally {
    await store.close()
  }
}

function register(program: string): void {
  tests('who may use a lattice on NATS', {
    'a user with a password, which is nowhere to be read': async () => {
      const nats = await startNats(program, 'authorization { users: [{ user: "ann", password: "ge:heim" }] }')
      const at = (login: string): string => `//${login}${nats.server}/shop`
      const env = { NATS_USER: 'ann', NATS_PASSWORD: 'ge:heim' }
      await use(at('ann:ge%3Aheim@'), '/')
      await use(at(''), '/', env)
      const refusal = /^nats:\/\/127\.0\.0\.1:\d+\/shop: the server does not accept the user: check user and password/
      await assertFailure(use(at(''), '/'), refusal)
      // what the URL says of the user goes before the environment, and nothing is mixed
      await assertFailure(use(at('ann:falsch@'), '/', env), refusal)
      const context = { 'nats/context/prod.json': JSON.stringify({ user: 'ann', password: 'ge:heim', url: 'nats://elsewhere:4222' }) }
      await use(at(''), '/', { XDG_CONFIG_HOME: temporary(context), NATS_CONTEXT: 'prod' })
      for (const [rest, code] of [
        [at('ann:ge%3Aheim@'), 0],
        [at('ann:falsch@'), 3],
        [`${at('ann:ge%3Aheim@')}/more`, 2],
      ] as const) {
        const { code: exit, stdout, stderr } = await run(['list', '--lattice', `nats:${rest}`, '--debug', '--timeout', '5'])
        assert.is(exit, code, stderr)
        assert.not(/heim|falsch/.test(stdout + stderr), stderr)
      }
      await nats.kill()
    },
    'a token': async () => {
      const nats = await startNats(program, 'authorization { token: "geheim" }')
      await use(`//geheim@${nats.server}/shop`, '/')
      await use(`//${nats.server}/shop`, '/', { NATS_TOKEN: 'geheim' })
      await assertFailure(use(`//falsch@${nats.server}/shop`, '/'), /does not accept the user/)
      await nats.kill()
    },
    'an NKey, by a file': async () => {
      const user = nkeys.createUser()
      const nats = await startNats(program, `authorization { users: [{ nkey: ${user.getPublicKey()} }] }`)
      const cwd = temporary({ 'user.nk': `# my key\r\n${text(user.getSeed())}\r\n`, 'wrong.nk': 'not a seed' })
      await use(`//${nats.server}/shop?nkey=user.nk`, cwd)
      await use(`//${nats.server}/shop`, cwd, { NATS_NKEY: join(cwd, 'user.nk') })
      await assertFailure(use(`//${nats.server}/shop?nkey=wrong.nk`, cwd), /^wrong\.nk: holds no seed of an NKey/)
      await assertFailure(use(`//${nats.server}/shop?nkey=none.nk`, cwd), /^cannot read none\.nk: no such file/)
      await nats.kill()
    },
    'a file of credentials': async () => {
      const [operator, system, account, user] = [nkeys.createOperator(), nkeys.createAccount(), nkeys.createAccount(), nkeys.createUser()]
      const all = { subs: -1, data: -1, payload: -1, imports: -1, exports: -1, wildcards: true, conn: -1, leaf: -1 }
      const storage = { mem_storage: -1, disk_storage: -1, streams: -1, consumer: -1 }
      const accounts = [
        [system, { limits: all }],
        [account, { limits: { ...all, ...storage } }],
      ] as const
      const preload = accounts.map(([own, claims]) => `  ${own.getPublicKey()}: ${jwt(own, operator, 'account', claims)}`)
      const config = [
        `operator: ${jwt(operator, operator, 'operator', { system_account: system.getPublicKey() })}`,
        `system_account: ${system.getPublicKey()}`,
        'resolver: MEMORY',
        `resolver_preload {\n${preload.join('\n')}\n}`,
      ]
      const nats = await startNats(program, config.join('\n'))
      const creds = (by: nkeys.KeyPair): string =>
        `-----BEGIN NATS USER JWT-----\n${jwt(user, by, 'user', { subs: -1, data: -1, payload: -1 })}\n------END NATS USER JWT------\n\n-----BEGIN USER NKEY SEED-----\n${text(user.getSeed())}\n------END USER NKEY SEED------\n`
      const cwd = temporary({ 'ann.creds': creds(account), 'other.creds': creds(nkeys.createAccount()) })
      await use(`//${nats.server}/shop?creds=ann.creds`, cwd)
      await use(`//${nats.server}/shop`, cwd, { NATS_CREDS: '~/ann.creds', HOME: cwd })
      await assertFailure(use(`//${nats.server}/shop?creds=other.creds`, cwd), /does not accept the user/)
      await assertFailure(use(`//${nats.server}/shop?creds=none`, cwd), /^cannot read none: no such file/)
      await nats.kill()
    },
    'one who may do too little is told what is missing': async () => {
      const may = '_INBOX.>'
      const users = [
        `{ user: "look", password: "x", permissions: { publish: ["$JS.API.INFO", "$JS.API.STREAM.INFO.KV_mc_shop", "$JS.API.STREAM.MSG.GET.KV_mc_shop", "$JS.API.DIRECT.GET.KV_mc_shop"], subscribe: ["${may}"] } }`,
        '{ user: "all", password: "x" }',
        `{ user: "none", password: "x", permissions: { publish: ["other"], subscribe: ["${may}"] } }`,
      ]
      const nats = await startNats(program, `authorization { users: [${users.join(', ')}] }`)
      await use(`//all:x@${nats.server}/shop`, '/')
      const reader = await openNatsStore(`//look:x@${nats.server}/shop`, surroundingsIn('/', { timeLimit: 5000 }))
      assert.is((await reader.read()).records.size, 1)
      await assertFailure(
        putInto(reader, 'more', 'v1'),
        /the user may not publish `\$KV\.mc_shop\.manifest\.more\.v1\.[0-9a-f]+`: give it that permission/,
      )
      await reader.close()
      await assertFailure(use(`//none:x@${nats.server}/shop`, '/'), /the user may not publish `\$JS\.API\.STREAM\.INFO\.KV_mc_shop`/)
      const all = await openNatsStore(`//all:x@${nats.server}/shop`, surroundingsIn('/'))
      assert.equal([...(await all.read()).records.keys()], ['shop'])
      await all.close()
      await nats.kill()
    },
    'TLS, with certificates on both sides': async () => {
      const folder = certificates()
      const file = (name: string): string => JSON.stringify(join(folder, name))
      const nats = await startNats(
        program,
        `tls { cert_file: ${file('server.pem')}, key_file: ${file('server.key')}, ca_file: ${file('ca.pem')}, verify: true }`,
      )
      const at = (settings: string): string => `//${nats.server}/shop${settings}`
      await use(at('?ca=ca.pem&cert=client.pem&key=client.key'), folder)
      const env = { NATS_CA: 'ca.pem', NATS_CERT: 'client.pem', NATS_KEY: 'client.key' }
      await use(at(''), folder, env)
      await assertFailure(use(at(''), folder), /the server's certificate is not accepted \([A-Z_]+\): name the right authority in NATS_CA/)
      await assertFailure(use(at('?ca=other.pem&cert=client.pem&key=client.key'), folder), /the server's certificate is not accepted/)
      await assertFailure(
        use(at('?ca=ca.pem'), folder),
        /the server does not accept this client: give a certificate in NATS_CERT and NATS_KEY/,
      )
      await assertFailure(use(at('?ca=none.pem'), folder), /^cannot read none\.pem: no such file/)
      await nats.kill()
      const plain = await startNats(program)
      await assertFailure(use(`//${plain.server}/shop?tls=required`, folder), /offers no TLS/)
      await plain.kill()
    },
    'settings that make no sense are asked wrongly': async () => {
      const cases: readonly (readonly [string, RegExp])[] = [
        ['//host', /no lattice is named; a lattice there is `nats:\/\/\[user\[:password\]@\]host\[:port\]\/<lattice>`/],
        ['host/x', /no host is named/],
        ['//host/a/b', /more than the name of a lattice follows the host/],
        ['//ann:geheim@host/x?cred=a', /no such setting; did you mean `creds`\?/],
        ['//host/x?ca=a&ca=b', /given twice/],
        ['//host/x?cert=a', /needs both its file and the file of its key: key is missing/],
        ['//host/x?tls=yes', /tls=yes: it is `required` or `first`/],
        ['//host/%zz', /`%` is not followed by two hexadecimal digits/],
        [`//host/${'x'.repeat(300)}`, /the name of the lattice is too long/],
      ]
      for (const [rest, expected] of cases) {
        let thrown: unknown
        await openNatsStore(rest, surroundingsIn('/', { timeLimit: 1000 })).catch((error) => (thrown = error))
        assert.instance(thrown, Failure, rest)
        assert.equal([rest, (thrown as Failure).exitCode], [rest, 2])
        assert.match((thrown as Failure).message, expected)
        assert.not((thrown as Failure).message.includes('geheim'))
      }
    },
  })
}

/** Makes an authority, a certificate of it for 127.0.0.1, one for a client, and another authority. */
function certificates(): string {
  const folder = temporary({ 'server.ext': 'subjectAltName=IP:127.0.0.1\n', 'client.ext': 'extendedKeyUsage=clientAuth\n' })
  const openssl = (...args: string[]): void => {
    const { status, stderr } = spawnSync('openssl', args, { cwd: folder, encoding: 'utf8' })
    if (status !== 0) throw new Error(stderr)
  }
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes']
  for (const name of ['ca', 'other'])
    openssl('req', '-x509', ...key, '-keyout', `${name}.key`, '-out', `${name}.pem`, '-days', '2', '-subj', `/CN=${name}`)
  for (const name of ['server', 'client']) {
    openssl('req', ...key, '-keyout', `${name}.key`, '-out', `${name}.csr`, '-subj', `/CN=${name}`)
    openssl(
      'x509',
      '-req',
      '-in',
      `${name}.csr`,
      '-CA',
      'ca.pem',
      '-CAkey',
      'ca.key',
      '-CAcreateserial',
      '-out',
      `${name}.pem`,
      '-days',
      '2',
      '-extfile',
      `${name}.ext`,
    )
  }
  assert.match(readFileSync(join(folder, 'server.pem'), 'utf8'), 'BEGIN CERTIFICATE')
  writeFileSync(join(folder, 'ready'), '')
  return folder
}

/** Makes a JWT of NATS: claims about one key, signed by another. */
function jwt(about: nkeys.KeyPair, by: nkeys.KeyPair, type: string, claims: object): string {
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')
  const sub = about.getPublicKey()
  const body = `${part({ typ: 'JWT', alg: 'ed25519-nkey' })}.${part({ jti: sub, iat: 1_700_000_000, iss: by.getPublicKey(), name: type, sub, nats: { ...claims, type, version: 2 } })}`
  return `${body}.${Buffer.from(by.sign(new TextEncoder().encode(body))).toString('base64url')}`
}

function text(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes)
}

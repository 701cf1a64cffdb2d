import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv } from 'ajv'
import * as assert from 'uvu/assert'
import { readEnvFile } from '../src/outside/env-file.js'
import { root, run, temporary, tests } from './harness.js'

const shop = `apiVersion: core.oam.dev/v1beta1
kind: Application
metadata:
  name: shop
spec:
  components:
    - name: api
      type: webservice
      properties:
        image: ghcr.io/acme/api:1.0.0
        env:
          - name: DB_PASSWORD
            valueFrom: {secretKeyRef: {name: db, key: password}}
          - name: LIMIT
            valueFrom: {configMapKeyRef: {name: limits, key: max}}
        volumeMounts:
          secret:
            - name: tls
              secretName: tls
              mountPath: /etc/tls
              items: [{key: key.pem, path: server.key}]
    - name: worker
      type: worker
      properties:
        image: ghcr.io/acme/worker:1.0.0
        env:
          - name: PGPASSWORD
            valueFrom: {secretKeyRef: {name: db, key: password}}
`
const files = { 'shop.yaml': shop }

interface Report {
  readonly summary: { readonly values: number; readonly missing: number }
  readonly values: readonly {
    readonly variable: string
    readonly keeper: string | null
    readonly state: string
    readonly from: string | null
    readonly users: readonly object[]
  }[]
}

const reportOf = async (flags: readonly string[], options: Parameters<typeof run>[1]): Promise<Report & { readonly code: number }> => {
  const { code, stdout, stderr } = await run(['secrets', '--format', 'json', ...flags], options)
  assert.is(stderr, '')
  const validate = new Ajv({ strict: false }).compile(
    JSON.parse(readFileSync(join(root, 'schema/secrets-output.schema.json'), 'utf8')) as object,
  )
  const value = JSON.parse(stdout) as Report
  assert.ok(validate(value), JSON.stringify(validate.errors))
  return { ...value, code }
}

tests('secrets', {
  'lists what is needed, by whom, as what, and whether it is set, and never a value': async () => {
    const { code, stdout, stderr } = await run(['secrets', 'shop.yaml'], { files, env: { DB_PASSWORD: 'hunter2' } })
    assert.is(code, 0)
    assert.is(
      stdout,
      [
        'secret db, key password: DB_PASSWORD, set (environment)',
        '  shop/api (shop.yaml:13:46) as DB_PASSWORD',
        '  shop/worker (shop.yaml:28:46) as PGPASSWORD',
        'secret tls, key key.pem: TLS_KEY_PEM, not set',
        '  shop/api (shop.yaml:21:29) as the file /etc/tls/server.key',
        'configuration limits, key max: LIMITS_MAX, not set',
        '  shop/api (shop.yaml:15:49) as LIMIT',
        '',
      ].join('\n'),
    )
    assert.is(stderr, '2 values missing: set the variables, or write them to .env (mc render -t compose writes .env.example)\n')
    assert.not.match(`${stdout}${stderr}`, 'hunter2')
  },
  'says of other platforms what has the values there, and looks at no .env': async () => {
    const cwd = temporary({ ...files, '.env': 'DB_PASSWORD=a\n' })
    const { values, code } = await reportOf(['shop.yaml', '-t', 'kubernetes', '--check'], { cwd })
    assert.is(code, 0, 'what the cluster has is nothing that this machine could lack')
    assert.equal(
      values.map(({ keeper, state }) => `${state} ${keeper}`),
      [
        'elsewhere the Secret db of the cluster',
        'elsewhere the Secret tls of the cluster',
        'elsewhere the ConfigMap limits of the cluster',
      ],
    )
    const several = await run(['secrets', 'shop.yaml', '-t', 'compose,helm'], { files })
    assert.is(several.code, 2)
    assert.match(several.stderr, /one platform at a time/)
  },
  'names the variables as .env.example does': async () => {
    const { cwd } = await run(['render', 'shop.yaml', '-t', 'compose'], { files })
    const names = [...readFileSync(join(cwd, 'out/compose/.env.example'), 'utf8').matchAll(/^(\w+)=/gm)].map(([, name]) => name!)
    const { values } = await reportOf(['shop.yaml'], { cwd })
    assert.equal(values.map(({ variable }) => variable).sort(), names.sort())
  },
  'looks in the environment first, then in .env here and beside compose.yaml, or only in --env-file': async () => {
    const cwd = temporary({
      ...files,
      '.env': 'DB_PASSWORD=a\nLIMITS_MAX=1\n',
      'out/compose/.env': "DB_PASSWORD=b\nTLS_KEY_PEM='k'\n",
      'a.env': 'DB_PASSWORD=\nLIMITS_MAX=1',
      'b.env': 'LIMITS_MAX=\n',
    })
    const found = async (flags: readonly string[], env = {}): Promise<readonly string[]> =>
      (await reportOf(['shop.yaml', ...flags], { cwd, env })).values.map(({ variable, state, from }) => `${variable} ${state} ${from}`)
    assert.equal(await found([], { LIMITS_MAX: '9' }), [
      'DB_PASSWORD set .env',
      'TLS_KEY_PEM set the .env beside compose.yaml',
      'LIMITS_MAX set environment',
    ])
    assert.equal(await found(['--env-file', 'a.env']), ['DB_PASSWORD empty a.env', 'TLS_KEY_PEM missing null', 'LIMITS_MAX set a.env'])
    assert.is((await found(['--env-file', 'a.env', '--env-file', 'b.env']))[2], 'LIMITS_MAX empty b.env')
    assert.is((await run(['secrets', '--env-file', 'none.env'], { cwd })).code, 3)
    assert.match(
      (await run(['secrets', 'shop.yaml'], { cwd })).stderr,
      /^mc dev reads \.env here; docker compose reads the one beside compose\.yaml/,
    )
  },
  '--check fails where a value is missing or a secret is empty': async () => {
    const check = async (env: Readonly<Record<string, string>>, ...flags: readonly string[]) =>
      run(['secrets', 'shop.yaml', '--check', ...flags], { files, env })
    const all = { DB_PASSWORD: 'a', TLS_KEY_PEM: 'b', LIMITS_MAX: '1' }
    assert.equal(
      [(await check(all)).code, (await check({ ...all, LIMITS_MAX: '' })).code, (await check({ ...all, DB_PASSWORD: '' })).code],
      [0, 0, 1],
    )
    const quiet = await check({ ...all, DB_PASSWORD: '' }, '--quiet')
    assert.equal([quiet.code, quiet.stdout], [1, ''])
    assert.match(
      quiet.stderr,
      /^secret db, key password: is empty; set DB_PASSWORD in the environment or in \.env\n {2}shop\/api \(shop\.yaml:13:46\) as DB_PASSWORD\n/,
    )
  },
  'Spin variables, secrets of wasmCloud and whole folders are listed too': async () => {
    const report = await reportOf([join(root, 'examples', '06-everything')], { cwd: temporary() })
    const states = report.values.map(({ state, variable, users }) => `${state} ${variable} ${JSON.stringify(users)}`)
    assert.ok(states.some((text) => /^missing SHOP_OFFERS_API_TOKEN .*SPIN_VARIABLE_API_TOKEN/.test(text)))
    assert.ok(states.some((text) => /^elsewhere null .*shop-edge\/prices/.test(text)))
    const lattice = `${shop.replace('items: [{key: key.pem, path: server.key}]', '')}`
    const { values, summary } = await reportOf(['shop.yaml'], {
      files: { 'shop.yaml': lattice },
      env: { DB_PASSWORD: 'a', LIMITS_MAX: '1' },
    })
    assert.equal(summary, { values: 3, missing: 1 })
    assert.is(values.find(({ variable }) => variable === null)?.state, 'missing')
    const there = await reportOf(['shop.yaml'], { files: { 'shop.yaml': lattice, 'out/compose/secrets/tls/key': 'x' } })
    assert.is(there.values.find(({ variable }) => variable === null)?.state, 'set')
  },
  'nothing to give is said, and mistakes of the manifest come first': async () => {
    const plain = shop.replace(/ {8}(env|volumeMounts):[\s\S]*?(?=\n {4}- |$)/g, '')
    assert.is((await run(['secrets', 'shop.yaml'], { files: { 'shop.yaml': plain } })).stderr, 'nothing comes from outside\n')
    assert.is((await run(['secrets', 'shop.yaml'], { files: { 'shop.yaml': shop.replace('webservice', 'webservise') } })).code, 1)
  },
  'env files as Compose reads them': () => {
    const text = '\ufeff# comment\nA=1\n export B = two # rest\nC="a\\n\\"b\\""\nD=\'x # y\'\nE=\nF\nG: v\nH="one\ntwo"\nI=a#b\r\nJ=#x\n'
    assert.equal(
      [...readEnvFile(text)],
      [
        ['A', '1'],
        ['B', 'two'],
        ['C', 'a\n"b"'],
        ['D', 'x # y'],
        ['E', ''],
        ['G', 'v'],
        ['H', 'one\ntwo'],
        ['I', 'a#b'],
        ['J', ''],
      ],
    )
  },
})

import fc from 'fast-check'
import * as assert from 'uvu/assert'
import { compile } from '../../../src/compile-fully.js'
import { script } from '../../../targets/script.js'
import { type FakeFly, fakeFly } from '../../fake-fly.js'
import { tests } from '../../harness.js'

const shop = `apiVersion: core.oam.dev/v1beta1
kind: Application
metadata: {name: shop}
spec:
  components:
    - name: web
      type: webservice
      properties:
        image: ghcr.io/acme/web:1.2.3
        ports: [{port: 8080, name: http, expose: true}]
        env:
          - {name: TOKEN, valueFrom: {secretKeyRef: {name: web, key: token}}}
        volumeMounts:
          secret: [{name: keys, mountPath: /keys, secretName: tls, items: [{key: key, path: key.pem}]}]
      traits:
        - {type: link, properties: {name: db, target: {name: db}}}
        - {type: scaler, properties: {replicas: 3}}
        - {type: gateway, properties: {domain: shop.example.com, http: {"/": 8080}}}
    - name: db
      type: webservice
      properties:
        image: "postgres:16"
        ports: [{port: 5432, name: postgres}]
        volumeMounts:
          pvc: [{name: data, mountPath: /var/lib/postgresql/data, claimName: data}]
    - name: migrate
      type: task
      properties: {image: ghcr.io/acme/migrate:1.2.3, cmd: [migrate, "it's \\"all\\" $HOME"]}
      traits:
        - {type: link, properties: {name: db, target: {name: db}}}
    - name: report
      type: cron-task
      properties: {image: ghcr.io/acme/report:1.2.3, schedule: "0 3 * * *"}
`

const rendered = (text: string, settings: Readonly<Record<string, string>> = {}): Record<string, string> => {
  const { artifacts, diagnostics } = compile([{ path: 'shop.yaml', text }], { targets: ['fly'], settings: { fly: settings } })
  const errors = diagnostics.filter(({ severity }) => severity === 'error').map(({ code, message }) => `${code}: ${message}`)
  assert.equal(errors, [])
  return Object.fromEntries(artifacts.map(({ path, text: own }) => [path.replace(/^fly\//, ''), own]))
}

const env = { FLY_ORG: 'acme', PRIMARY_REGION: 'fra', WEB_TOKEN: 'a"b" #c\nd\n', TLS_KEY: '-----BEGIN\n\u00e9\n' }
const shown = (fly: FakeFly): unknown => Object.entries(fly.apps()).map(([name, app]) => [name, app])
const ok = ({ status, stdout, stderr }: { status: number; stdout: string; stderr: string }): void => {
  if (status !== 0) throw new Error(`status ${status}\n${stdout}\n${stderr}`)
}

tests('fly: deploy.sh and undeploy.sh', {
  'deploy all, change nothing the second time, and leave nothing': () => {
    const fly = fakeFly(rendered(shop))
    ok(fly.run('deploy.sh', env))
    const { 'shop-web': web, 'shop-db': db, 'shop-migrate': migrate, 'shop-report': report } = fly.apps()
    assert.equal(Object.keys(fly.apps()).length, 4)
    assert.equal(web?.secrets, { TOKEN: env.WEB_TOKEN, TLS_KEY_FILE: Buffer.from(env.TLS_KEY).toString('base64') })
    assert.equal(web?.ips, ['shared_v4', 'v6'])
    assert.equal(web?.certificates, ['shop.example.com'])
    assert.is(web?.machines.length, 3)
    assert.equal([db?.volumes.map(({ name, region, size_gb }) => [name, region, size_gb]), db?.ips], [[['data', 'fra', 1]], []])
    assert.equal([migrate?.machines, report?.machines.length], [[], 1])
    assert.equal(
      fly.started().map(([app]) => app),
      ['shop-migrate', 'shop-report'].sort((a, b) => fly.started().findIndex(([x]) => x === a) - fly.started().findIndex(([x]) => x === b)),
    )
    const before = shown(fly)
    ok(fly.run('deploy.sh', env))
    assert.equal(shown(fly), before)
    assert.is(fly.started().filter(([app]) => app === 'shop-report').length, 1, 'a machine that is meant stays')

    const refused = fly.run('undeploy.sh', env)
    assert.is(refused.status, 2)
    assert.match(refused.stderr, /DESTROY_VOLUMES=1: the volumes of app shop-db/)
    ok(fly.run('undeploy.sh', { ...env, DESTROY_VOLUMES: '1' }))
    assert.equal(fly.apps(), {})
    ok(fly.run('undeploy.sh', { ...env, DESTROY_VOLUMES: '1' }))
  },
  'follow the order of the links': () => {
    const fly = fakeFly(rendered(shop))
    ok(fly.run('deploy.sh', env))
    const at = (...words: readonly string[]): number => fly.calls().findIndex((call) => words.every((word, index) => call[index] === word))
    assert.ok(at('deploy', 'shop-db') < at('deploy', 'shop-web'))
    assert.ok(at('deploy', 'shop-db') < at('machine', 'create', '--app', 'shop-migrate'))
    assert.ok(at('apps', 'create', 'shop-report') < at('deploy', 'shop-db'), 'every name is there before anything asks for it')
    assert.ok(at('volumes', 'create') < at('deploy', 'shop-db'))
  },
  'say all at once what is missing, and touch nothing': () => {
    const fly = fakeFly(rendered(shop))
    const { status, stderr } = fly.run('deploy.sh')
    assert.is(status, 2)
    for (const name of ['FLY_ORG', 'PRIMARY_REGION', 'WEB_TOKEN', 'TLS_KEY']) assert.match(stderr, new RegExp(`^  ${name}: `, 'm'))
    assert.equal(fly.apps(), {})
  },
  'keep a secret that the app has': () => {
    const fly = fakeFly(rendered(shop))
    ok(fly.run('deploy.sh', env))
    ok(fly.run('deploy.sh', { FLY_ORG: 'acme', PRIMARY_REGION: 'fra' }))
    assert.is(fly.apps()['shop-web']?.secrets['TOKEN'], env.WEB_TOKEN)
  },
  'a failed task ends the script, and its machine stays': () => {
    const fly = fakeFly(rendered(shop))
    const { status, stderr } = fly.run('deploy.sh', { ...env, FAKE_FLY_EXIT: '3' })
    assert.is(status, 1)
    assert.match(stderr, /shop-migrate: ended with status 3; fly logs --app shop-migrate shows why/)
    assert.is(fly.apps()['shop-migrate']?.machines.length, 1)
    ok(fly.run('deploy.sh', env))
    assert.is(fly.apps()['shop-migrate']?.machines.length, 0)
  },
  'a task that takes too long is stopped': () => {
    const fly = fakeFly(
      rendered(shop.replace('type: task\n      properties: {', 'type: task\n      properties: {activeDeadlineSeconds: 1, ')),
    )
    const { status, stdout, stderr } = fly.run('deploy.sh', { ...env, POLL: '1', FAKE_FLY_ENDLESS: '1' })
    assert.is(status, 1)
    assert.match(stdout, /^fly machine stop m\d+ --app shop-migrate$/m)
    assert.match(stderr, /shop-migrate: not at its end after 1 seconds, and stopped/)
  },
  'a dry run prints every command and calls none': () => {
    const fly = fakeFly(rendered(shop))
    const { status, stdout } = fly.run('deploy.sh', { DRY_RUN: '1' })
    assert.is(status, 0)
    assert.equal(fly.calls(), [])
    for (const line of [
      'fly apps create shop-web --org "$FLY_ORG"',
      'printf \'TOKEN="""%s"""\\n\' "$WEB_TOKEN" | fly secrets import --stage --app shop-web',
      'fly ips allocate-v4 --shared --app shop-web',
      'fly certs add shop.example.com --app shop-web',
      'fly volumes create data --size 1 --region "$PRIMARY_REGION" --count 1 --yes --app shop-db',
      'fly deploy shop-web --ha=false --no-public-ips --yes',
      'fly scale count app=3 --yes --app shop-web',
    ])
      assert.ok(stdout.split('\n').includes(line), `${line}\n${stdout}`)
    const undone = fly.run('undeploy.sh', { DRY_RUN: '1' })
    assert.match(undone.stdout, /^fly apps destroy shop-web --yes$/m)
    assert.equal(fly.calls(), [])
  },
  'a dry run with its variables can be pasted': () => {
    const fly = fakeFly(rendered(shop))
    const { stdout } = fly.run('deploy.sh', { ...env, DRY_RUN: '1' })
    const lines = stdout.split('\n').filter((line) => /^(fly|printf) /.test(line) && !line.includes('machine'))
    ok(fly.bash(`set -euo pipefail\n${lines.join('\n')}`, env))
    const pasted = fly.apps()
    const other = fakeFly(rendered(shop))
    ok(other.run('deploy.sh', env))
    for (const name of ['shop-web', 'shop-db']) {
      const { secrets, ips, certificates, volumes, machines } = other.apps()[name]!
      assert.equal([pasted[name]?.ips, pasted[name]?.certificates], [ips, certificates])
      assert.equal([Object.keys(pasted[name]?.secrets ?? {}), pasted[name]?.volumes.length], [Object.keys(secrets), volumes.length])
      assert.is(pasted[name]?.machines.length, machines.length)
    }
  },
  'values of secrets reach flyctl as they are, or are refused in words': () => {
    const pieces = fc.constantFrom('"', '"""', "'", '#', '\n', '\r\n', '\r', ' ', '=', 'a', '$HOME', '\\', '`id`', 'é')
    const values = fc.sample(
      fc.array(pieces, { minLength: 1, maxLength: 7 }).map((own) => own.join('')),
      { numRuns: 30, seed: 7 },
    )
    const named = [...values, 'x\n', '""x#y', 'a"#b', '"""', "'a'", 'a"b"#c\nd"""'].map((value, index) => [`V${index}`, value] as const)
    const fly = fakeFly({ 'lib.sh': `set -euo pipefail\n${script('fly/common.sh')}\n${script('fly/deploy.sh')}` })
    const tries = named.map(([name]) => `( set_secrets a ${name} ${name} text ) >/dev/null || echo "refused ${name}"`)
    ok(fly.bash('fly apps create a --org x'))
    const { stdout, stderr } = fly.bash(`. ./lib.sh\n${tries.join('\n')}`, Object.fromEntries(named))
    const refused = new Set([...stdout.matchAll(/^refused (V\d+)$/gm)].map(([, name]) => name))
    const kept = fly.apps()['a']?.secrets ?? {}
    for (const [name, value] of named) {
      if (refused.has(name)) assert.match(stderr, new RegExp(`^${name}: flyctl cannot take this value`, 'm'))
      else assert.is(kept[name], value, JSON.stringify(value))
    }
    assert.ok(refused.size < 15, `${refused.size} refused`)
  },
})

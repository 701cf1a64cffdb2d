import { parse } from 'smol-toml'
import * as assert from 'uvu/assert'
import { skip, temporary, tests } from '../harness.js'
import { render } from './compose-project.js'
import { type Engine, startEngine } from './engine.js'
import { waitFor } from './wait-for.js'

const engine = startEngine()
if (typeof engine === 'string') skip('Spin in Docker Compose', engine)
else tests('Spin in Docker Compose, with a stand-in for its command line', cases(engine))

/** What the stand-in tells of itself. */
interface Told {
  readonly args: readonly string[]
  readonly env: Readonly<Record<string, string>>
  readonly runtimeConfig: string
  readonly login: string
  readonly plugins: readonly string[]
  readonly reached: string
}

/**
 * A stand-in for the image of the Spin CLI, which cannot be had without a registry: it has its entry point and the form of its arguments, notes the plugins that are installed,
 * listens where `SPIN_HTTP_LISTEN_ADDR` says, and tells what it was given. It connects to the redis that its runtime configuration names.
 */
const standIn = {
  Dockerfile: 'FROM node:20\nCOPY spin.js /spin.js\nCOPY --chmod=755 spin /usr/local/bin/spin\nENTRYPOINT ["/usr/local/bin/spin"]\n',
  spin: '#!/bin/sh\nexec node /spin.js "$@"\n',
  'spin.js': `
const { appendFileSync, existsSync, readFileSync } = require('node:fs')
const { connect } = require('node:net')
const args = process.argv.slice(2)
const read = (path) => (existsSync(path) ? readFileSync(path, 'utf8') : '')
if (args[0] === 'plugins') appendFileSync('/plugins', args.join(' ') + '\\n')
else {
  const runtimeConfig = read('/runtime-config.toml')
  const told = { args, env: process.env, runtimeConfig, login: read('/registry-login/config.json'), plugins: read('/plugins').split('\\n').filter(Boolean), reached: '' }
  const [host, port] = (process.env.SPIN_HTTP_LISTEN_ADDR ?? '').split(':')
  const answer = () => console.log('told ' + JSON.stringify(told))
  const redis = /redis:\\/\\/([^:"]+):(\\d+)/.exec(runtimeConfig)
  if (redis) connect(Number(redis[2]), redis[1], function () { this.end('PING\\r\\n') }).on('data', (data) => { told.reached = String(data).trim() }).on('close', answer).on('error', (error) => { told.reached = error.message })
  else answer()
  if (port) require('node:http').createServer((_, response) => response.end(JSON.stringify(told))).listen(Number(port), host)
  else if (!args.includes('--once')) setInterval(() => {}, 1000)
}
`,
}

const manifest = `apiVersion: core.oam.dev/v1beta1
kind: Application
metadata:
  name: guestbook
  annotations: {version: v1.0.0, description: "Spin, all of it"}
spec:
  components:
    - name: cache
      type: webservice
      properties: {image: "redis:7", ports: [{port: 6379, name: redis}], readinessProbe: {exec: {command: [redis-cli, ping]}, periodSeconds: 2, timeoutSeconds: 3}}
    - name: pages
      type: spin
      properties:
        image: registry.example.com/pages:1
        imagePullSecrets: [registry]
        components: [pages]
        variables: [{name: title, value: "a \\"quoted\\" $TITLE"}]
        runtimeConfig:
          keyValueStores:
            - {name: default, type: redis, options: [{name: url, value: "\${target.store.url}/0"}]}
          sqliteDatabases:
            - name: default
              type: libsql
              options: [{name: url, value: 'C:\\data "x" $\${HOME} \${HOME}'}, {name: token, valueFrom: {secretKeyRef: {name: libsql, key: token}}}]
      traits:
        - {type: link, properties: {name: store, target: {name: cache}}}
        - {type: expose, properties: {ports: [{port: 80}]}}
    - name: clicks
      type: spin
      properties:
        image: registry.example.com/clicks:1
        triggers: [{type: mqtt, address: "{{ broker }}", topic: "{{ topic }}"}]
        variables: [{name: broker, value: "mqtt://x:1883"}, {name: topic, value: clicks}]
    - name: import
      type: spin
      properties:
        image: registry.example.com/import:1
        triggers: [{type: command, cmd: [--once, "two words"]}]
        runtimeConfig: {loadFromSecret: whole}
`

/** Everything that a value of a secret may make hard to carry into TOML. */
const secret = `it's "a" \\secret\\ # \${NOT_A_VARIABLE} $x ''`

function cases(engine: Engine) {
  return {
    'has its arguments, variables, runtime configuration and credentials, and reaches redis through a link': async () => {
      const folder = temporary({
        ...Object.fromEntries(Object.entries(standIn).map(([name, text]) => [`image/${name}`, text])),
        'app.yaml': manifest,
      })
      const image = `mc-test-spin-${process.pid}`
      const built = await engine.docker(['build', '--quiet', '--tag', image, 'image'], { cwd: folder })
      assert.is(built.code, 0, built.stderr)
      const project = await render(engine, folder, 'app.yaml', secret, ['--set', `compose.spin-image=${image}`])
      try {
        const started = await project.compose('up', '--detach', '--build', '--pull', 'never')
        assert.is(started.code, 0, started.stderr)
        const told = async (service: string): Promise<Told> => {
          const log = await waitFor(
            () => project.must('logs', '--no-log-prefix', service),
            (text) => text.includes('told {'),
            30,
          )
          return JSON.parse(log.slice(log.indexOf('told {') + 'told '.length).split('\n')[0]!)
        }

        const pages = await told('guestbook-pages')
        assert.equal(pages.args, [
          'up',
          '--from',
          'registry.example.com/pages:1',
          '--component-id',
          'pages',
          '--runtime-config-file',
          '/runtime-config.toml',
        ])
        assert.is(pages.env['SPIN_VARIABLE_TITLE'], 'a "quoted" $TITLE')
        assert.is(pages.env['DOCKER_CONFIG'], '/registry-login')
        assert.is(pages.login, secret)
        assert.equal(JSON.parse(JSON.stringify(parse(pages.runtimeConfig))), {
          key_value_store: { default: { type: 'redis', url: 'redis://guestbook-cache:6379/0' } },
          sqlite_database: { default: { type: 'libsql', url: 'C:\\data "x" ${HOME} ${HOME}', token: secret } },
        })
        assert.is(pages.reached, '+PONG')
        const answer = await fetch(await project.urlOf('guestbook-pages', 80))
        assert.is(answer.status, 200)

        const clicks = await told('guestbook-clicks')
        assert.equal(clicks.args, ['up', '--from', 'registry.example.com/clicks:1'])
        assert.not('SPIN_HTTP_LISTEN_ADDR' in clicks.env)
        assert.match(clicks.plugins.join(), /^plugins install --yes --url https:\/\/\S+\/trigger-mqtt\.json$/)

        const run = await told('guestbook-import')
        assert.equal(run.args.slice(-4), ['/runtime-config.toml', '--', '--once', 'two words'])
        assert.is(run.runtimeConfig, secret)
      } finally {
        await project.down()
        await engine.docker(['image', 'rm', image], { cwd: folder })
      }
    },
  }
}

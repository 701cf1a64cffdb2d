import * as assert from 'uvu/assert'
import { skip, tests } from '../harness.js'
import { component, type EmittedEcs, emitEcs } from '../targets/ecs/emit-ecs.js'
import { awkwardTexts } from './awkward-texts.js'
import { type EcsOnDocker, startEcs } from './ecs-on-docker.js'
import { type Engine, startEngine } from './engine.js'
import { waitFor } from './wait-for.js'

/** Task definitions with their very commands, environment and volumes, under Docker: what is prepared before the containers start, and what their health checks say. */
const engine = startEngine()
if (typeof engine === 'string') skip('containers of ECS tasks', engine)
else tests('containers of ECS tasks', containers(engine))

function containers(engine: Engine) {
  let ecs: EcsOnDocker
  let place: string
  const main = (...command: readonly string[]) => ecs.docker('exec', `${place}-web`, ...command)
  const check = () => main(...healthCommand)
  let healthCommand: readonly string[] = []

  return {
    'a task starts whose containers are not root and cannot write to their root': async () => {
      const values = { '${SECRET_KEYS_ARN}': whole, '${SECRET_KEYS_ARN}:tls.key::': 'line\nline\n' }
      ecs = await startEcs(engine, 'lattice', values)
      const emitted = emitEcs({ shop: application })
      const { taskdef, service } = requestsOf(emitted)
      healthCommand = taskdef.containerDefinitions[0].healthCheck.command.slice(1)
      // nothing is healthy yet, so that its start is not waited for
      await ecs.start({ taskdef: { ...taskdef, containerDefinitions: taskdef.containerDefinitions.map(unchecked) }, service })
      const { stdout } = await ecs.docker('ps', '--format', '{{.Names}}', '--filter', 'name=shop-web')
      place = stdout
        .split('\n')
        .find((name) => name.endsWith('-web') && name.includes('-shop-web-'))!
        .replace(/-web$/, '')
      assert.is((await main('id', '-u')).stdout.trim(), '1000')
    },
    'every text of configuration is a file byte for byte, with its mode': async () => {
      for (const [at, text] of fileTexts.entries()) assert.is((await main('cat', `/etc/shop/${at}`)).stdout, text, JSON.stringify(text))
      assert.is((await main('stat', '-c', '%a', '/etc/shop/0')).stdout.trim(), '644')
      assert.is((await main('stat', '-c', '%a', '/etc/keys/tls.key')).stdout.trim(), '444')
      assert.is.not((await main('touch', '/etc/shop/x')).code, 0)
    },
    'a secret is a file for each of its keys, and one of a key that is named': async () => {
      const names = (await main('ls', '/etc/all')).stdout.trim().split('\n')
      assert.equal(names.sort(), Object.keys(fields).sort())
      for (const [name, text] of Object.entries(fields)) assert.is((await main('cat', `/etc/all/${name}`)).stdout, text)
      assert.is((await main('cat', '/etc/keys/tls.key')).stdout, 'line\nline\n')
    },
    'scratch storage is written by everybody, on disk and in memory': async () => {
      for (const folder of ['/scratch', '/memory']) assert.is((await main('touch', `${folder}/x`)).code, 0, folder)
      assert.match((await main('mount')).stdout, / on \/memory type tmpfs /)
    },
    'a task is healthy once it is ready, whatever comes later': async () => {
      assert.is.not((await check()).code, 0)
      await main('sh', '-c', 'mkdir -p /scratch/www && echo well >/scratch/www/alive')
      assert.is.not((await check()).code, 0)
      await main('touch', '/scratch/www/ready')
      assert.is(
        await waitFor(
          async () => (await check()).code,
          (code) => code === 0,
          20,
        ),
        0,
      )
      await main('rm', '/scratch/www/ready')
      for (let times = 0; times < 5; times++) {
        await new Promise((done) => setTimeout(done, 1000))
        const { code, stderr } = await check()
        assert.is(code, 0, stderr)
      }
    },
    'and unhealthy when it no longer lives, after as many failures as it may have': async () => {
      await main('rm', '/scratch/www/alive')
      const codes: number[] = []
      for (let times = 0; times < 5; times++) {
        codes.push((await check()).code === 0 ? 0 : 1)
        await new Promise((done) => setTimeout(done, 1000))
      }
      assert.is(codes[0], 0)
      assert.is(codes.at(-1), 1)
      assert.match((await check()).stderr, 'it does not live')
    },
    'a sidecar that does not live ends, so that ECS starts it again': async () => {
      const { stdout } = await ecs.docker('inspect', '-f', '{{json .Config.Entrypoint}}', `${place}-beside`)
      assert.match(stdout, 'sleep')
      const command = sidecarCommand()
      const state = () => ecs.docker('inspect', '-f', '{{.State.Running}}', `${place}-beside`)
      await waitFor(
        async () => {
          await ecs.docker('exec', `${place}-beside`, ...command)
          return (await state()).stdout.trim()
        },
        (running) => running === 'false',
        30,
      )
      await ecs.stop()
    },
  }
}

/** What a file can hold that a shell hands over. */
const fileTexts = awkwardTexts.filter((text) => text.length < 4000)

const fields = { a: 'x', 'b.c': 'ä "quoted" \\ / \t\n😀', "it's": '', last: '\u0001' }
/** Some of it escaped as no program has to. */
const whole = `{ "a": "\\u0078",\n"b.c":"ä \\"quoted\\" \\\\ \\/ \\t\\n\\ud83d\\ude00","it's":"", "last" : "\\u0001"}`

const application = [
  component(
    {
      image: 'busybox:1',
      cmd: ['sh', '-c', 'while ! [ -d /scratch/www ]; do sleep 0.1; done; exec httpd -f -p 8080 -h /scratch/www'],
      ports: [{ port: 8080, name: 'http' }],
      livenessProbe: { httpGet: { path: '/alive', port: 8080 }, periodSeconds: 1, failureThreshold: 3 },
      readinessProbe: { httpGet: { path: '/ready', port: 8080 }, periodSeconds: 1 },
      volumeMounts: {
        emptyDir: [
          { name: 'scratch', mountPath: '/scratch' },
          { name: 'memory', mountPath: '/memory', medium: 'Memory', sizeLimit: '8Mi' },
        ],
        secret: [
          { name: 'all', mountPath: '/etc/all', secretName: 'keys' },
          { name: 'one', mountPath: '/etc/keys', secretName: 'keys', items: [{ key: 'tls.key', path: 'tls.key', mode: 0o444 }] },
        ],
      },
    },
    [
      { type: 'securitycontext', properties: { runAsUser: 1000, readOnlyRootFilesystem: true, dropCapabilities: ['ALL'] } },
      {
        type: 'storage',
        properties: {
          configMap: [{ name: 'texts', mountPath: '/etc/shop', data: Object.fromEntries(fileTexts.map((text, at) => [`${at}`, text])) }],
        },
      },
      {
        type: 'sidecar',
        properties: {
          name: 'beside',
          image: 'busybox:1',
          cmd: ['sleep', '600'],
          livenessProbe: { exec: { command: ['false'] }, periodSeconds: 1, failureThreshold: 2, terminationGracePeriodSeconds: 1 },
        },
      },
    ],
  ),
]

function sidecarCommand(): readonly string[] {
  const { containerDefinitions } = requestsOf(emitEcs({ shop: application })).taskdef
  const { healthCheck } = containerDefinitions.find(({ name }: { name: string }) => name === 'beside')
  return healthCheck.command.slice(1)
}

function requestsOf({ files }: EmittedEcs) {
  return {
    taskdef: JSON.parse(files['shop/shop-web/taskdef.json'] ?? 'null'),
    service: JSON.parse(files['shop/shop-web/service.json'] ?? 'null'),
  }
}

function unchecked({ healthCheck: _, ...container }: Readonly<Record<string, unknown>>): object {
  return container
}

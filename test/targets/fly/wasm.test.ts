import * as assert from 'uvu/assert'
import { wasmLattice } from '../../engines/wasm-lattice.js'
import { tests } from '../../harness.js'
import { appOf, apps, type Read } from './app-of.js'

const lattice = Object.fromEntries(
  Object.entries(wasmLattice).map(([name, text]) => [name, text.replaceAll('file://./', 'ghcr.io/acme/').replaceAll('.wasm"', ':1"')]),
)
const manifestOf = (machine: Read, application: string): string =>
  Buffer.from(machine.files.find(({ guest_path }: Read) => guest_path === `/mc/${application}.json`).raw_value, 'base64').toString()

tests('fly: wasmCloud and Spin', {
  'NATS, wadm and hosts are apps that listen on the private network': () => {
    const { apps: found } = apps(lattice)
    const nats = found['wasmcloud-nats']
    assert.equal([nats.experimental.cmd.slice(-2), nats.mounts.length, nats.machine], [['--addr', '::'], 1, undefined])
    assert.is(found['wasmcloud-wadm'].env.WADM_NATS_SERVER, 'wasmcloud-nats.internal:4222')
    assert.is(found['wasmcloud-wadm'].env.WADM_HTTP_ADMIN, '[::]:8081')
    const host = found['wasmcloud-host-eu']
    assert.equal([host.env.WASMCLOUD_NATS_HOST, host.env.WASMCLOUD_LABEL_zone], ['wasmcloud-nats.internal', 'eu'])
    assert.equal([host.http_service, host.services], [undefined, undefined], 'nobody has asked for a public address')
  },
  'a manifest is handed over by a machine that runs to its end': () => {
    const { machine } = apps(lattice).apps['hello-wadm-manifest']
    assert.equal(machine.init, { entrypoint: ['sh', '/mc/manifests.sh'], cmd: ['deploy', 'hello', '{"version":"v0.0.1"}'] })
    assert.is(machine.env.NATS_HOST, 'wasmcloud-nats.internal')
    assert.match(manifestOf(machine, 'hello'), '"address": "[::]:8080"')
  },
  'links lead across the border both ways': () => {
    const { apps: found } = apps(lattice)
    assert.is(found['settings-asker'].env.CONNECTION_SETTINGS_URL, 'http://wasmcloud-host-eu.internal:8081')
    assert.match(manifestOf(found['settings-wadm-manifest'].machine, 'settings'), 'redis://settings-cache.internal:6379/1')
  },
  'HTTP servers are public where the option says so': () => {
    const host = apps(lattice, { 'wasm-http': 'public', 'wasm-hosts': 'eu:8081=settings.example.com' }).apps['wasmcloud-host-eu']
    assert.is(host.http_service.internal_port, 8080)
    assert.equal(
      host.services.map(({ internal_port }: Read) => internal_port),
      [8081],
    )
  },
  'a Spin application listens on the private network, with its variables': () => {
    const app = appOf('variables: [{name: greeting, value: hi}]', '', {}, 'spin')
    assert.equal(app.experimental.cmd, ['up', '--from', 'nginx:1'])
    assert.equal(app.env, { SPIN_HTTP_LISTEN_ADDR: '[::]:80', SPIN_VARIABLE_GREETING: 'hi' })
    assert.match(app.build.image, /^ghcr\.io\/spinframework\/spin:/)
  },
  'plugins are installed by a container before it': () => {
    const app = appOf('triggers: [{type: mqtt, address: "mqtt://a", qos: 0, topic: t}]', '', {}, 'spin')
    assert.equal(
      app.machine.containers.map(({ name, depends_on }: Read) => [name, depends_on]),
      [
        ['web', [{ name: 'install-mqtt', condition: 'exited_successfully' }]],
        ['install-mqtt', undefined],
      ],
    )
  },
})

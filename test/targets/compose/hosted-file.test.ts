import * as assert from 'uvu/assert'
import { parse } from 'yaml'
import { compile } from '../../../src/compile-fully.js'
import { tests } from '../../harness.js'

const manifest = (image: string): string => `apiVersion: core.oam.dev/v1beta1
kind: Application
metadata: {name: local, annotations: {version: v1.0.0}}
spec:
  components:
    - name: hello
      type: component
      properties: {image: "${image}"}
      traits: [{type: spreadscaler, properties: {instances: 1}}]
`

function rendered(image: string): { mounts: object[]; image: string } {
  const { artifacts } = compile([{ path: 'apps/local.yaml', text: manifest(image) }], { targets: ['compose'] })
  const { services, configs } = parse(artifacts[0]!.text) as {
    services: Record<string, { volumes?: { type: string }[] }>
    configs: Record<string, { content: string }>
  }
  const hosts = Object.entries(services).filter(([name]) => name.startsWith('wasmcloud'))
  assert.is(hosts.length, 1)
  return {
    mounts: (hosts[0]![1].volumes ?? []).filter(({ type }) => type === 'bind'),
    image: JSON.parse(configs['manifests.local']!.content).spec.components[0].properties.image,
  }
}

tests('Wasm components that lie on this machine', {
  'an absolute path is the same for the hosts': () => {
    const { mounts, image } = rendered('file:///srv/hello.wasm')
    assert.is(image, 'file:///srv/hello.wasm')
    assert.equal(mounts, [
      { type: 'bind', source: '/srv/hello.wasm', target: '/srv/hello.wasm', read_only: true, bind: { create_host_path: false } },
    ])
  },
  'another is taken from the folder of the manifest': () => {
    const { mounts, image } = rendered('file://../build/hello.wasm')
    assert.is(image, 'file:///mc/files/local/up/build/hello.wasm')
    assert.equal(mounts, [
      {
        type: 'bind',
        source: '../../build/hello.wasm',
        target: '/mc/files/local/up/build/hello.wasm',
        read_only: true,
        bind: { create_host_path: false },
      },
    ])
  },
  'one from a registry is not mounted': () => assert.equal(rendered('ghcr.io/acme/hello:1.0.0').mounts, []),
})

import { parse } from 'smol-toml'
import * as assert from 'uvu/assert'
import { compile } from '../../../src/compile-fully.js'
import { tests } from '../../harness.js'
import { awkwardLabels, awkwardSubject, awkwardValues } from '../../kube/awkward-subject.js'
import type { Read } from './app-of.js'

const { sources } = awkwardSubject(awkwardValues)
const texts = Object.values(awkwardValues)

function rendered(containers: string, change: (text: string) => string = (text) => text) {
  const changed = sources.map((source) => ({ ...source, text: change(source.text) }))
  const { artifacts, diagnostics } = compile(changed, { targets: ['fly'], settings: { fly: { containers } }, cwd: '/' })
  assert.equal(
    diagnostics.filter(({ severity }) => severity === 'error').map(({ message }) => message),
    [],
  )
  const files: Readonly<Record<string, string>> = Object.fromEntries(artifacts.map(({ path, text }) => [path, text]))
  const toml: Read = JSON.parse(JSON.stringify(parse(files['fly/awkward-report/fly.toml']!)))
  return { files, toml, machine: JSON.parse(toml.machine_config) as Read }
}

tests('fly: awkward texts', {
  'come back from fly.toml and the files beside it as they were': () => {
    const { files, toml, machine } = rendered('needed')
    assert.equal(toml.env, awkwardValues)
    assert.equal(toml.experimental.cmd, texts)
    for (const [name, text] of Object.entries(awkwardValues)) {
      const { local_path } = toml.files.find(({ guest_path }: { readonly guest_path: string }) => guest_path === `/settings/${name}`)
      assert.is(files[`fly/awkward-report/${local_path}`], text, name)
      assert.is(machine.metadata[`example.com/${name}`], text, name)
    }
    assert.ok(Object.keys(awkwardLabels).length > 5)
  },
  'come back from the configuration of containers as they were': () => {
    const init = {
      type: 'init-container',
      properties: { name: 'first', image: 'busybox:1', mountName: 'work', appMountPath: '/work', initMountPath: '/work' },
    }
    const { machine } = rendered('auto', (text) => {
      const manifest: Read = JSON.parse(text)
      manifest.spec.components[0].traits.push(init)
      return JSON.stringify(manifest)
    })
    const [main] = machine.containers
    assert.equal(main.env, awkwardValues)
    assert.equal(main.cmd, texts)
    for (const [name, text] of Object.entries(awkwardValues)) {
      const { raw_value } = main.files.find(({ guest_path }: { readonly guest_path: string }) => guest_path === `/settings/${name}`)
      assert.is(Buffer.from(raw_value, 'base64').toString(), text, name)
    }
  },
})

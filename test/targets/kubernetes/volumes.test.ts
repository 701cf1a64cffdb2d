import { createHash } from 'node:crypto'
import * as assert from 'uvu/assert'
import { sha256 } from '../../../src/print/sha256.js'
import { tests } from '../../harness.js'
import { podIn, podOf, web } from './pod-of.js'
import { named, rendered, tried } from './rendered.js'

const storage = (properties: string) => podOf('', `{type: storage, properties: {${properties}}}`)
const checksum = ({ metadata }: ReturnType<typeof podOf>): string | undefined => metadata.annotations?.['checksum/config']

tests('kubernetes: volumes', {
  'a claim is made by whoever says its size, and mounted by others': () => {
    const own = storage(
      'pvc: [{name: data, mountPath: /data, resources: {requests: {storage: 1500M}, limits: {storage: 3Gi}}, storageClassName: fast, accessModes: [ReadWriteMany], selector: {matchLabels: {a: b}}}]',
    )
    assert.equal(named(own, 'PersistentVolumeClaim')['data'].spec, {
      accessModes: ['ReadWriteMany'],
      storageClassName: 'fast',
      resources: { requests: { storage: '1500M' }, limits: { storage: '3Gi' } },
      selector: { matchLabels: { a: 'b' } },
    })
    assert.equal(own.spec.volumes, [{ name: 'pvc-data', persistentVolumeClaim: { claimName: 'data' } }])
    assert.equal(own.main.volumeMounts, [{ name: 'pvc-data', mountPath: '/data' }])
    assert.equal(own.said, [])
    const given = podOf('volumeMounts: {pvc: [{name: data, mountPath: /data, claimName: shared, subPath: images}]}')
    assert.equal(named(given, 'PersistentVolumeClaim'), {})
    assert.equal(given.spec.volumes, [{ name: 'data', persistentVolumeClaim: { claimName: 'shared' } }])
    assert.equal(given.main.volumeMounts, [{ name: 'data', mountPath: '/data', subPath: 'images' }])
  },
  'a claim that two workloads name is made once': () => {
    const trait = '{type: storage, properties: {pvc: [{name: data, mountPath: /data, accessModes: [ReadWriteMany]}]}}'
    const { objects } = podIn({ shop: web('', trait) + web('', trait).replace('name: web', 'name: api') })
    assert.is(objects.filter(({ kind }) => kind === 'PersistentVolumeClaim').length, 1)
    const apart = { shop: web('', trait), store: web('', trait) }
    assert.equal(
      tried(apart).diagnostics.flatMap(({ code, severity }) => (severity === 'error' ? [code] : [])),
      ['target/name-collision'],
    )
    assert.is(rendered(apart, { namespaces: 'application' }).objects.filter(({ kind }) => kind === 'PersistentVolumeClaim').length, 2)
  },
  'a block device is no mount': () => {
    const { main, objects } = storage('pvc: [{name: disk, mountPath: /dev/disk, volumeMode: Block}]')
    assert.equal([main.volumeDevices, main.volumeMounts], [[{ name: 'pvc-disk', devicePath: '/dev/disk' }], undefined])
    assert.is(objects.find(({ kind }) => kind === 'PersistentVolumeClaim').spec.volumeMode, 'Block')
  },
  'scratch storage adds to what a container may write': () => {
    const { spec, main } = storage(
      'emptyDir: [{name: big, mountPath: /big, sizeLimit: 2Gi}, {name: fast, mountPath: /fast, medium: Memory, sizeLimit: 64Mi}, {name: any, mountPath: /any}]',
    )
    assert.equal(spec.volumes, [
      { name: 'emptydir-big', emptyDir: { sizeLimit: '2Gi' } },
      { name: 'emptydir-fast', emptyDir: { medium: 'Memory', sizeLimit: '64Mi' } },
      { name: 'emptydir-any', emptyDir: {} },
    ])
    assert.is(main.resources.limits['ephemeral-storage'], '3Gi')
  },
  'configuration is a ConfigMap, with modes and chosen files': () => {
    const pod = storage(
      'configMap: [{name: settings, mountPath: /etc/shop, readOnly: true, defaultMode: 256, data: {a.conf: "x = {{ y }}\\n", b: ""}, items: [{key: a.conf, path: conf/a, mode: 292}]}]',
    )
    assert.equal(named(pod, 'ConfigMap')['settings'].data, { 'a.conf': 'x = {{ y }}\n', b: '' })
    assert.equal(pod.spec.volumes, [
      {
        name: 'configmap-settings',
        configMap: { name: 'settings', defaultMode: 256, items: [{ key: 'a.conf', path: 'conf/a', mode: 292 }] },
      },
    ])
    assert.equal(pod.main.volumeMounts, [{ name: 'configmap-settings', mountPath: '/etc/shop', readOnly: true }])
    const plain = storage('configMap: [{name: settings, mountPath: /etc, data: {a: b}}]')
    assert.equal(plain.spec.volumes[0].configMap, { name: 'settings' })
    assert.equal(plain.said, [])
  },
  'a secret is one that is there, and its values are nowhere': () => {
    const pod = storage('secret: [{name: db, mountPath: /secrets, stringData: {password: hunter2}, defaultMode: 256}]')
    assert.equal(pod.spec.volumes, [{ name: 'secret-db', secret: { secretName: 'db', defaultMode: 256 } }])
    assert.equal(named(pod, 'Secret'), {})
    assert.not.match(JSON.stringify(pod.objects), 'hunter2')
  },
  'a path of the machine is a warning': () => {
    const { spec, main, said } = podOf(
      'volumeMounts: {hostPath: [{name: logs, mountPath: /logs, path: /var/log, mountPropagation: HostToContainer}]}',
    )
    assert.equal(spec.volumes, [{ name: 'logs', hostPath: { path: '/var/log' } }])
    assert.equal(main.volumeMounts, [{ name: 'logs', mountPath: '/logs', mountPropagation: 'HostToContainer' }])
    assert.match(said.join(), /^target\/host-path /)
    const both = tried({
      shop: web('volumeMounts: {hostPath: [{name: logs, mountPath: /logs, path: /var/log, mountPropagation: Bidirectional}]}'),
    })
    assert.ok(both.diagnostics.some(({ code }) => code === 'target/needs-privileged'))
  },
  'what is too large, or has a name that Kubernetes refuses, is an error': () => {
    const codes = (properties: string) =>
      tried({ shop: web('', `{type: storage, properties: {${properties}}}`) }).diagnostics.flatMap(({ code, severity, message }) =>
        severity === 'error' ? [`${code} ${message}`] : [],
      )
    const config = (bytes: number) => codes(`configMap: [{name: settings, mountPath: /etc, data: {a: "${'ä'.repeat(bytes / 2)}"}}]`)
    assert.equal(config(1024 * 1024), [])
    assert.match(config(1024 * 1024 + 2).join(), /^target\/config-too-large .* 1048578 bytes/)
    assert.match(codes('configMap: [{name: My_Settings, mountPath: /etc, data: {a: b}}]').join(), /^target\/bad-name /)
    assert.match(codes('configMap: [{name: settings, mountPath: /etc, data: {"a/b": c}}]').join(), /^target\/bad-name /)
    assert.match(codes('pvc: [{name: My_Data, mountPath: /data}]').join(), /^target\/bad-name /)
  },
  'pods begin anew when configuration that they use has changed, and only then': () => {
    const mounted = (data: string, more = '') => storage(`configMap: [{name: settings, mountPath: /etc, data: {${data}}${more}}]`)
    const first = checksum(mounted('a: "1", b: "2"'))
    assert.match(first!, /^[0-9a-f]{64}$/)
    assert.is(checksum(mounted('b: "2", a: "1"')), first)
    assert.is.not(checksum(mounted('a: "1", b: "3"')), first)
    assert.is.not(checksum(mounted('a: "1"')), first)
    const chosen = (b: string) => checksum(mounted(`a: "1", b: "${b}"`, ', items: [{key: a, path: a}]'))
    assert.is(chosen('2'), chosen('3'))
    const asked = (a: string, b: string) =>
      storage(`configMap: [{name: settings, data: {a: "${a}", b: "${b}"}, mountToEnv: {envName: A, configMapKey: a}}]`)
    assert.equal(asked('1', '2').main.env, [{ name: 'A', valueFrom: { configMapKeyRef: { name: 'settings', key: 'a' } } }])
    assert.is.not(checksum(asked('1', '2')), checksum(asked('2', '2')))
    assert.is(checksum(podOf('')), undefined)
  },
  'the checksum is SHA-256': () => {
    for (const text of ['', 'abc', 'ä€😀', 'x'.repeat(55), 'x'.repeat(56), 'x'.repeat(64), 'y'.repeat(1000)])
      assert.is(sha256(text), createHash('sha256').update(text).digest('hex'))
  },
})

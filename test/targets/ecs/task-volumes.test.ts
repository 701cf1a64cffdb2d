import * as assert from 'uvu/assert'
import { tests } from '../../harness.js'
import { attemptEcs, component, containerOf, emitEcs, said, taskOf } from './emit-ecs.js'

type Options = Readonly<Record<string, string>>
const emit = (volumeMounts: object, traits: readonly object[] = [], options: Options = {}) =>
  emitEcs({ shop: [component({ volumeMounts }, traits)] }, options)
const empty = (more: object = {}) => ({ emptyDir: [{ name: 'scratch', mountPath: '/scratch', ...more }] })
const claim = (more: object = {}) => ({ pvc: [{ name: 'data', mountPath: '/data', claimName: 'shop-data', ...more }] })
const storage = (configMap: object) => [{ type: 'storage', properties: { configMap: [configMap] } }]

tests('ECS tasks: volumes', {
  'scratch storage is a volume of the task, in which everybody may write': () => {
    const emitted = emit(empty())
    assert.equal(taskOf(emitted).volumes, [{ name: 'scratch' }])
    assert.equal(containerOf(emitted).mountPoints, [{ sourceVolume: 'scratch', containerPath: '/scratch' }])
    const { entryPoint, command, mountPoints, environment } = containerOf(emitted, 'mc-tools')
    assert.equal(
      { entryPoint, command, environment },
      { entryPoint: ['chmod'], command: ['1777', '/volumes/scratch'], environment: undefined },
    )
    assert.equal(mountPoints, [{ sourceVolume: 'scratch', containerPath: '/volumes/scratch' }])
  },
  'in memory it is memory of the container, where nobody else mounts it': () => {
    const emitted = emit(empty({ medium: 'Memory', sizeLimit: '64Mi' }))
    assert.equal(containerOf(emitted).linuxParameters, { tmpfs: [{ containerPath: '/scratch', size: 64 }] })
    assert.is(taskOf(emitted).volumes, undefined)
    const unsized = emit(empty({ medium: 'Memory' }))
    assert.equal(containerOf(unsized).linuxParameters, { tmpfs: [{ containerPath: '/scratch', size: 128 }] })
    assert.ok(said(unsized).some((line) => line.startsWith('info target/assumed-size')))
  },
  'shared by containers it is on disk, which is said': () => {
    const beside = {
      type: 'sidecar',
      properties: { name: 'agent', image: 'agent:1', volumes: [{ name: 'scratch', path: '/shared' }] },
    }
    const emitted = emit(empty({ medium: 'Memory' }), [beside])
    assert.equal(containerOf(emitted, 'agent').mountPoints, [{ sourceVolume: 'scratch', containerPath: '/shared' }])
    assert.ok(said(emitted).some((line) => line.startsWith('warning target/shared-memory')))
  },
  'a claim is a file system whose id an account knows': () => {
    const emitted = emit(claim({ readOnly: true }))
    assert.equal(taskOf(emitted).volumes, [
      { name: 'data', efsVolumeConfiguration: { fileSystemId: '${FILE_SYSTEM_SHOP_DATA_ID}', transitEncryption: 'ENABLED' } },
    ])
    assert.equal(containerOf(emitted).mountPoints, [{ sourceVolume: 'data', containerPath: '/data', readOnly: true }])
    assert.is(taskOf(emitted).containerDefinitions?.length, 1)
  },
  'copies that would each have storage of their own share it, which is said': () => {
    const copies = (accessModes: readonly string[], replicas = 3) =>
      said(
        emit({}, [
          { type: 'scaler', properties: { replicas } },
          { type: 'storage', properties: { pvc: [{ name: 'data', mountPath: '/data', accessModes }] } },
        ]),
      ).filter((line) => line.startsWith('warning target/stateful-copies: the 3 copies of `shop/web` share one file system'))
    assert.is(copies(['ReadWriteOnce']).length, 1)
    assert.is(copies(['ReadWriteMany']).length, 0)
    assert.is(copies(['ReadWriteOnce'], 1).length, 0)
  },
  'or an access point of one': () => {
    assert.equal(taskOf(emit(claim({ subPath: 'images' }), [], { claims: 'access-points' })).volumes?.[0]?.efsVolumeConfiguration, {
      fileSystemId: '${FILE_SYSTEM_SHOP_DATA_ID}',
      transitEncryption: 'ENABLED',
      authorizationConfig: { accessPointId: '${ACCESS_POINT_SHOP_DATA_IMAGES_ID}' },
    })
  },
  'a part of a claim is a folder that must be there': () => {
    const emitted = emit(claim({ subPath: 'images' }))
    assert.is(taskOf(emitted).volumes?.[0]?.efsVolumeConfiguration?.rootDirectory, '/images')
    assert.ok(said(emitted).some((line) => line.startsWith('warning target/sub-path: ECS makes no folder')))
  },
  'the group of the pod is that of its volumes': () => {
    const group = [{ type: 'podsecuritycontext', properties: { fsGroup: 70 } }]
    const { command } = containerOf(emit(claim(), group), 'mc-tools')
    assert.equal(command, ['group', '70', '/volumes/data'])
    assert.equal(containerOf(emit(empty(), group), 'mc-tools').command, [
      'folder',
      '1777',
      '/volumes/scratch',
      'group',
      '70',
      '/volumes/scratch',
    ])
  },
  'configuration of the manifest is written before the containers start': () => {
    const emitted = emit(
      {},
      storage({ name: 'settings', mountPath: '/etc/shop', defaultMode: 0o600, data: { 'a.conf': 'A', 'b.conf': '' } }),
    )
    const { command, environment } = containerOf(emitted, 'mc-tools')
    const [first, second] = ['MC_FILE_1', 'MC_FILE_2']
    assert.equal(command?.length, 8)
    assert.equal(
      command?.filter((_, at) => at % 4 === 3),
      [first, second],
    )
    assert.equal(command?.slice(0, 3), ['file', `/volumes/${taskOf(emitted).volumes?.[0]?.name}/a.conf`, '0600'])
    assert.equal(environment?.slice(1), [
      { name: first, value: 'A' },
      { name: second, value: '' },
    ])
    assert.equal(
      containerOf(emitted).mountPoints?.map(({ containerPath, readOnly }) => ({ containerPath, readOnly })),
      [{ containerPath: '/etc/shop', readOnly: true }],
    )
  },
  'secrets are written from Secrets Manager: a key, or a file for each': () => {
    const items = [{ key: 'tls.key', path: 'private/tls.key', mode: 0o400 }]
    const emitted = emit({
      secret: [
        { name: 'one', mountPath: '/etc/one', secretName: 'keys', items },
        { name: 'all', mountPath: '/etc/all', secretName: 'keys' },
      ],
    })
    const { command, secrets, environment } = containerOf(emitted, 'mc-tools')
    assert.equal(command, ['file', '/volumes/one/private/tls.key', '0400', 'MC_FILE_1', 'files', '/volumes/all', '0644', 'MC_FILE_2'])
    assert.equal(secrets, [
      { name: 'MC_FILE_1', valueFrom: '${SECRET_KEYS_ARN}:tls.key::' },
      { name: 'MC_FILE_2', valueFrom: '${SECRET_KEYS_ARN}' },
    ])
    assert.equal(
      environment?.map(({ name }) => name),
      ['MC_PREPARE', 'MC_SPLIT'],
    )
    assert.equal(emitted.outside, [
      'secret keys.tls.key as /etc/one/private/tls.key: the secret keys of Secrets Manager',
      'secret keys as /etc/all: the secret keys of Secrets Manager',
    ])
  },
  'containers that see the same files share their volume': () => {
    const file = { name: 'settings', mountPath: '/etc/shop', cmName: 'settings', items: [{ key: 'a', path: 'a' }] }
    const emitted = emit({ configMap: [file, { ...file, name: 'again', mountPath: '/etc/again' }] })
    assert.is(taskOf(emitted).volumes?.length, 1)
    assert.is(containerOf(emitted).mountPoints?.length, 2)
    assert.is(containerOf(emitted, 'mc-tools').secrets?.length, 1)
  },
  'a single file brings its folder, and those of one folder come together': () => {
    const single = (key: string) => ({
      name: key,
      mountPath: `/etc/shop/${key}.conf`,
      subPath: key,
      cmName: 'settings',
      items: [{ key, path: key }],
    })
    const emitted = emit({ configMap: [single('a'), single('b')] })
    assert.equal(
      containerOf(emitted).mountPoints?.map(({ containerPath }) => containerPath),
      ['/etc/shop'],
    )
    assert.equal(
      containerOf(emitted, 'mc-tools').command?.filter((word) => word.startsWith('/')),
      ['/volumes/a-file/a.conf', '/volumes/a-file/b.conf'],
    )
    assert.is(said(emitted).filter((line) => line.startsWith('warning target/single-file')).length, 2)
    const atRoot = { ...single('a'), mountPath: '/a.conf' }
    assert.ok(
      said(attemptEcs({ shop: [component({ volumeMounts: { configMap: [atRoot] } })] })).some((line) =>
        line.startsWith('error target/single-file'),
      ),
    )
  },
  'a path of the machine needs a machine': () => {
    const host = { hostPath: [{ name: 'zones', mountPath: '/zones', path: '/usr/share/zoneinfo', mountPropagation: 'HostToContainer' }] }
    const refused = attemptEcs({ shop: [component({ volumeMounts: host })] })
    assert.equal(said(refused).filter((line) => line.startsWith('error')).length, 1)
    const emitted = emit(host, [], { 'launch-type': 'EC2' })
    assert.equal(taskOf(emitted).volumes, [{ name: 'zones', host: { sourcePath: '/usr/share/zoneinfo' } }])
    assert.ok(said(emitted).some((line) => line.startsWith('warning target/mount-propagation')))
  },
})

import * as assert from 'uvu/assert'
import { tests } from '../../harness.js'
import { emit } from './emit.js'

const web = (properties: string, traits = ''): string =>
  `- name: web\n  type: webservice\n  properties: {image: "nginx:1"${properties && `, ${properties}`}}\n  traits: [${traits}]\n`
const first = (text: string) => {
  const { file, diagnostics, files } = emit({ shop: text })
  return { service: file['services']['shop-web'], file, files, said: diagnostics.map(({ code, message }) => `${code} ${message}`) }
}
const env = (name: string, path: string): string => `{name: ${name}, valueFrom: {fieldRef: {fieldPath: "${path}"}}}`

tests('compose: facts and rights of pods', {
  'facts that are known have their values': () => {
    const fields = [
      env('NAME', 'metadata.name'),
      env('SPACE', 'metadata.namespace'),
      env('ACCOUNT', 'spec.serviceAccountName'),
      env('COMPONENT', "metadata.labels['app.oam.dev/component']"),
      env('IP', 'status.podIP'),
    ]
    const { service, said } = first(web(`env: [${fields}]`))
    assert.equal(service.environment, { NAME: 'shop-web', SPACE: 'shop', ACCOUNT: 'default', COMPONENT: 'web' })
    assert.is(said.length, 1)
    assert.match(said[0]!, /`IP` is not set.* the host name `shop-web` leads to it$/)
    const copies = first(web(`env: [${fields[0]}]`, '{type: scaler, properties: {replicas: 2}}'))
    assert.is(copies.service.environment, undefined)
    assert.match(copies.said[0]!, /2 copies have one environment/)
    const named = emit({ shop: `metadata: {name: shop, namespace: prod, annotations: {}}\n---\n${web(`env: [${fields[1]}]`)}` })
    assert.equal(named.file['services']['shop-web'].environment, { SPACE: 'prod' })
  },
  'groups and profiles of a pod': () => {
    const pod = (properties: string) => first(web('', `{type: podsecuritycontext, properties: {runAsUser: 7, ${properties}}}`))
    const group = pod('fsGroup: 70')
    assert.equal([group.service.user, group.service.group_add, group.said.length], ['7', ['70'], 1])
    const profiles = pod('seccompProfile: {type: Unconfined}, appArmorProfile: {type: Localhost, localhostProfile: strict}')
    assert.equal([profiles.service.security_opt, profiles.said], [['seccomp:unconfined', 'apparmor:strict'], []])
    const usual = pod('seccompProfile: {type: RuntimeDefault}, appArmorProfile: {type: RuntimeDefault}')
    assert.equal([usual.service.security_opt, usual.said], [undefined, []])
    assert.is(pod('seccompProfile: {type: Localhost, localhostProfile: a.json}').said.length, 1)
  },
  'not being root is certain where the user is named': () => {
    const context = (properties: string) => first(web('', `{type: securitycontext, properties: {runAsNonRoot: true${properties}}}`)).said
    assert.match(context(', runAsUser: 5').join(), /^target\/no-effect /)
    assert.match(context('').join(), /^target\/unsupported .*refusing to run as root/)
  },
  'access modes of claims': () => {
    const claim = (modes: string) =>
      first(web('', `{type: storage, properties: {pvc: [{name: data, mountPath: /d, accessModes: [${modes}]}]}}`))
    assert.match(claim('ReadWriteMany').said.join(), /^target\/no-effect /)
    const reader = claim('ReadOnlyMany')
    assert.equal([reader.service.volumes[0].read_only, reader.said], [true, []])
    assert.match(claim('ReadWriteOncePod').said.join(), /^target\/unsupported /)
  },
  'modes of files that mc writes for a read-only root': () => {
    const files = (mode: number) => {
      const items = `[{key: run.sh, path: run.sh, mode: ${mode}}]`
      const storage = `{type: storage, properties: {configMap: [{name: c, mountPath: /c, data: {run.sh: x}, items: ${items}}]}}`
      return first(web('', `{type: securitycontext, properties: {readOnlyRootFilesystem: true}}, ${storage}`))
    }
    assert.equal(files(0o755).said, [])
    assert.equal(files(0o644).said, [])
    assert.match(files(0o600).said.join(), /^target\/unsupported .*permissions/)
  },
  'old copies end before the new ones begin': () => {
    const strategy = (type: string) =>
      first(
        web('', `{type: k8s-update-strategy, properties: {targetAPIVersion: apps/v1, targetKind: Deployment, strategy: {type: ${type}}}}`),
      ).said
    assert.equal(strategy('Recreate'), [])
    assert.is(strategy('RollingUpdate').length, 1)
  },
})

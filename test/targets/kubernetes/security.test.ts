import * as assert from 'uvu/assert'
import { tests } from '../../harness.js'
import { podOf } from './pod-of.js'

const context = (properties: string) => podOf('', `{type: securitycontext, properties: {${properties}}}`)
const pod = (properties: string, more = '') => podOf('', `{type: podsecuritycontext, properties: {${properties}}}${more}`)
const codes = (said: readonly string[]) => said.map((text) => text.split(' ')[0]!.replace('target/', ''))

const hardPod = {
  runAsUser: 10001,
  runAsGroup: 10001,
  runAsNonRoot: true,
  fsGroup: 10001,
  fsGroupChangePolicy: 'OnRootMismatch',
  seccompProfile: { type: 'RuntimeDefault' },
}
const hardContainer = { allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: { drop: ['ALL'] } }

tests('kubernetes: rights of pods', {
  'are those of the level restricted where nothing is said': () => {
    const { spec, main, said } = podOf(
      '',
      '{type: sidecar, properties: {name: agent, image: "a:1"}}, {type: init-container, properties: {name: prepare, image: "b:1", appMountPath: /a, initMountPath: /a}}',
    )
    assert.equal([spec.securityContext, main.securityContext, said], [hardPod, hardContainer, []])
    assert.equal([spec.automountServiceAccountToken, spec.enableServiceLinks], [false, false])
    for (const { securityContext } of spec.initContainers) assert.equal(securityContext, hardContainer)
    assert.equal([spec.hostNetwork, spec.hostPID, spec.hostIPC], [undefined, undefined, undefined])
  },
  'stay so beside settings that relax nothing': () => {
    const { spec, main, said } = context('runAsUser: 2000, runAsGroup: 3000, runAsNonRoot: true, dropCapabilities: [ALL]')
    assert.equal([spec.securityContext, said], [hardPod, []])
    assert.equal(main.securityContext, { runAsUser: 2000, runAsGroup: 3000, ...hardContainer })
    const own = pod('runAsUser: 70, runAsGroup: 71, fsGroup: 72, seccompProfile: {type: Localhost, localhostProfile: a.json}')
    assert.equal(own.spec.securityContext, {
      ...hardPod,
      runAsUser: 70,
      runAsGroup: 71,
      fsGroup: 72,
      seccompProfile: { type: 'Localhost', localhostProfile: 'a.json' },
    })
    assert.equal([own.main.securityContext, own.said], [hardContainer, []])
    const armour = pod('appArmorProfile: {type: RuntimeDefault}')
    assert.equal([armour.spec.securityContext, armour.said], [{ ...hardPod, appArmorProfile: { type: 'RuntimeDefault' } }, []])
    assert.equal(codes(context('dropCapabilities: [NET_RAW]').said), ['no-effect'])
  },
  'root is a warning': () => {
    const named = context('runAsUser: 0, runAsNonRoot: false')
    assert.equal(named.main.securityContext, { runAsUser: 0, runAsNonRoot: false, ...hardContainer })
    assert.equal([named.spec.securityContext, codes(named.said)], [hardPod, ['runs-as-root']])
    const all = pod('runAsUser: 0, runAsNonRoot: false')
    assert.equal(all.spec.securityContext, { ...hardPod, runAsUser: 0, runAsNonRoot: false })
    assert.equal([all.main.securityContext, codes(all.said)], [hardContainer, ['runs-as-root']])
  },
  'the user of an image is a warning, and of that container alone': () => {
    const one = podOf(
      '',
      '{type: sidecar, properties: {name: agent, image: "a:1"}}, {type: securitycontext, properties: {runAsNonRoot: false}}',
    )
    assert.equal(one.main.securityContext, { runAsNonRoot: false, ...hardContainer })
    assert.equal(one.spec.initContainers[0].securityContext, { runAsUser: 10001, runAsGroup: 10001, ...hardContainer })
    assert.equal([one.spec.securityContext.runAsUser, one.spec.securityContext.runAsGroup], [undefined, undefined])
    assert.equal([one.spec.securityContext.runAsNonRoot, codes(one.said)], [true, ['runs-as-root']])
    const all = pod('runAsNonRoot: false')
    assert.equal([all.spec.securityContext.runAsUser, all.spec.securityContext.runAsNonRoot], [undefined, false])
    assert.equal([all.main.securityContext, codes(all.said)], [hardContainer, ['runs-as-root']])
    const certain = context('runAsUser: 5, runAsNonRoot: false')
    assert.equal(certain.main.securityContext, { runAsUser: 5, ...hardContainer })
    assert.equal(codes(certain.said), ['no-effect'])
  },
  'each relaxation has a warning of its own, at its line': () => {
    const relaxed = (properties: string) => {
      const { main, said, diagnostics } = context(properties)
      for (const { code, span } of diagnostics) if (code !== 'target/default-resources') assert.ok(span, code)
      return [main.securityContext, codes(said)]
    }
    assert.equal(relaxed('readOnlyRootFilesystem: false'), [{ ...hardContainer, readOnlyRootFilesystem: false }, ['writable-root']])
    assert.equal(relaxed('allowPrivilegeEscalation: true'), [
      { ...hardContainer, allowPrivilegeEscalation: true },
      ['privilege-escalation'],
    ])
    assert.equal(relaxed('privileged: true, allowPrivilegeEscalation: true'), [
      { privileged: true, allowPrivilegeEscalation: true, readOnlyRootFilesystem: true },
      ['privileged'],
    ])
    assert.equal(relaxed('addCapabilities: [NET_ADMIN]'), [
      { ...hardContainer, capabilities: { drop: ['ALL'], add: ['NET_ADMIN'] } },
      ['added-capabilities'],
    ])
    assert.equal(relaxed('addCapabilities: [CHOWN, SYS_ADMIN]'), [
      { ...hardContainer, allowPrivilegeEscalation: true, capabilities: { drop: ['ALL'], add: ['CHOWN', 'SYS_ADMIN'] } },
      ['added-capabilities', 'privilege-escalation'],
    ])
    assert.equal(codes(pod('seccompProfile: {type: Unconfined}, appArmorProfile: {type: Unconfined}').said), ['unconfined', 'unconfined'])
  },
})

import * as assert from 'uvu/assert'
import { skip, temporary, tests } from '../harness.js'
import { type ComposeProject, render } from './compose-project.js'
import { type Engine, startEngine } from './engine.js'

/** Every setting of a container that the engine can be asked for, and two copies that publish a port. */
const manifest = `
apiVersion: core.oam.dev/v1beta1
kind: Application
metadata: {name: settings, annotations: {}}
spec:
  components:
    - name: strict
      type: worker
      properties:
        image: busybox:1
        cmd: [sh, -c]
        args: [trap exit USR1; while :; do sleep 0.1; done]
        workingDir: /tmp
        stopSignal: SIGUSR1
        terminationGracePeriodSeconds: 7
        imagePullPolicy: Never
        cpu: 250m
        memory: 48Mi
        limit: {cpu: 500m, memory: 64Mi}
        labels: {team: "core $1"}
        annotations: {note: "an $annotation"}
        volumeMounts:
          hostPath: [{name: time, mountPath: /time, path: /proc, readOnly: true, mountPropagation: None}]
        hostAliases: [{ip: 10.1.2.3, hostnames: [db.internal, db]}]
      traits:
        - type: securitycontext
          properties:
            runAsUser: 1000
            runAsGroup: 1001
            readOnlyRootFilesystem: true
            allowPrivilegeEscalation: false
            dropCapabilities: [ALL]
            addCapabilities: [NET_BIND_SERVICE]
        - type: podsecuritycontext
          properties: {fsGroup: 70, seccompProfile: {type: Unconfined}}
        - type: storage
          properties:
            emptyDir: [{name: scratch, mountPath: /scratch, medium: Memory, sizeLimit: 16Mi}]
    - name: copies
      type: webservice
      properties:
        image: busybox:1
        cmd: [sleep, "600"]
        ports: [{port: 8099, expose: true}]
      traits: [{type: scaler, properties: {replicas: 2}}]
    - name: once
      type: task
      properties: {image: "busybox:1", cmd: ["true"], backoffLimit: 3}
    - name: gpu
      type: worker
      properties: {image: "busybox:1", gpu: 2}
`

const engine = startEngine()
if (typeof engine === 'string') skip('settings in Compose', engine)
else tests('settings in Compose', settings(engine))

function settings(engine: Engine) {
  const inspect = async (project: ComposeProject, service: string) => {
    const ids = (await project.must('ps', '--all', '--quiet', service)).trim().split('\n')
    return JSON.parse((await engine.docker(['inspect', ...ids], { cwd: '/' })).stdout)
  }
  return {
    'the engine has every one of them': async () => {
      const project = await render(engine, temporary({ 'settings.yaml': manifest }), 'settings.yaml')
      try {
        await project.must('up', '--detach', '--pull', 'never', 'settings-strict', 'settings-copies', 'settings-once')
        const [{ Config, HostConfig, Mounts, State }] = await inspect(project, 'settings-strict')
        assert.is(State.Running, true)
        assert.equal(
          [Config.User, Config.WorkingDir, Config.StopSignal, Config.StopTimeout, Config.Entrypoint, Config.Cmd],
          ['1000:1001', '/tmp', 'SIGUSR1', 7, ['sh', '-c'], ['trap exit USR1; while :; do sleep 0.1; done']],
        )
        assert.equal([Config.Labels.team, Config.Labels['app.oam.dev/component']], ['core $1', 'strict'])
        assert.is(HostConfig.Annotations.note, 'an $annotation')
        const { ReadonlyRootfs, CapDrop, CapAdd, SecurityOpt, GroupAdd, Privileged, Init } = HostConfig
        assert.equal([ReadonlyRootfs, CapDrop, Privileged, Init, GroupAdd], [true, ['ALL'], false, true, ['70']])
        assert.match(CapAdd.join(), /^(CAP_)?NET_BIND_SERVICE$/)
        assert.equal(SecurityOpt, ['no-new-privileges:true', 'seccomp:unconfined'])
        const { NanoCpus, CpuShares, Memory, MemoryReservation, RestartPolicy, ExtraHosts } = HostConfig
        assert.equal([NanoCpus, CpuShares, Memory, MemoryReservation], [5e8, 256, 64 * 1024 ** 2, 48 * 1024 ** 2])
        assert.equal([RestartPolicy.Name, ExtraHosts.sort()], ['unless-stopped', ['db.internal:10.1.2.3', 'db:10.1.2.3']])
        const scratch = HostConfig.Mounts.find(({ Target }: { Target: string }) => Target === '/scratch')
        assert.equal([scratch.Type, scratch.TmpfsOptions.SizeBytes], ['tmpfs', 16 * 1024 ** 2])
        const host = Mounts.find(({ Destination }: { Destination: string }) => Destination === '/time')
        assert.equal([host.Type, host.Source, host.RW, host.Propagation], ['bind', '/proc', false, 'rprivate'])

        const copies = await inspect(project, 'settings-copies')
        const published = copies.map((copy: { NetworkSettings: { Ports: object } }) => copy.NetworkSettings.Ports)
        const bound = published.map((ports: Record<string, { HostIp: string; HostPort: string }[]>) => ports['8099/tcp']![0]!)
        assert.equal(
          bound.map(({ HostIp }: { HostIp: string }) => HostIp),
          ['127.0.0.1', '127.0.0.1'],
        )
        assert.is.not(bound[0].HostPort, bound[1].HostPort)

        const [once] = await inspect(project, 'settings-once')
        assert.equal(once.HostConfig.RestartPolicy, { Name: 'on-failure', MaximumRetryCount: 3 })
        const begun = Date.now()
        await project.must('stop', 'settings-strict')
        assert.ok(Date.now() - begun < 5000, 'the signal ends it')
        const [stopped] = await inspect(project, 'settings-strict')
        assert.is(stopped.State.ExitCode, 0)

        // no machine of the tests has a graphics processor: the request reaches the engine, and it says so
        const { code, stderr } = await project.compose('up', '--detach', '--pull', 'never', 'settings-gpu')
        assert.is(code, 1)
        assert.match(stderr, /gpu/)
        const { services } = JSON.parse(await project.must('config', '--format', 'json'))
        assert.equal(services['settings-gpu'].deploy.resources.reservations.devices, [{ capabilities: ['gpu'], count: 2 }])
        assert.is(services['settings-strict'].pull_policy, 'never')
      } finally {
        await project.down()
      }
    },
  }
}

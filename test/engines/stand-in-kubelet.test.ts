import * as assert from 'uvu/assert'
import { skip, tests } from '../harness.js'
import { inNamespace } from './in-namespace.js'
import { startKube } from './kube-engine.js'
import { withKubelet } from './stand-in-kubelet.js'

const kube = startKube()
if (typeof kube === 'string') skip('the stand-in for kubelets', kube)
else
  tests('the stand-in for kubelets', {
    'makes workloads ready, ends jobs and binds claims': () =>
      inNamespace(kube, [], (namespace) =>
        withKubelet(kube, [namespace], async () => {
          const template = { metadata: { labels: { app: 'x' } }, spec: { containers: [{ name: 'x', image: 'x:1' }] } }
          const selector = { matchLabels: { app: 'x' } }
          const metadata = { name: 'x' }
          const job = { template: { ...template, spec: { ...template.spec, restartPolicy: 'Never' } } }
          const objects = [
            { apiVersion: 'apps/v1', kind: 'Deployment', metadata, spec: { replicas: 2, selector, template } },
            { apiVersion: 'apps/v1', kind: 'StatefulSet', metadata, spec: { replicas: 2, serviceName: 'x', selector, template } },
            { apiVersion: 'batch/v1', kind: 'Job', metadata, spec: job },
            {
              apiVersion: 'v1',
              kind: 'PersistentVolumeClaim',
              metadata,
              spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } },
            },
          ]
          for (const object of objects)
            await kube.must('kubectl', ['apply', '--server-side', '-n', namespace, '-f', '-'], { input: JSON.stringify(object) })
          const wait = (what: string, until: string) =>
            kube.must('kubectl', ['wait', what, `--for=${until}`, '-n', namespace, '--timeout=30s'])
          await wait('deployment/x', 'condition=Available')
          await wait('job/x', 'condition=Complete')
          await wait('persistentvolumeclaim/x', 'jsonpath={.status.phase}=Bound')
          await wait('statefulset/x', 'jsonpath={.status.readyReplicas}=2')
          assert.match(await kube.must('kubectl', ['get', 'deployment/x', '-n', namespace]), '2/2')
        }),
      ),
  })

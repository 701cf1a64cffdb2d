import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { temporary } from '../harness.js'
import type { KubeEngine } from './kube-engine.js'
import { waitFor } from './wait-for.js'

/** Lets an admission webhook deny every ConfigMap that is made in a namespace, with this message, as long as `use` takes. */
export async function withDenyingWebhook(kube: KubeEngine, namespace: string, message: string, use: () => Promise<void>): Promise<void> {
  const folder = temporary()
  const [key, certificate] = [join(folder, 'key.pem'), join(folder, 'certificate.pem')]
  const made = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2', '-subj', '/CN=webhook']
  execFileSync('openssl', [...made, '-addext', 'subjectAltName=IP:127.0.0.1', '-keyout', key, '-out', certificate], { stdio: 'ignore' })
  const server = createServer({ key: readFileSync(key), cert: readFileSync(certificate) }, (request, response) => {
    let body = ''
    request.on('data', (part: Buffer) => {
      body += part.toString('utf8')
    })
    request.on('end', () => {
      const { request: review } = JSON.parse(body) as { request: { uid: string } }
      const answer = { uid: review.uid, allowed: false, status: { message } }
      response.setHeader('content-type', 'application/json')
      response.end(JSON.stringify({ apiVersion: 'admission.k8s.io/v1', kind: 'AdmissionReview', response: answer }))
    })
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const name = `deny.${namespace}.example.com`
  const webhook = {
    name,
    clientConfig: {
      url: `https://127.0.0.1:${(server.address() as AddressInfo).port}/`,
      caBundle: readFileSync(certificate).toString('base64'),
    },
    rules: [{ apiGroups: [''], apiVersions: ['v1'], operations: ['CREATE'], resources: ['configmaps'] }],
    namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': namespace } },
    sideEffects: 'None',
    admissionReviewVersions: ['v1'],
  }
  const configuration = {
    apiVersion: 'admissionregistration.k8s.io/v1',
    kind: 'ValidatingWebhookConfiguration',
    metadata: { name },
    webhooks: [webhook],
  }
  try {
    await kube.must('kubectl', ['apply', '-f', '-'], { input: JSON.stringify(configuration) })
    // the server learns of it a moment later
    const attempt = () => kube.run('kubectl', ['create', 'configmap', 'probe', '-n', namespace, '--dry-run=server'])
    await waitFor(attempt, ({ code }) => code !== 0, 20)
    await use()
  } finally {
    await kube.run('kubectl', ['delete', 'validatingwebhookconfiguration', name])
    server.close()
    server.closeAllConnections()
  }
}

/** An image that holds one program and one page: no shell, no libraries. */
export const scratchImage: Readonly<Record<string, string>> = {
  'scratch/Dockerfile':
    'FROM busybox:1 AS tools\nFROM scratch\nCOPY --from=tools /bin/busybox /httpd\nCOPY www /www\nENTRYPOINT ["/httpd"]\n',
  'scratch/www/ready': '',
}

/** Gives the manifest of an application. */
export function application(name: string, components: readonly object[]): string {
  return JSON.stringify({
    apiVersion: 'core.oam.dev/v1beta1',
    kind: 'Application',
    metadata: { name, annotations: {} },
    spec: { components },
  })
}

/** Gives a component that runs a script of busybox's shell. */
export function busybox(name: string, script: string, properties: object = {}) {
  return { name, type: 'worker', properties: { image: 'busybox:1', cmd: ['sh', '-c', script], ...properties } }
}

/** Gives a task that runs such a script. */
export function task(name: string, script: string) {
  return { ...busybox(name, script), type: 'task' }
}

/** Gives components with probes of every kind. */
export function everything(application: string): readonly object[] {
  return [
    {
      name: 'scratch',
      type: 'webservice',
      properties: {
        build: { context: 'scratch' },
        args: ['-f', '-p', '8080', '-h', '/www'],
        ports: [{ port: 8080, name: 'http' }],
        memory: '16Mi',
        startupProbe: { tcpSocket: { port: 'http' }, periodSeconds: 1 },
        livenessProbe: { httpGet: { path: '/ready', port: 'http' } },
        readinessProbe: { httpGet: { path: '/ready', port: 'http', httpHeaders: [{ name: 'X-Test', value: "$a 'b'" }] }, periodSeconds: 2 },
      },
      traits: [
        { type: 'scaler', properties: { replicas: 2 } },
        { type: 'securitycontext', properties: { runAsUser: 1234, readOnlyRootFilesystem: true, dropCapabilities: ['ALL'] } },
      ],
    },
    {
      ...node('health', healthServer, { readinessProbe: { grpc: { port: 9090, service: 'shop.Catalogue' }, periodSeconds: 1 } }),
      traits: [
        {
          type: 'lifecycle',
          properties: { postStart: { httpGet: { path: '/hello', port: 'http' } }, preStop: { httpGet: { path: '/bye', port: 8080 } } },
        },
        {
          type: 'sidecar',
          properties: {
            name: 'side',
            image: 'busybox:1',
            cmd: ['httpd', '-f', '-p', '8090', '-h', '/etc'],
            readinessProbe: { httpGet: { port: 8090, path: '/passwd' } },
          },
        },
      ],
    },
    node('tls', tlsServer, { readinessProbe: { httpGet: { port: 8080, scheme: 'HTTPS' } } }),
    busybox('polite', "touch /alive; trap 'exit 0' TERM; sleep 600 & wait", { livenessProbe: isAlive }),
    busybox('stubborn', "touch /alive; trap '' TERM; sleep 600", { livenessProbe: { ...isAlive, terminationGracePeriodSeconds: 1 } }),
    busybox('slow', 'sleep 4; touch /alive; exec sleep 600', {
      startupProbe: { ...isAlive, failureThreshold: 30 },
      livenessProbe: { ...isAlive, failureThreshold: 1 },
      readinessProbe: { exec: { command: ['test', '!', '-e', '/busy'] }, periodSeconds: 1, failureThreshold: 2 },
    }),
    busybox('steady', 'sleep 600', {
      // a name that the script has for itself
      env: [{ name: 'level', value: 'a $b' }],
      readinessProbe: { exec: { command: ['sh', '-c', asking] }, periodSeconds: 1, successThreshold: 3 },
    }),
    busybox('late', 'sleep 5; exec httpd -f -p 80 -h /etc', { readinessProbe: { httpGet: { port: 80, path: '/passwd' } } }),
    { ...busybox('hasty', `wget -q -O - http://${application}-late/passwd && exec sleep 600`), dependsOn: ['late'] },
    task('job', 'sleep 1'),
  ]
}

/** Notes each time that it runs before the container is ready. */
const asking = 'ls /dev/shm/.mc-*/ready || echo asked >>/asked; test "$level" = \'a $b\''

const isAlive = { exec: { command: ['test', '-e', '/alive'] }, periodSeconds: 1, failureThreshold: 2 }

function node(name: string, code: string, properties: object) {
  return {
    name,
    type: 'webservice',
    properties: { image: 'node:20', cmd: ['node', '-e', code], ports: [{ port: 8080, name: 'http' }], ...properties },
  }
}

/** Answers HTTP, and the gRPC health protocol for one service; the answer comes byte by byte, after headers of 40 KB. */
const healthServer = `
  require('node:http').createServer((request, response) => { console.log(request.url); response.end() }).listen(8080)
  const health = require('node:http2').createServer()
  health.on('stream', (stream) => {
    let asked = Buffer.alloc(0)
    stream.on('data', (data) => { asked = Buffer.concat([asked, data]) })
    stream.on('end', () => {
      const isKnown = asked.subarray(7).toString() === 'shop.Catalogue'
      stream.respond({ 'content-type': 'application/grpc', 'x-large': 'x'.repeat(40000) }, { waitForTrailers: true })
      stream.on('wantTrailers', () => stream.sendTrailers({ 'grpc-status': isKnown ? '0' : '5' }))
      const answer = isKnown ? [0, 0, 0, 0, 2, 8, 1] : []
      answer.forEach((byte, index) => setTimeout(() => stream.write(Buffer.from([byte])), 20 * index))
      setTimeout(() => stream.end(), 20 * answer.length)
    })
  })
  health.listen(9090)
  process.on('SIGTERM', () => process.exit(0))
`

/** Refuses every client as a server with OpenSSL 3 refuses busybox: by an alert of TLS. */
const tlsServer = `
  require('node:net').createServer((client) => {
    client.on('error', () => {})
    client.once('data', () => client.end(Buffer.from([21, 3, 3, 0, 2, 2, 40])))
  }).listen(8080)
  process.on('SIGTERM', () => process.exit(0))
`

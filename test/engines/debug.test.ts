import * as assert from 'uvu/assert'
import { skip, temporary, tests } from '../harness.js'
import { render } from './compose-project.js'
import { type Engine, startEngine } from './engine.js'
import { waitFor } from './wait-for.js'

const engine = startEngine()
if (typeof engine === 'string') skip('debuggers and builds in Docker Compose', engine)
else tests('debuggers and builds in Docker Compose', cases(engine))

const head = `apiVersion: core.oam.dev/v1beta1
kind: Application
metadata: {name: shop, annotations: {version: v1.0.0, description: Debuggers}}
spec:
  components:
`

const debugged = (name: string): string => `    - name: ${name}
      type: worker
      properties:
        image: node:20
        cmd: [node, -e, "console.log(process.env.NODE_OPTIONS); setInterval(() => {}, 1000)"]
        env: [{name: NODE_OPTIONS, value: --enable-source-maps}]
        debug: {preset: node}
`

const built = `    - name: built
      type: task
      properties:
        build:
          context: sources
          dockerfileInline: |
            FROM busybox:1
            ARG WORD
            COPY --from=more note.txt /note.txt
            RUN --mount=type=secret,id=npm_token cp /run/secrets/npm_token /copied && echo "$WORD" > /word && df -k /dev/shm > /shm && ulimit -n > /files
            RUN grep -c build.example /etc/hosts > /hosts
          args: {WORD: "two words"}
          additionalContexts: {more: more}
          secrets: [{id: npm_token, secretKeyRef: {name: npm, key: token}}]
          labels: {org.example.word: "$WORD"}
          extraHosts: {build.example: 10.0.0.7}
          network: none
          pull: false
          noCache: true
          tags: ["mc-test-built:edge"]
        cmd: [sh, -c, cat /note.txt /copied /word /hosts]
`

function cases(engine: Engine) {
  return {
    'a debugger attaches through 127.0.0.1, and options that were there stay': async () => {
      const folder = temporary({ 'debug.yaml': head + debugged('one') + debugged('two') })
      const project = await render(engine, folder, 'debug.yaml')
      try {
        await project.must('-f', 'compose.debug.yaml', 'up', '--detach', '--pull', 'never')
        const addresses = await Promise.all(['shop-one', 'shop-two'].map((service) => project.must('port', service, '9229')))
        for (const address of addresses) {
          assert.match(address, /^127\.0\.0\.1:\d+\n$/)
          const version = await waitFor(
            () =>
              fetch(`http://${address.trim()}/json/version`)
                .then((response) => response.text())
                .catch(String),
            (text) => text.includes('Protocol-Version'),
            15,
          )
          assert.match(JSON.parse(version).Browser, /^node\.js/)
        }
        assert.is.not(addresses[0], addresses[1])
        assert.match(await project.must('logs', '--no-log-prefix', 'shop-one'), /^--enable-source-maps --inspect=0\.0\.0\.0:9229$/m)
      } finally {
        await project.must('-f', 'compose.debug.yaml', 'down', '--timeout', '2')
      }
    },
    'a build has its arguments, contexts, hosts and labels, and a secret that leaves no trace in the file': async () => {
      const folder = temporary({ 'build.yaml': head + built, 'sources/x': '', 'more/note.txt': 'a note\n' })
      const project = await render(engine, folder, 'build.yaml', 'the token\n')
      try {
        const made = await project.compose('build')
        assert.is(made.code, 0, made.stderr)
        assert.is(await project.must('run', '--rm', '--no-TTY', '--pull', 'never', 'shop-built'), 'a note\nthe token\ntwo words\n1\n')
        const inspected = await engine.docker(['image', 'inspect', 'mc-test-built:edge', '--format', '{{json .Config.Labels}}'], {
          cwd: folder,
        })
        assert.is(JSON.parse(inspected.stdout)['org.example.word'], '$WORD')
      } finally {
        await project.down()
        await engine.docker(['image', 'rm', 'mc-test-built:edge'], { cwd: folder })
      }
    },
  }
}

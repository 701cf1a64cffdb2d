const manifest = (name: string, components: string, annotations = '{version: v0.0.1}'): string => `apiVersion: core.oam.dev/v1beta1
kind: Application
metadata: {name: ${name}, annotations: ${annotations}}
spec:
  components:
${components}`

const spread = (instances: number, ...zones: readonly (readonly [name: string, weight: number])[]): string =>
  `{type: spreadscaler, properties: {instances: ${instances}, spread: [${zones.map(
    ([zone, weight]) => `{name: ${zone}, requirements: {zone: ${zone}}, weight: ${weight}}`,
  )}]}}`

const served = (component: string, address: string): string =>
  `{type: link, properties: {name: ${component}, target: {name: ${component}}, namespace: wasi, package: http, interfaces: [incoming-handler], source: {config: [{name: ${component}-address, properties: {address: "${address}"}}]}}}`

/** The shared HTTP server; its name comes after those of the applications that need it. */
const platform = manifest(
  'zone-platform',
  `    - name: http
      type: capability
      properties: {image: "wasmcloud+builtin://http-server"}
      traits: [${spread(1, ['eu', 100])}]
`,
  '{version: v0.0.1, experimental.wasmcloud.dev/shared: "true"}',
)

const reference = '    - name: http\n      type: capability\n      properties: {application: {name: zone-platform, component: http}}\n'

/** Answers with its path; seven of its instances run in Europe, three in America. */
const hello = manifest(
  'hello',
  `    - name: hello
      type: component
      properties: {image: "file://./hello.wasm"}
      traits: [${spread(10, ['eu', 70], ['us', 30])}]
${reference}      traits: [${served('hello', '0.0.0.0:8080')}]
`,
)

/** Answers with its configuration, its own and that of a link to a container; another container asks it by a link the other way. */
const settings = manifest(
  'settings',
  `    - name: settings
      type: component
      properties:
        image: file://./config.wasm
        config: [{name: own, properties: {greeting: "Grüße, $5 {{ you }}"}}]
      traits:
        - ${spread(1, ['eu', 100])}
        - {type: link, properties: {target: {name: cache}, source: {config: [{name: cache, properties: {address: "\${target.url}/1"}}]}}}
${reference}      traits: [${served('settings', '0.0.0.0:8081')}]
    - name: cache
      type: webservice
      properties: {image: "redis:7", ports: [{port: 6379, name: redis}]}
    - name: asker
      type: worker
      properties:
        image: node:20
        cmd: [node, -e]
        args:
          - 'fetch(process.env.CONNECTION_SETTINGS_URL + "/greeting").then((answer) => answer.text()).then((text) => console.log("asked:", text)); setInterval(() => {}, 1000)'
      traits:
        - {type: link, properties: {target: {name: settings}}}
`,
)

/** Three applications on two zones that share one HTTP server, by file name. */
export const wasmLattice = { 'platform.yaml': platform, 'hello.yaml': hello, 'settings.yaml': settings }

/** A component that no registry gives. */
export const lost = manifest(
  'lost',
  `    - name: lost
      type: component
      properties: {image: "127.0.0.1:1/nowhere/lost:1.0.0"}
      traits: [{type: spreadscaler, properties: {instances: 1}}]
`,
)

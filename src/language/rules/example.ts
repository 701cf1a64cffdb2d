/** Gives a complete manifest around components, for the `bad` and `good` of a rule; `rest` stands below `spec` beside them. */
export function components(yaml: string, rest = ''): string {
  return `${head}${indent(yaml, 4)}${indent(rest, 2)}`
}

/** Gives a complete manifest with one container `web`; `properties` and `traits` are more of its own. */
export function web(properties: string, traits = '', type = 'webservice'): string {
  const own = `    - name: web\n      type: ${type}\n      properties:\n        image: ghcr.io/acme/web:1.0.0\n${indent(properties, 8)}`
  return `${head}${own}${traits === '' ? '' : `      traits:\n${indent(traits, 8)}`}`
}

/** Gives a manifest beside an application `platform` that shares a provider `store` and a container `cache` with the lattice. */
export function besidePlatform(manifest: string): string {
  return `${manifest}---\n${platform}`
}

const platform = `apiVersion: core.oam.dev/v1beta1
kind: Application
metadata:
  name: platform
  annotations:
    experimental.wasmcloud.dev/shared: "true"
spec:
  components:
    - name: store
      type: capability
      properties:
        image: ghcr.io/acme/store:1.0.0
    - name: cache
      type: webservice
      properties:
        image: ghcr.io/acme/cache:1.0.0
        ports:
          - port: 6379
`

const head = `apiVersion: core.oam.dev/v1beta1
kind: Application
metadata:
  name: shop
spec:
  components:
`

/** The snippets are indented as the code around them; what counts is the indentation after the first line's. */
function indent(yaml: string, by: number): string {
  if (yaml === '') return ''
  // most are written where they belong; rules are loaded at every start, so that counts
  if (yaml.startsWith(`\n${' '.repeat(by)}`) && yaml[by + 1] !== ' ') return `${yaml.slice(1, yaml.lastIndexOf('\n'))}\n`
  const lines = yaml.split('\n').filter((line) => line.trim() !== '')
  const margin = /^ */.exec(lines[0] ?? '')?.[0].length ?? 0
  return lines.map((line) => `${' '.repeat(by)}${line.slice(margin)}\n`).join('')
}

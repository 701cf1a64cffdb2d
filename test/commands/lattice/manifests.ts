/** Gives a manifest of containers: each line of `components` is `name`, `name -> other` for a link, or `name = application/component` for a reference. */
export function manifest(
  name: string,
  components: readonly string[],
  { version, shared = false }: { readonly version?: string; readonly shared?: boolean } = {},
): string {
  const annotations = [
    ...(version === undefined ? [] : [`    version: ${JSON.stringify(version)}`]),
    ...(shared ? ['    experimental.wasmcloud.dev/shared: "true"'] : []),
  ]
  return [
    'apiVersion: core.oam.dev/v1beta1',
    'kind: Application',
    'metadata:',
    `  name: ${name}`,
    ...(annotations.length === 0 ? [] : ['  annotations:', ...annotations]),
    'spec:',
    '  components:',
    ...components.flatMap(componentLines),
    '',
  ].join('\n')
}

function componentLines(line: string): string[] {
  const [, name = '', sign, other = ''] = /^(\S+)(?: (->|=) (\S+))?$/.exec(line) ?? []
  const head = [`    - name: ${name}`, '      type: webservice', '      properties:']
  const [application, component] = other.split('/')
  if (sign === '=') return [...head, '        application:', `          name: ${application}`, `          component: ${component}`]
  const ports = '        ports: [{port: 8080}]'
  if (sign === undefined) return [...head, '        image: ghcr.io/acme/web:1.0.0', ports]
  return [
    ...head,
    '        image: ghcr.io/acme/web:1.0.0',
    ports,
    '      traits:',
    '        - type: link',
    `          properties: {target: {name: ${other}}}`,
  ]
}

/** A shared platform with a cache that is needed, and a sibling that nobody needs. */
export const platform = manifest('platform', ['cache', 'spare'], { version: '1.0.0', shared: true })

/** Needs the cache of the platform. */
export const shop = manifest('shop', ['web -> store', 'store = platform/cache'], { version: '1.0.0' })

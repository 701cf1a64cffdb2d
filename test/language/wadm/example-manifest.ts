interface Parts {
  readonly name?: string
  readonly annotations?: string
  readonly labels?: string
  readonly policies?: string
  /** Further components, after the one called `web`. */
  readonly more?: string
  readonly type?: string
  readonly properties?: string
  readonly traits?: string
}

/** One manifest with one component, `web`; every part is YAML in flow style. */
export function manifest(parts: Parts = {}): string {
  const { name = 'shop', annotations = '{}', type = 'component', properties = '{image: reg/web:1}' } = parts
  return `apiVersion: core.oam.dev/v1beta1
kind: Application
metadata:
  name: ${name}
  annotations: ${annotations}
  ${parts.labels ? `labels: ${parts.labels}` : ''}
spec:
  ${parts.policies ? `policies: ${parts.policies}` : ''}
  components:
    - name: web
      type: ${type}
      properties: ${properties}
      ${parts.traits ? `traits: ${parts.traits}` : ''}
    ${parts.more ?? ''}
`
}

/** A trait list with one link that is right but for `fields`. */
export const link = (fields: string): string =>
  `[{type: link, properties: {namespace: acme, package: pay, interfaces: [charge], ${fields}}}]`
/** The same for the known package `wasi:http`. */
export const http = (fields: string): string => `[{type: link, properties: {namespace: wasi, package: http, ${fields}}}]`
/** A trait list with one spreadscaler. */
export const scaler = (properties: string): string => `[{type: spreadscaler, properties: ${properties}}]`

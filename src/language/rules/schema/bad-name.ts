import { isWasm } from '../../is-wasm.js'
import { isManifestName } from '../../wadm/manifest-name.js'
import { components } from '../example.js'
import type { ManifestRule } from '../rule.js'

const good = components(`
    - name: web
      type: webservice
      properties:
        image: ghcr.io/acme/web:1.0.0
`)

/** The name of an application is made of letters, digits, `-` and `_` (wadm 0.21 validation.rs rule 1; Kubernetes, "Object Names and IDs"). */
export const badName: ManifestRule = {
  code: 'schema/bad-name',
  severity: 'error',
  scope: 'manifest',
  summary: 'the name of an application has letters, digits, `-` and `_` only; without WebAssembly components `.` too',
  why: 'wadm 0.21 refuses other names (validation.rs rule 1, `^[-\\w]+$`): they are parts of NATS subjects and of identifiers. KubeVela takes the names of Kubernetes objects, which may have dots.',
  bad: good.replace('name: shop', 'name: my shop'),
  good: good.replace('name: shop', 'name: my-shop'),
  check({ app, document }, say) {
    const { name } = app.metadata
    const isObjectName = name.length <= 253 && /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/.test(name)
    if (isManifestName(name) || (isObjectName && !app.spec.components.some(isWasm))) return
    const cleaned = name
      .trim()
      .replaceAll(/[^\p{L}\p{N}_-]+/gu, '-')
      .replaceAll(/^-+|-+$/g, '')
    say({
      message: name === '' ? 'the application has an empty name' : `\`${name}\` cannot be the name of an application`,
      span: document.at(app.metadata, 'name'),
      ...(cleaned !== '' && isManifestName(cleaned) && { label: `write \`${cleaned}\`` }),
      help: 'use letters, digits, `-` and `_`',
    })
  },
}

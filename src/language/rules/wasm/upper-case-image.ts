import { replaceScalar } from '../../edits/replace-scalar.js'
import { isImageFault, parseWasmImage } from '../../image-reference.js'
import { isWasm } from '../../is-wasm.js'
import { components } from '../example.js'
import type { ManifestRule } from '../rule.js'

const withImage = (image: string): string =>
  components(`
    - name: store
      type: capability
      properties:
        image: ${image}
  `)

/** The image of a WebAssembly component is written in lower case (OCI distribution specification; wasmCloud 1.9, which lowers it). */
export const upperCaseImage: ManifestRule = {
  code: 'wasm/upper-case-image',
  severity: 'warning',
  scope: 'manifest',
  summary: 'the repository of an image has no upper-case letters',
  why: 'Registries know none (OCI distribution specification, "Pulling manifests"). A wasmCloud host reads the reference in lower case; other tools refuse it.',
  bad: withImage('ghcr.io/Acme/store:1.0.0'),
  good: withImage('ghcr.io/acme/store:1.0.0'),
  check({ app, document }, say) {
    for (const { properties } of app.spec.components.filter(isWasm)) {
      const { image } = properties
      if (typeof image !== 'string' || !isImageFault(parseWasmImage(image)) || isImageFault(parseWasmImage(image.toLowerCase()))) continue
      const lower = image.toLowerCase()
      const span = document.whole(properties, 'image')
      say({
        message: `the image \`${image}\` has upper-case letters in the repository name`,
        span,
        label: `did you mean \`${lower}\`?`,
        edits: [replaceScalar(span, lower)],
      })
    }
  },
}

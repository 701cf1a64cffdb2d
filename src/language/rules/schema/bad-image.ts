import { imagesOf } from '../../container/images-of.js'
import { replaceScalar } from '../../edits/replace-scalar.js'
import { isImageFault, parseImageReference, parseWasmImage } from '../../image-reference.js'
import { isWasm } from '../../is-wasm.js'
import { components } from '../example.js'
import type { ManifestRule } from '../rule.js'

const withImage = (image: string): string =>
  components(`
    - name: web
      type: webservice
      properties:
        image: ${image}
  `)

/** An image is a reference that a registry can answer (OCI distribution specification; OCI image specification, "Digests"). */
export const badImage: ManifestRule = {
  code: 'schema/bad-image',
  severity: 'error',
  scope: 'manifest',
  summary: 'an image is a reference of the form `registry/repository:tag@digest`, registry, tag and digest being optional',
  why: 'Nothing could be pulled otherwise (OCI distribution specification, "Pulling manifests"). A wasmCloud component may also be a path of the host (`file://`) or built into it (`wasmcloud+builtin://`).',
  bad: withImage('ghcr.io/acme/Web:1.0.0'),
  good: withImage('ghcr.io/acme/web:1.0.0'),
  check({ app, document }, say) {
    for (const component of app.spec.components) {
      const parse = isWasm(component) ? parseWasmImage : parseImageReference
      for (const { image, parent } of imagesOf(component)) {
        const answer = parse(image)
        // the empty text is reported as that, and wasmCloud reads a reference in lower case
        if (image === '' || !isImageFault(answer) || (isWasm(component) && !isImageFault(parse(image.toLowerCase())))) continue
        const { fault, suggestion } = answer
        say({
          message: `the image \`${image}\` ${fault}`,
          span: document.at(parent, 'image'),
          ...(suggestion !== undefined && {
            label: `did you mean \`${suggestion}\`?`,
            edits: [replaceScalar(document.whole(parent, 'image'), suggestion)],
          }),
        })
      }
    }
  },
}

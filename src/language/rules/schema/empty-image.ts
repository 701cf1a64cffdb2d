import { imagesOf } from '../../container/images-of.js'
import { components } from '../example.js'
import type { ManifestRule } from '../rule.js'

const withImage = (image: string): string =>
  components(`
    - name: web
      type: webservice
      properties:
        image: ${image}
  `)

/** An image is not empty (wadm-types `ComponentProperties`; KubeVela webservice, `image`). */
export const emptyImage: ManifestRule = {
  code: 'schema/empty-image',
  severity: 'warning',
  scope: 'manifest',
  summary: 'an image is not the empty text',
  why: 'wadm 0.21 and KubeVela accept it (a policy may fill it in), but nothing can be pulled as long as it is empty.',
  bad: withImage('""'),
  good: withImage('ghcr.io/acme/web:1.0.0'),
  check({ app, document }, say) {
    for (const component of app.spec.components) {
      for (const { image, parent } of imagesOf(component)) {
        if (image === '')
          say({
            message: `an image of \`${component.name}\` is empty, so it cannot run`,
            span: document.at(parent, 'image'),
            help: 'name the image',
          })
      }
    }
  },
}

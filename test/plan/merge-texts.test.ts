import * as assert from 'uvu/assert'
import { parse } from 'yaml'
import { compile } from '../../src/compile-fully.js'
import { tests } from '../harness.js'

const header = 'apiVersion: core.oam.dev/v1beta1\nkind: Application\nmetadata: {name: big}\nspec:\n  components:\n'
const services = (text: string): Record<string, { labels: Record<string, string> }> =>
  parse(compile([{ path: 'app.yaml', text }], { targets: ['compose'] }).artifacts[0]!.text).services

tests('very long manifests', {
  'ten thousand label traits on one component: later ones win, a null removes': () => {
    const traits = Array.from({ length: 10_000 }, (_, index) => `        - {type: labels, properties: {l${index}: v, last: "${index}"}}\n`)
    const text = `${header}    - name: web\n      type: worker\n      properties: {image: "ghcr.io/acme/web:1.0.0", labels: {own: x}}\n      traits:\n${traits.join('')}        - {type: labels, properties: {own: null}}\n`
    const { labels } = services(text)['big-web']!
    assert.equal([labels['l0'], labels['l9999'], labels['last'], labels['own']], ['v', 'v', '9999', undefined])
  },
  'four thousand components in one application': () => {
    const components = Array.from(
      { length: 4_000 },
      (_, index) => `    - {name: w${index}, type: worker, properties: {image: "ghcr.io/acme/web:1.0.0"}}\n`,
    )
    assert.is(Object.keys(services(header + components.join(''))).length, 4_000)
  },
})

import * as assert from 'uvu/assert'
import { tests } from '../../harness.js'
import { chartsOf } from '../../kube/charts-of.js'
import { filesOf } from '../../kube/render-subject.js'
import { examples } from '../../kube/subjects.js'
import { charts } from './charts.js'

const web = '- name: web\n  type: webservice\n  properties:\n    image: nginx:1.27\n'

/** An application with a version. */
function versioned(version: string): string {
  return `apiVersion: core.oam.dev/v1beta1\nkind: Application\nmetadata:\n  name: shop\n  annotations:\n    version: ${JSON.stringify(version)}\nspec:\n  components:\n${web.replace(/^/gm, '    ')}\n`
}

/** The names that follow a word in the texts, sorted, each once. */
function namesAfter(word: string, texts: readonly string[]): readonly string[] {
  return [...new Set(texts.flatMap((text) => [...text.matchAll(new RegExp(`${word} "([^"]+)"`, 'g'))].map(([, name]) => name!)))].sort()
}

tests('named templates of charts', {
  'are those that the templates use, and all of them, under the name of the chart'() {
    for (const subject of examples()) {
      const files = filesOf(subject, 'helm')
      for (const { name, isUmbrella } of chartsOf(files)) {
        if (isUmbrella) continue
        const texts = Object.entries(files).flatMap(([path, text]) => (path.startsWith(`${name}/templates/`) ? [text] : []))
        const defined = namesAfter('define', texts)
        assert.equal(defined, namesAfter('include', texts), `${subject.name} ${name}`)
        for (const own of defined) assert.ok(own.startsWith(`${name}.`), own)
      }
    }
  },
  'have the version that runs as the chart says it, where a label can'() {
    const label = (version: string): string | undefined =>
      /app\.kubernetes\.io\/version: (.*)/.exec(charts({ shop: versioned(version) }).files['shop/templates/_helpers.tpl']!)?.[1]
    assert.is(label('v1.0.0'), '{{ $root.Chart.AppVersion | quote }}')
    assert.match(label('release/1')!, /^"release-1-[0-9a-f]{8}"$/)
    assert.is(/kubernetes\.io\/version:/.test(charts({ shop: web }).files['shop/templates/_helpers.tpl']!), false)
  },
})

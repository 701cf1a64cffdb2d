import fc from 'fast-check'
import * as assert from 'uvu/assert'
import type { Workload } from '../../../src/plan/plan.js'
import { chartNames, reservedCharts } from '../../../targets/kubernetes/objects/chart-names.js'
import { isLabelKey, isLabelValue, labelValue, objectName } from '../../../targets/kubernetes/objects/names.js'
import { workloadNames } from '../../../targets/kubernetes/objects/workload-names.js'
import type { EmitContext } from '../../../targets/target.js'
import { tests } from '../../harness.js'
import { named, rendered } from './rendered.js'

/** Few characters, so that names come close to each other, and long enough to be cut. */
const text = fc.string({ unit: fc.constantFrom('a', 'A', 'b', '-', '_', '.', '0', 'é', '店'), minLength: 1, maxLength: 70 })
/** What a rule of the language lets through: a letter or digit somewhere. */
const name = text.filter((value) => /[\p{L}\p{N}]/u.test(value))
const isDnsLabel = (value: string): boolean => value.length <= 63 && /^[a-z]([a-z0-9-]*[a-z0-9])?$/.test(value)

const silent: Pick<EmitContext, 'fault'> = { fault() {} }
const workload = (application: string, component: string) =>
  ({ id: `${application}/${component}`, application, name: component }) as Workload

tests('kubernetes: names', {
  'of workloads are DNS labels, and differ in a lattice': () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.tuple(name, name), { selector: String, minLength: 1, maxLength: 30 }), (pairs) => {
        const workloads = [
          ...new Map(pairs.map(([application, component]) => [`${application}/${component}`, workload(application, component)])).values(),
        ]
        const names = [...workloadNames(workloads, silent as EmitContext).values()]
        for (const made of names) assert.ok(isDnsLabel(made) && made.length <= 52, made)
        assert.is(new Set(names).size, workloads.length)
      }),
      { numRuns: 300 },
    )
  },
  'of charts are DNS labels, differ in a lattice and from those that are reserved': () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.oneof(name, fc.constantFrom(...reservedCharts)), { minLength: 1, maxLength: 30 }), (applications) => {
        const names = [...chartNames(applications).values()]
        for (const made of names) assert.ok(isDnsLabel(made) && made.length <= 53 && !reservedCharts.includes(made), made)
        assert.is(new Set(names).size, applications.length)
      }),
      { numRuns: 300 },
    )
  },
  'of objects are DNS labels, and values of labels are such': () => {
    fc.assert(
      fc.property(name, name, (one, other) => {
        assert.ok(isDnsLabel(objectName(one, other)), objectName(one, other))
        assert.ok(isLabelValue(labelValue(one)) && labelValue(one) !== '', labelValue(one))
      }),
    )
  },
  'do not depend on the order of the manifests': () => {
    const pairs = [workload('a-b', 'c'), workload('a', 'b-c'), workload('a', 'd')]
    const of = (list: readonly Workload[]) => Object.fromEntries([...workloadNames(list, silent as EmitContext)].sort())
    assert.equal(of(pairs), of([...pairs].reverse()))
    assert.is(of(pairs)['a/d'], 'a-d')
    assert.equal([...chartNames(['Shop', 'shop', 'web'])].sort(), [...chartNames(['web', 'shop', 'Shop'])].sort())
  },
  'of labels are told from what Kubernetes refuses': () => {
    for (const key of ['a', 'a.b_c-D', 'example.com/a', 'x'.repeat(63), `${'a.'.repeat(120)}b/x`]) assert.ok(isLabelKey(key), key)
    for (const key of ['', '/a', 'a/', 'a/b/c', '-a', 'a-', 'a b', 'Example.com/a', 'x'.repeat(64), 'a..b/c'])
      assert.not(isLabelKey(key), key)
    for (const value of ['', 'a', 'A.b_c-0', 'x'.repeat(63)]) assert.ok(isLabelValue(value), value)
    for (const value of ['-', 'a-', '.a', 'a b', 'é', 'x'.repeat(64)]) assert.not(isLabelValue(value), value)
  },
  'of labels that a manifest gives reach the object and its pods; what no label can hold is an annotation': () => {
    const labels = '{tier: front, team: "web team", "bad key": x, app.kubernetes.io/name: mine}'
    const made = rendered({
      shop: `- name: web\n  type: webservice\n  properties: {image: "x:1", labels: ${labels}, annotations: {a.io/b: "c d"}}\n`,
    })
    const { metadata, spec } = named(made, 'Deployment')['shop-web']
    for (const { labels: own, annotations } of [metadata, spec.template.metadata]) {
      assert.is(own.tier, 'front')
      assert.is(own['app.kubernetes.io/name'], 'web')
      assert.is(own.team, undefined)
      assert.is(annotations.team, 'web team')
      assert.is(annotations['a.io/b'], 'c d')
    }
    assert.not('bad key' in metadata.labels)
    const said = made.diagnostics.filter(({ code }) => code.startsWith('target/label'))
    assert.equal(said.map(({ code }) => code).sort(), ['target/label-as-annotation', 'target/label-left-out', 'target/label-left-out'])
    assert.ok(said.every(({ span }) => span !== undefined))
  },
  'that an application gives are on each of its objects': () => {
    const made = rendered({
      shop: JSON.stringify({
        apiVersion: 'core.oam.dev/v1beta1',
        kind: 'Application',
        metadata: { name: 'shop', labels: { team: 'a' }, annotations: { 'example.com/owner': 'me', version: 'v1.2.3' } },
        spec: { components: [{ name: 'web', type: 'webservice', properties: { image: 'x:1', ports: [{ port: 80, expose: true }] } }] },
      }),
    })
    assert.ok(made.objects.length > 3)
    for (const { metadata, kind } of made.objects) {
      assert.is(metadata.labels.team, 'a', kind)
      assert.is(metadata.labels['app.kubernetes.io/version'], 'v1.2.3')
      assert.is(metadata.labels['manifest-compiler.dev/application'], 'shop')
      assert.is(metadata.labels['manifest-compiler.dev/component'], 'web')
      assert.is(metadata.annotations['example.com/owner'], 'me')
    }
    const { labels } = named(made, 'Deployment')['shop-web'].spec.template.metadata
    assert.equal(Object.keys(labels), ['app.kubernetes.io/name', 'app.kubernetes.io/part-of'], 'a new version restarts no pod by itself')
  },
})

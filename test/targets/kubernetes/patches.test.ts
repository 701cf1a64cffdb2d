import * as assert from 'uvu/assert'
import { compile } from '../../../src/compile-fully.js'
import { tests } from '../../harness.js'
import { podOf, web } from './pod-of.js'
import { named, tried } from './rendered.js'

const patched = (patches: string): string => `{type: runtime, properties: {kubernetes: ${patches}}}`
const problemsOf = (patches: string): readonly string[] =>
  tried({ shop: web('ports: [{port: 80, expose: true}]', patched(patches)) }).diagnostics.flatMap(
    ({ code, severity, message, help, span }) =>
      severity === 'error' ? [`${code} ${message}; ${help ?? ''}${span === undefined ? ' nowhere' : ''}`] : [],
  )

tests('kubernetes: patches', {
  'change an object by its kind, in letters of either case, and by names': () => {
    const made = podOf(
      'ports: [{port: 80, expose: true}]',
      patched(
        `[
        {kind: deployment, patch: {spec: {minReadySeconds: 5, replicas: null}}},
        {kind: Service, name: web, patch: {spec: {sessionAffinity: ClientIP}}},
        {kind: ServiceAccount, name: shop-web, patch: {metadata: {annotations: {a.io/role: reader}}}},
        {kind: Deployment, patch: {spec: {minReadySeconds: 6}}}]`.replaceAll(/\n\s*/g, ' '),
      ),
    )
    const { spec } = named(made, 'Deployment')['shop-web']
    assert.is(spec.minReadySeconds, 6, 'in the order of the manifest')
    assert.not('replicas' in spec)
    assert.is(named(made, 'Service')['shop-web'].spec.sessionAffinity, 'ClientIP')
    assert.is(named(made, 'ServiceAccount')['shop-web'].metadata.annotations['a.io/role'], 'reader')
    assert.equal(made.said, [])
  },
  'that match nothing are errors at their line': () => {
    assert.equal(problemsOf('[{kind: Pod, patch: {a: b}}]'), [
      'target/patch-matches-nothing patch matches nothing: the application has no single object of kind `Pod`; kinds are `ServiceAccount`, `Deployment`, `Service`, `NetworkPolicy`',
    ])
    assert.equal(problemsOf('[{kind: Service, name: other, patch: {a: b}}]'), [
      'target/patch-matches-nothing patch matches nothing: the application has no single object of kind `Service` named `other`; there are `shop-web`',
    ])
  },
  'that make what Kubernetes refuses are errors at their line': () => {
    const [unknown] = problemsOf('[{kind: Deployment, patch: {spec: {replica: 3}}}]')
    assert.match(unknown!, /target\/patch-refused Kubernetes refuses what this patch makes: Deployment.spec has no field named replica/)
    assert.match(problemsOf('[{kind: Service, patch: {spec: {ports: 80}}}]')[0]!, /Service.spec.ports must be a list/)
    assert.match(problemsOf('[{kind: Service, patch: {metadata: {name: other}}}]')[0]!, /a patch changes no name/)
    assert.match(problemsOf('[{kind: Service, patch: {kind: Pod}}]')[0]!, /a patch changes no apiVersion and no kind/)
    assert.ok(problemsOf('[{kind: Service, patch: {spec: {ports: 80}}}]').every((said) => !said.endsWith('nowhere')))
  },
  'for Helm are for charts alone, and come after those for Kubernetes': () => {
    const traits = `{type: runtime, properties: {kubernetes: [{kind: Deployment, patch: {spec: {minReadySeconds: 1, revisionHistoryLimit: 1}}}], helm: [{kind: Deployment, patch: {spec: {minReadySeconds: 2}}}]}}`
    const text = `apiVersion: core.oam.dev/v1beta1\nkind: Application\nmetadata: {name: shop}\nspec:\n  components:\n${web('', traits).replace(/^/gm, '    ')}`
    const render = (target: string): string =>
      compile([{ path: 'shop.yaml', text }], { targets: [target], cwd: '/' })
        .artifacts.filter(({ path }) => path.endsWith('deployment.yaml'))
        .map((artifact) => artifact.text)
        .join()
    assert.match(render('kubernetes'), /revisionHistoryLimit: 1[\s\S]*minReadySeconds: 1|minReadySeconds: 1[\s\S]*revisionHistoryLimit: 1/)
    assert.match(render('helm'), /minReadySeconds: 2/)
    assert.match(render('helm'), /revisionHistoryLimit: 1/)
  },
})

import type { FiledObject } from '../../kubernetes/file-paths.js'
import { mapAt, putEntry } from '../template/edit-template.js'
import { block, withValue } from '../template/nodes.js'
import { toTemplateMap } from '../template/to-template.js'
import type { ChartDraft, ChartTemplate } from './chart-parts.js'
import { type ServiceTest, serviceTests } from './service-tests.js'
import { testPod, testPolicies } from './test-objects.js'

/** Where `helm test` finds them, by custom (Helm, chart tests). */
const testFolder = 'templates/tests'

/** Tells the templates of tests from those of what runs. */
export function isTest({ path }: ChartTemplate): boolean {
  return path.startsWith(`${testFolder}/`)
}

/** Tells whether `helm test` has something to do. */
export function hasTests({ templates }: Pick<ChartDraft, 'templates'>): boolean {
  return templates.some(isTest)
}

/** Gives a chart with its tests: for each Service a Pod that connects to its ports, and its NetworkPolicies where the chart has some. */
export function withTests(chart: ChartDraft): ChartDraft {
  const objects = chart.templates.map(({ placed }) => placed)
  const hasPolicies = objects.some(({ object }) => object.kind === 'NetworkPolicy')
  const tests = serviceTests(chart.draft, objects).flatMap((test) => templatesOf(chart, test, hasPolicies))
  return { ...chart, templates: [...chart.templates, ...tests] }
}

function templatesOf({ name, draft }: ChartDraft, test: ServiceTest, hasPolicies: boolean): readonly ChartTemplate[] {
  const filed = (file: string, object: FiledObject['object']): ChartTemplate => {
    const path = `${testFolder}/${test.service.metadata.name}/${file}`
    return {
      path,
      placed: { chart: test.chart, folder: '', object, path },
      body: toTemplateMap(object),
      conditions: [],
      definitions: new Map(),
      more: {},
    }
  }
  const pod = filed('pod.yaml', testPod(test, draft.context.options['tools-image'] ?? ''))
  const spec = mapAt(pod.body, 'spec') ?? {}
  const secrets = `include "${name}.imagePullSecrets" (list . list)`
  putEntry(spec, 'imagePullSecrets', withValue(secrets, block('.')), 'containers')
  const [own, admission] = hasPolicies ? testPolicies(test) : []
  return [
    pod,
    ...(own === undefined ? [] : [filed('network-policy.yaml', own)]),
    ...(admission === undefined ? [] : [filed('network-policy-admission.yaml', admission)]),
  ]
}

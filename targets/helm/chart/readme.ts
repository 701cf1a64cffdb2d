import type { V1ServicePort } from '@kubernetes/client-node'
import type { KubernetesObject, Wire } from '../../kubernetes/objects/kinds.js'
import { dnsLabel } from '../../kubernetes/objects/names.js'
import { substrateChart } from '../../kubernetes/objects/wasm/substrate-names.js'
import { markdownCode, markdownList, markdownProse, markdownText } from '../../markdown.js'
import type { ChartFile } from './chart-file.js'
import type { ChartDraft } from './chart-parts.js'
import { needCommand } from './need-command.js'
import { neededData } from './needed-data.js'
import { podSpecOf } from './pod-spec-of.js'
import { hasTests, isTest } from './test-templates.js'
import { unmetChecks } from './unmet-checks.js'
import { valueRows } from './value-rows.js'

/** Gives `README.md` of a chart: what it is, what it needs, how it is installed and removed, and its values. */
export function readme(chart: ChartDraft, file: ChartFile, header: string): string {
  const { name, application, draft, templates, values } = chart
  const placed = templates.filter((template) => !isTest(template)).map((template) => template.placed)
  const needed = neededData(placed.map(({ object }) => object))
  const applications = neededBy(chart)
  const kinds = [...new Set(placed.flatMap(({ object }) => customKind(object)))].sort()
  const objects = placed.filter(({ isGiven }) => !isGiven).map(({ object }) => object)
  const isAlone = draft.applications.size === 1 && chart.neighbours.size === 0
  // applications find each other by the namespace, so they share one where none is named
  const namespace = draft.namespaceOf(chart.chart) ?? (isAlone ? name : dnsLabel(draft.context.options['name'] ?? ''))
  return draft.context.prose('readme', {
    header,
    title: markdownText(chart.chart),
    chart: name,
    description: markdownText(file.description ?? ''),
    subject: `${application === undefined ? 'A chart of the lattice' : `The chart of the application ${markdownCode(application.name)}`}, version ${markdownCode(file.appVersion ?? file.version)}`,
    kubernetes: kubernetesWords(file),
    namespace,
    workloads: placed.filter(({ object, isGiven, hook }) => !isGiven && !hook && podSpecOf(object)).map(({ object }) => rowOf(object)),
    isHanded: placed.some(({ hook }) => hook !== undefined),
    isEmpty: needed.length === 0 && applications.length === 0 && kinds.length === 0 && file.dependencies === undefined,
    dependency: markdownList((file.dependencies ?? []).map(({ name, version }) => `${markdownCode(name)} ${version}`)),
    kinds: markdownList(kinds.map(markdownCode)),
    needed: needed.map(({ kind, name, keys }) => ({
      what: whatIs[kind],
      name: markdownCode(name),
      keys: keys.length === 0 ? 'all that it has' : keys.map(markdownCode).join(', '),
    })),
    commands: needed.map((need) => `kubectl --namespace ${namespace} ${needCommand(need)}`),
    applications: markdownList(applications.map(markdownCode)),
    hasTests: hasTests(chart),
    remains: remainsOf(objects),
    untested: markdownList(untested(objects).map(markdownCode)),
    checks: checksOf(chart),
    values: valueRows(values),
  })
}

/** Gives the versions of Kubernetes for which a chart is, in words. */
export function kubernetesWords({ kubeVersion }: ChartFile): string {
  return kubeVersion.replace(/^>=(\d+\.\d+).*/, '$1 or later')
}

const whatIs = { secret: 'Secret', pull: 'Secret for a registry', tls: 'Secret with a certificate', config: 'ConfigMap' } as const

/** Whom the application needs, sorted: what others run, and for a Wasm application what that runs on. */
function neededBy({ application, chart, draft, neighbours }: ChartDraft): readonly string[] {
  const needed = (application?.workloads ?? []).flatMap(({ needs }) =>
    needs.flatMap(({ id }) => draft.workloads.get(id)?.application ?? []),
  )
  const substrate = application !== undefined && neighbours.has(substrateChart) ? [substrateChart] : []
  return [...new Set([...needed, ...substrate])].filter((name) => name !== chart).sort()
}

/** A Job's name ends in a hash that values change, so the label stands here that all of its kind have. */
function rowOf(object: KubernetesObject): { readonly name: string; readonly kind: string; readonly ports: string } {
  const ports = (podSpecOf(object)?.containers ?? []).flatMap((container) => container.ports ?? [])
  const texts = ports.map(({ containerPort, protocol = 'TCP' }) => `${containerPort}${protocol === 'TCP' ? '' : `/${protocol}`}`)
  const name = object.metadata.labels?.['app.kubernetes.io/name'] ?? object.metadata.name
  return { name: markdownCode(name), kind: object.kind, ports: texts.join(', ') || 'none' }
}

/** What the linters of platform teams say of the chart as it is, and the values that answer them. */
function checksOf({
  templates,
  folders,
  values: { entries },
}: ChartDraft): readonly Readonly<Record<'check' | 'values' | 'reason', string>>[] {
  return unmetChecks.flatMap(({ check, reason, values, isUnmet }) => {
    const found = templates.flatMap(({ placed, isAdded }) => (isAdded || !isUnmet(placed.object) ? [] : (folders.get(placed.folder) ?? [])))
    const hasValues = (key: string): boolean =>
      Object.keys(values).every((value) => entries.some(({ path }) => path[0] === key && path[1] === value))
    const keys = [...new Set(found)].filter(hasValues)
    const set = Object.entries(values).map(([path, value]) => `${path}: ${typeof value === 'object' ? JSON.stringify(value) : value}`)
    if (keys.length === 0) return []
    return [
      {
        check: markdownCode(check),
        values: `${markdownCode(set.join(', '))} of ${markdownList(keys.map(markdownCode))}`,
        reason: markdownProse(reason),
      },
    ]
  })
}

/** A kind that somebody else brings into the cluster, with its version. */
function customKind({ apiVersion, kind }: KubernetesObject): readonly string[] {
  const group = apiVersion.includes('/') ? apiVersion.replace(/\/.*/, '') : ''
  return group.includes('.') && !builtIn.has(group) ? [`${kind}.${apiVersion}`] : []
}

/** Groups of Kubernetes itself whose names have a dot. */
const builtIn: ReadonlySet<string> = new Set([
  'admissionregistration.k8s.io',
  'networking.k8s.io',
  'rbac.authorization.k8s.io',
  'scheduling.k8s.io',
  'storage.k8s.io',
])

/** What `helm uninstall` leaves: claims that are annotated so, and those that a StatefulSet has made. */
function remainsOf(objects: readonly KubernetesObject[]): string {
  const claims = objects.filter(({ kind }) => kind === 'PersistentVolumeClaim').map(({ metadata }) => markdownCode(metadata.name))
  const sets = objects.filter((object) => object.kind === 'StatefulSet' && JSON.stringify(object).includes('"volumeClaimTemplates"'))
  if (claims.length === 0 && sets.length === 0) return 'Nothing of it stays after `helm uninstall`.'
  const kept = [
    ...(claims.length === 0 ? [] : [`the claims ${markdownList(claims)}, unless \`keep\` of their \`persistence\` is false`]),
    ...sets.map(({ metadata }) => `the claims of the StatefulSet ${markdownCode(metadata.name)}`),
  ]
  return `Data stay after \`helm uninstall\`: ${markdownList(kept)}. \`kubectl delete pvc\` removes them.`
}

/** Ports of Services to which no test connects. */
function untested(objects: readonly KubernetesObject[]): readonly string[] {
  return objects.flatMap((object) =>
    portsOf(object)
      .filter(({ protocol = 'TCP' }) => protocol !== 'TCP')
      .map(({ port, protocol }) => `${object.metadata.name}:${port}/${protocol}`),
  )
}

function portsOf(object: KubernetesObject): readonly Wire<V1ServicePort>[] {
  return object.apiVersion === 'v1' && object.kind === 'Service' && 'spec' in object && object.spec !== undefined && 'ports' in object.spec
    ? (object.spec.ports ?? [])
    : []
}

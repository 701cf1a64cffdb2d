import { here, type Pod } from './policy-judge.js'
import type { Read } from './rendered.js'

/** Gives the pods of whatever makes pods, by the labels that their template has: `<part-of>/<name>`. */
export function podsIn(objects: readonly Read[]): readonly Pod[] {
  return objects.flatMap(({ kind, metadata, spec }) => {
    if (kind === 'SpinApp') return [podOf(metadata, spec.podLabels)]
    const template = kind === 'CronJob' ? spec.jobTemplate.spec.template : spec?.template
    return template?.spec?.containers === undefined ? [] : [podOf(metadata, template.metadata.labels)]
  })
}

/** Gives every port that a container or a Service names, by its number. */
export function portsIn(objects: readonly Read[]): readonly number[] {
  const numbers = objects.flatMap((object) =>
    [...JSON.stringify(object).matchAll(/"(?:containerPort|port|targetPort)":(\d+)/g)].map(([, number]) => Number(number)),
  )
  return [...new Set(numbers)].sort((a, b) => a - b)
}

function podOf(metadata: Read, labels: Read): Pod {
  const id = `${labels['app.kubernetes.io/part-of']}/${labels['app.kubernetes.io/name']}`
  return { id, namespace: metadata.namespace ?? here, labels }
}

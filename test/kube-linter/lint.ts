import { nameOf } from '../kube/objects-of.js'
import { containerChecks } from './container-checks.js'
import { type KubeObject, templateOf } from './kube-object.js'
import { objectChecks } from './object-checks.js'
import { podChecks } from './pod-checks.js'

/** What a check has to say of an object, and its name at kube-linter. */
export interface Finding {
  readonly check: string
  /** `Kind namespace/name`. */
  readonly object: string
  readonly says: string
}

/** The names of all checks. */
export const checkNames: readonly string[] = [containerChecks, objectChecks, podChecks].flatMap((checks) => Object.keys(checks)).sort()

/** What kube-linter finds by default (the checks that it has enabled without a configuration), said of the objects of one rendering. */
export function lint(objects: readonly KubeObject[]): readonly Finding[] {
  return objects.flatMap((object) => {
    const finding = (check: string) => (says: string) => ({ check, object: nameOf(object), says })
    const pod = templateOf(object)?.spec
    const containers = pod === undefined ? [] : [...(pod.initContainers ?? []), ...pod.containers]
    return [
      ...Object.entries(objectChecks).flatMap(([name, check]) => check(object, objects).map(finding(name))),
      ...(pod === undefined ? [] : Object.entries(podChecks).flatMap(([name, check]) => check(pod).map(finding(name)))),
      ...Object.entries(containerChecks).flatMap(([name, check]) =>
        containers.flatMap((container) => check(container).map((says) => finding(name)(`container ${container.name} ${says}`))),
      ),
    ]
  })
}

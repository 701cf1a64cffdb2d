import type { ApplicationPlan } from '../../src/plan/plan.js'
import { entryAt, listAt, textAt } from '../manifest-entries.js'

/** Gives applications with what they need before them; otherwise in the order given. A circle of applications is an error of the lattice and never comes here. */
export function orderApplications(applications: readonly ApplicationPlan[]): readonly ApplicationPlan[] {
  const byName = new Map(applications.map((application) => [application.name, application]))
  const ordered = new Set<ApplicationPlan>()
  const visit = (application: ApplicationPlan, path: ReadonlySet<string>): void => {
    if (ordered.has(application) || path.has(application.name)) return
    for (const name of referencesOf(application)) {
      const needed = byName.get(name)
      if (needed) visit(needed, new Set([...path, application.name]))
    }
    ordered.add(application)
  }
  for (const application of applications) visit(application, new Set())
  return [...ordered]
}

/** Gives the applications to whose components the Wasm part of an application refers; sorted. */
export function referencesOf({ wadm }: ApplicationPlan): readonly string[] {
  const names = listAt(wadm?.spec, 'components').map((component) =>
    textAt(entryAt(entryAt(component, 'properties'), 'application'), 'name'),
  )
  return [...new Set(names)].filter((name) => name !== '').sort()
}

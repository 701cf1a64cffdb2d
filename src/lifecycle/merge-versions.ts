import type { Application, Component } from '../generated/application.js'
import { isShared, sharedAnnotations } from '../lattice/is-shared.js'
import { traitsOf } from '../lattice/traits-of.js'
import { keepApart } from './keep-apart.js'

/** A version of an application, and which of its components are wanted. */
export interface Part {
  readonly version: string
  readonly app: Application
  readonly components: ReadonlySet<string>
}

/**
 * Makes one manifest of components of several versions. The first part gives everything that belongs to the application as a whole; what the others need beside their components
 * (policies, configuration and secrets under a name of the first) comes under names of its own where it differs.
 * Links and dependencies that lead to none of the components are left out.
 */
export function mergeVersions(parts: readonly [Part, ...Part[]], mustBeShared: boolean): Application {
  const [{ app }] = parts
  const { policies, components } = keepApart(
    parts.map(({ version, app: own, components: wanted }) => ({
      version,
      components: own.spec.components.filter(({ name }) => wanted.has(name)).map((component) => structuredClone(component)),
      policies: structuredClone(own.spec.policies ?? []),
    })),
    app.metadata.name,
  )
  const names = new Set(components.map(({ name }) => name))
  for (const component of components) leaveOut(component, names)
  const { annotations } = app.metadata
  return {
    ...app,
    metadata:
      mustBeShared && !isShared(app) ? { ...app.metadata, annotations: { ...annotations, [sharedAnnotations[0]]: 'true' } } : app.metadata,
    spec: { ...app.spec, components, ...(policies.length > 0 && { policies }) },
  }
}

/** Takes away what leads to components that are not there. */
function leaveOut(component: Component, names: ReadonlySet<string>): void {
  if (component.dependsOn !== undefined) component.dependsOn = component.dependsOn.filter((name) => names.has(name))
  const gone = new Set<object>(
    traitsOf(component, 'link').filter(({ properties: { target } }) => !names.has(typeof target === 'string' ? target : target.name)),
  )
  if (gone.size > 0 && component.traits) component.traits = component.traits.filter((trait) => !gone.has(trait))
}

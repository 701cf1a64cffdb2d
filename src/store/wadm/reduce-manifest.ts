import { sharedAnnotations } from '../../lattice/is-shared.js'
import { printRunning, type Running, retainedAnnotation } from './running-version.js'
import { isPlain, linkTarget, type StoredComponent, type StoredManifest } from './stored-manifest.js'

/**
 * Makes the manifest that runs the deployed version, if there is one, and beside it the weak children of others, with what links among them:
 * wadm keeps no component without an application. Names stay, so identifiers, configuration and links are those from before, and nothing restarts.
 * `manifestOf` gives the manifest of a version; it has every component that is retained from it.
 */
export function reduceManifest(running: Running, version: string, manifestOf: (version: string) => StoredManifest): StoredManifest {
  const { deployed, retained } = running
  const versions = [...(deployed === undefined ? [] : [deployed]), ...new Set(retained.map((kept) => kept.version))]
  const main = manifestOf(versions[0] ?? '')
  const own = deployed === undefined ? [] : main.spec.components
  const kept = retained.flatMap(({ component, version: from }) =>
    manifestOf(from)
      .spec.components.filter(({ name }) => name === component)
      .slice(0, 1),
  )
  const names = new Set([...own, ...kept].map(({ name }) => name))
  const policies = new Map<unknown, unknown>()
  for (const from of versions.map(manifestOf))
    for (const policy of listed(from.spec['policies'])) policies.set(isPlain(policy) ? policy['name'] : policy, policy)
  const [shared] = sharedAnnotations
  const isShared = versions.some((from) => manifestOf(from).metadata.annotations[shared] === 'true')
  return {
    ...main,
    metadata: {
      ...main.metadata,
      annotations: {
        ...main.metadata.annotations,
        ...(isShared && { [shared]: 'true' }),
        version,
        [retainedAnnotation]: printRunning(running),
      },
    },
    spec: {
      ...main.spec,
      components: [...own, ...kept.map((component) => withLinksTo(names, component))],
      policies: policies.size === 0 ? undefined : [...policies.values()],
    },
  }
}

function withLinksTo(names: ReadonlySet<string>, component: StoredComponent): StoredComponent {
  return {
    ...component,
    traits: component.traits.filter((trait) => {
      const target = linkTarget(trait)
      return target === undefined || names.has(target)
    }),
  }
}

function listed(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

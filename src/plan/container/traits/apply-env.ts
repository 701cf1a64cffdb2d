import type { EnvPatch, EnvProperties } from '../../../generated/application.js'
import type { Container, ContainerWorkload, Env } from '../../plan.js'
import type { Scope } from '../../scope.js'
import { patchContainers } from './patch-containers.js'

type Patch = Omit<EnvPatch, 'containerName'> & { readonly containerName?: string }

/** Gives the workload with variables set, unset, or all replaced (KubeVela `env`): those that were there keep their places, new ones follow. */
export function applyEnv(scope: Scope, workload: ContainerWorkload, properties: EnvProperties): ContainerWorkload {
  return patchContainers<Patch>(scope, workload, properties.containers ?? [properties], (container, patch) =>
    patchEnv(scope, container, patch),
  )
}

function patchEnv(scope: Scope, container: Container, patch: Patch): Container {
  const { trace } = scope
  const { env: values = {}, unset = [] } = patch
  if (patch.replace !== undefined && container.env.length > 0) scope.decide<Patch>(patch, 'replace')
  const names = new Set([...container.env.map(({ name }) => name), ...Object.keys(values)])
  for (const [index, name] of unset.entries()) if (names.has(name)) scope.decide(unset, index)
  const kept = patch.replace ? [] : container.env.filter(({ name }) => !unset.includes(name))
  const known = new Set(kept.map(({ name }) => name))
  const added = Object.keys(values).filter((name) => !known.has(name) && !unset.includes(name))
  return trace.amend(container, {
    env: [
      ...kept.map((entry) => (Object.hasOwn(values, entry.name) ? override(scope, entry, values) : entry)),
      ...added.map((name) => trace.build<Env>({ name: trace.join(name, scope.from(values, name)), value: scope.required(values, name) })),
    ],
  })
}

function override(scope: Scope, entry: Env, values: Readonly<Record<string, string>>): Env {
  return scope.trace.build<Env>({ name: scope.trace.held(entry, 'name') ?? entry.name, value: scope.required(values, entry.name) })
}

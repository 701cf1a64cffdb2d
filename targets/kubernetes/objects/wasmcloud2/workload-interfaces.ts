import type { WasmWorkload } from '../../../../src/plan/plan.js'
import { some } from '../../../some.js'
import { hostInterfaces } from '../../../wasmcloud2/host-interfaces.js'
import { providerLinks } from '../../../wasmcloud2/provider-links.js'
import type { ObjectDraft } from '../object-draft.js'
import { needSecret } from '../pod/needs.js'
import type { WorkloadInterface } from './workload-deployment.js'

/**
 * Gives what the host gives to the components of one workload. It answers HTTP for the name of the Service, to which the operator adds the names with
 * the namespace; secrets are keys of the Secret that is named like the component.
 */
export function workloadInterfaces(draft: ObjectDraft, components: readonly WasmWorkload[]): readonly WorkloadInterface[] | undefined {
  const common = hostInterfaces(draft, components, ({ id }) => ({ host: draft.nameOf(id) }))
  return some([...common, ...components.flatMap((component) => databaseOf(draft, component)), ...secretsOf(draft, components)])
}

/** Gives the key of a link's configuration that names the database (wasmCloud 1, sqldb-postgres); keys are read without regard to case. */
export function isDatabaseKey(key: string): boolean {
  return /^(postgres_)?database$/i.test(key)
}

function databaseOf(draft: ObjectDraft, component: WasmWorkload): readonly WorkloadInterface[] {
  return providerLinks(draft, component)
    .filter(({ ability }) => ability === 'postgres')
    .slice(0, 1)
    .map(({ link: { namespace, package: name, interfaces, targetConfig } }) => {
      const [database] = targetConfig.flatMap(({ properties = {} }) =>
        Object.entries(properties).flatMap(([key, value]) => (isDatabaseKey(key) ? [value] : [])),
      )
      return { namespace, package: name, interfaces: [...interfaces], config: { database: database ?? '' } }
    })
}

function secretsOf(draft: ObjectDraft, components: readonly WasmWorkload[]): readonly WorkloadInterface[] {
  const secretFrom = components
    .filter(({ secrets }) => secrets.length > 0)
    .map((component) => {
      const name = draft.nameOf(component.id)
      // those that secrets name, which are spoken of with them
      const policies = draft.applications.get(component.application)?.wadm?.spec['policies']
      if (typeof policies === 'object' && policies !== null) draft.context.spokenOf(policies)
      for (const secret of component.secrets) {
        needSecret(draft, component, name, secret.name, [secret, 'name'])
        const effect = `no backend is asked: the value of \`${secret.name}\` is that key of the Secret \`${name}\``
        draft.context.unsupported('wasm-secret', secret, 'name', effect)
        draft.context.spokenOf(secret)
      }
      return { name }
    })
  return secretFrom.length === 0 ? [] : [{ namespace: 'wasmcloud', package: 'secrets', interfaces: ['store', 'reveal'], secretFrom }]
}

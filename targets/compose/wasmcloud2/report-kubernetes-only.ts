import { refuse } from '../../wasmcloud2/report-lost.js'
import type { Draft } from '../draft.js'

/** Reports what wasmCloud 2 takes from Kubernetes: secrets, and configuration whose values no manifest has. */
export function reportKubernetesOnly(draft: Draft): void {
  for (const component of draft.workloads.values()) {
    if (component.kind !== 'wasm' || component.role !== 'component') continue
    for (const secret of [...component.secrets, ...component.links.flatMap((link) => [...link.sourceSecrets, ...link.targetSecrets])])
      refuse(draft, 'secrets of wasmCloud 2 come from Kubernetes', secret, 'name')
    for (const config of component.config)
      if (config.properties === undefined)
        refuse(
          draft,
          `nothing stores the configuration \`${config.name}\` outside the manifest`,
          config,
          'name',
          'write its values beside it',
        )
  }
}

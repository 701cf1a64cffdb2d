import type { Id } from '../../src/lattice/lattice.js'
import type { ApplicationPlan } from '../../src/plan/plan.js'
import { entryAt, listAt, textAt } from '../manifest-entries.js'

/** An address that an HTTP server provider listens on, inside the container of its host. */
export interface HttpAddress {
  /** The provider; of a reference, the shared one behind it. */
  readonly provider: Id
  readonly host: string
  readonly port: number
  /** The entry of the plan that says so. */
  readonly place: readonly [object, string]
}

/**
 * Gives where the HTTP servers of an application listen (wasmCloud 1.9, http-server provider): `address` in the source configuration of a link
 * to `wasi:http/incoming-handler`, and `default_address` in the provider's own. Links of references stand in the manifest alone, so it is read there.
 */
export function httpAddresses({ name, wadm }: ApplicationPlan): readonly HttpAddress[] {
  return listAt(wadm?.spec, 'components').flatMap((component) => {
    const reference = entryAt(entryAt(component, 'properties'), 'application')
    const provider =
      reference === undefined ? `${name}/${textAt(component, 'name')}` : `${textAt(reference, 'name')}/${textAt(reference, 'component')}`
    const links = listAt(component, 'traits')
      .map((trait) => entryAt(trait, 'properties'))
      .filter(isHttpLink)
    const own = entryAt(component, 'type') === 'capability' ? listAt(entryAt(component, 'properties'), 'config') : []
    return [
      ...links.flatMap((link) => listAt(entryAt(link, 'source'), 'config')).flatMap((config) => addressIn(config, 'address')),
      ...own.flatMap((config) => addressIn(config, 'default_address')),
    ].map((address) => ({ provider, ...address }))
  })
}

function isHttpLink(link: unknown): boolean {
  return (
    textAt(link, 'namespace') === 'wasi' && textAt(link, 'package') === 'http' && listAt(link, 'interfaces').includes('incoming-handler')
  )
}

/** The provider does not mind case. */
function addressIn(config: unknown, name: string): Omit<HttpAddress, 'provider'>[] {
  const properties = entryAt(config, 'properties')
  if (typeof properties !== 'object' || properties === null) return []
  return Object.keys(properties).flatMap((key) => {
    if (key.toLowerCase() !== name) return []
    const [, host, port] = /^(.*):(\d{1,5})$/.exec(textAt(properties, key)) ?? []
    return host === undefined || port === undefined ? [] : [{ host, port: Number(port), place: [properties, key] as const }]
  })
}

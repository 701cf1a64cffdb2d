import type { Env, Part } from '../plan.js'
import type { Scope } from '../scope.js'
import type { Traced } from '../trace.js'
import type { Connection } from './connection.js'
import { linkTemplate } from './link-template.js'

/** The address of a workload, as a piece of a value. */
export type AddressPart = Extract<Part, { readonly address: unknown }>

/** An address, and what comes after it where the target shares it with others. */
export type AddressParts = readonly [AddressPart, ...Part[]]

/** What a link knows of where its target is. */
export const addresses = ['host', 'port', 'url'] as const

/** A word of `addresses`. */
export type Address = (typeof addresses)[number]

/** Gives a value in which `find` has filled the variables `${target.<name>}`: plain text, or pieces where addresses are among them; a variable that it does not find stays as it is. */
export function fillTemplate(
  { trace }: Scope,
  template: Traced<string>,
  find: (variable: string) => AddressParts | Traced<string> | undefined,
): { readonly value: Traced<string> } | { readonly parts: NonNullable<Env['parts']> } {
  const sources: Traced<unknown>[] = [template]
  const parts: Part[] = []
  let text = ''
  for (const part of linkTemplate(template.value)) {
    const found = 'variable' in part ? find(part.variable) : undefined
    if (found !== undefined && !('places' in found)) {
      if (text !== '') parts.push(trace.build<{ text: string }>({ text: trace.join(text, ...sources) }))
      text = ''
      // the template is what asks for the address
      const [address, ...rest] = found
      parts.push(trace.amend<AddressPart>(address, { address: trace.join(address.address, template) }), ...rest)
      continue
    }
    if (found !== undefined) sources.push(found)
    text += found?.value ?? ('text' in part ? part.text : `\${target.${part.variable}}`)
  }
  if (parts.length === 0) return { value: trace.join(text, ...sources) }
  if (text !== '') parts.push(trace.build<{ text: string }>({ text: trace.join(text, ...sources) }))
  return { parts }
}

/** Gives an address of a link's target; a component that shares its address with others has a path in its URL. */
export function addressParts({ trace }: Scope, { to, port, path, chosen, scheme }: Connection, address: Address): AddressParts {
  const part = trace.build<AddressPart>({
    address,
    to,
    port: port && trace.join(port.containerPort, trace.held(port, 'containerPort'), chosen),
    scheme,
  })
  return path === undefined || address !== 'url' ? [part] : [part, trace.build<{ text: string }>({ text: path })]
}

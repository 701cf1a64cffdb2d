import type { ComponentOutline, Outline } from '../../generated/lattice-record.js'
import type { Document } from '../../language/document.js'
import { makeLocator } from '../../report/locate.js'
import { isPlain, linkTarget, type StoredComponent, type StoredManifest } from './stored-manifest.js'

/**
 * Gives what can be known of a manifest that mc's reader finds wrong, from wadm's own reading of it: names, kinds, references and links;
 * positions are those of the document that it was printed to, where it could be read.
 */
export function outlineOfStored({ metadata, spec }: StoredManifest, document?: Document): Outline {
  const description = metadata.annotations['description']
  const names = new Set(spec.components.map(({ name }) => name))
  const first = spec.components.filter(({ name }, index, all) => all.findIndex((other) => other.name === name) === index)
  return {
    shared: false,
    ...(description !== undefined && { description }),
    components: first.map((component) => outlineOfComponent(component, names, document)),
    claims: [`application:${metadata.name}`],
  }
}

function outlineOfComponent(component: StoredComponent, names: ReadonlySet<string>, document: Document | undefined): ComponentOutline {
  const { application } = component.properties
  const place = placeOf(component.name, document)
  return {
    name: component.name,
    kind: component.type === 'capability' ? 'capability' : 'component',
    ...(isPlain(application) && {
      uses: { application: String(application['name']), component: String(application['component']), ...place },
    }),
    links: component.traits.flatMap((trait) => {
      const to = linkTarget(trait)
      return to !== undefined && names.has(to) ? [{ to, ...place }] : []
    }),
  }
}

/** The place of a component's name: nearer is not known where the form is wrong. */
function placeOf(name: string, document: Document | undefined): { readonly line: number; readonly column: number } {
  const spec = isPlain(document?.value) ? document.value['spec'] : undefined
  const components = isPlain(spec) && Array.isArray(spec['components']) ? spec['components'] : []
  const found: unknown = components.find((component: unknown) => isPlain(component) && component['name'] === name)
  if (document === undefined || !isPlain(found)) return { line: 1, column: 1 }
  const { line, column } = makeLocator().position(document.source, document.at(found, 'name').start)
  return { line, column }
}

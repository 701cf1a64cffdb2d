import type { Component } from '../generated/application.js'
import type { ComponentOutline, Outline } from '../generated/lattice-record.js'
import type { Manifest } from '../language/manifest.js'
import { referenceOf } from '../language/reference-of.js'
import { isShared } from '../lattice/is-shared.js'
import { kindOf } from '../lattice/kind-of.js'
import { traitsOf } from '../lattice/traits-of.js'
import { makeLocator, type Position } from '../report/locate.js'
import { claimsOf } from './claims-of.js'

/** Gives what others can see of an application, with the positions of its references and links in its own source. Of two components with one name the first counts. */
export function outlineOf(manifest: Manifest): Outline {
  const { app, document } = manifest
  const locator = makeLocator()
  const place = (parent: object, key: string): Pick<Position, 'line' | 'column'> => {
    const { line, column } = locator.position(document.source, document.at(parent, key).start)
    return { line, column }
  }
  const first = new Map<string, Component>()
  for (const component of app.spec.components) if (!first.has(component.name)) first.set(component.name, component)
  const names = new Set(first.keys())
  const description = app.metadata.annotations?.['description']
  return {
    shared: isShared(app),
    ...(description !== undefined && { description }),
    components: [...first.values()].map((component) => componentOutline(component, names, place)),
    claims: claimsOf(manifest),
  }
}

function componentOutline(
  component: Component,
  names: ReadonlySet<string>,
  place: (parent: object, key: string) => Pick<Position, 'line' | 'column'>,
): ComponentOutline {
  const reference = referenceOf(component)
  const links = traitsOf(component, 'link').map(({ properties }) => {
    const { target } = properties
    return typeof target === 'string' ? { to: target, ...place(properties, 'target') } : { to: target.name, ...place(target, 'name') }
  })
  const waits = (component.dependsOn ?? []).map((to, index) => ({ to, ...place(component.dependsOn ?? [], String(index)) }))
  return {
    name: component.name,
    kind: kindOf(component),
    ...(reference && {
      uses: { application: reference.name, component: reference.component, ...place(component.properties, 'application') },
    }),
    links: [...links, ...waits].filter(({ to }) => names.has(to)),
  }
}

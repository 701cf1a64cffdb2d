import type { Component } from '../../generated/application.js'
import { traitsOf } from '../../lattice/traits-of.js'
import { isContainer } from '../is-container.js'
import { containersOf } from './containers-of.js'

/** The name of an environment variable, where it is written. */
export interface NamedVariable {
  readonly name: string
  readonly place: { readonly parent: object; readonly key: string; readonly part: 'key' | 'value' }
}

/** Gives the names of all environment variables that a container component sets: in its containers, by the traits `env` and `storage`, for its debugger, and by links. */
export function variablesOf(component: Component): NamedVariable[] {
  if (!isContainer(component)) return []
  const listed = containersOf(component).flatMap(({ settings }) => settings.env ?? [])
  const patches = traitsOf(component, 'env').flatMap(({ properties = {} }) => [
    properties.env,
    ...(properties.containers ?? []).map(({ env }) => env),
  ])
  const stored = traitsOf(component, 'storage').flatMap(({ properties: { configMap = [], secret = [] } = {} }) =>
    [...configMap, ...secret].flatMap(({ mountToEnv, mountToEnvs = [] }) => [...(mountToEnv ? [mountToEnv] : []), ...mountToEnvs]),
  )
  const linked = traitsOf(component, 'link').flatMap(({ properties: { source, source_config } }) =>
    ((source === undefined ? source_config : source.config) ?? []).map(({ properties }) => properties),
  )
  return [
    ...listed.map((entry) => ({ name: entry.name, place: { parent: entry, key: 'name', part: 'value' as const } })),
    ...stored.map((entry) => ({ name: entry.envName, place: { parent: entry, key: 'envName', part: 'value' as const } })),
    ...[...patches, component.properties.debug?.env, ...linked].flatMap((map) =>
      map === undefined ? [] : Object.keys(map).map((name) => ({ name, place: { parent: map, key: name, part: 'key' as const } })),
    ),
  ]
}

import { fingerprint } from '../../../fingerprint.js'
import { ref } from './intrinsics.js'
import type { Output, Parameter, Resource, Template } from './template.js'

/** A template while it is made. */
export interface StackDraft {
  /** Path of the template below the folder of the target. */
  readonly path: string
  readonly description: string
  readonly parameters: Map<string, Parameter>
  /** The environment variable of the scripts that brings the value of a parameter. */
  readonly variables: Map<string, string>
  readonly conditions: Map<string, object>
  readonly resources: Map<string, Resource>
  readonly outputs: Map<string, Output>
  /** Adds a resource under a logical id made of words, unless that id is taken by other words already: then it has a fingerprint. Gives the id. */
  add(words: readonly string[], resource: Resource): string
  /** Adds a parameter, once, that an environment variable of the scripts brings; gives its value. */
  parameter(name: string, variable: string, parameter: Parameter): object
  /** Gives the id that `add` gives for the same words. */
  idOf(words: readonly string[]): string
}

/** Begins a template. */
export function makeStackDraft(path: string, description: string): StackDraft {
  const owners = new Map<string, string>()
  const idOf = (words: readonly string[]): string => {
    const id = words.map(logicalId).join('')
    const key = words.join('\n')
    const owner = owners.get(id) ?? key
    owners.set(id, owner)
    return owner === key ? id : `${id}${fingerprint(key)}`
  }
  const resources = new Map<string, Resource>()
  const parameters = new Map<string, Parameter>()
  const variables = new Map<string, string>()
  return {
    path,
    description,
    parameters,
    variables,
    conditions: new Map(),
    resources,
    outputs: new Map(),
    idOf,
    parameter(name, variable, parameter) {
      parameters.set(name, parameter)
      variables.set(name, variable)
      return ref(name)
    },
    add(words, resource) {
      const id = idOf(words)
      resources.set(id, resource)
      return id
    },
  }
}

/**
 * Gives the part of a logical id that stands for a name: letters and digits only (CloudFormation User Guide, Resources), `order-api` is `OrderApi`.
 * A name that another could share this with has a fingerprint.
 */
export function logicalId(name: string): string {
  const words = name.split(/[^A-Za-z0-9]+/).map((word) => `${word.slice(0, 1).toUpperCase()}${word.slice(1)}`)
  const isPlain = /^([A-Z][A-Za-z0-9]*|[a-z][a-z0-9]*(-[a-z][a-z0-9]*)*)$/.test(name)
  return `${words.join('')}${isPlain ? '' : fingerprint(name)}`
}

/** Gives the template; sections that hold nothing are left out. */
export function templateOf({ description, parameters, conditions, resources, outputs }: StackDraft): Template {
  return {
    AWSTemplateFormatVersion: '2010-09-09',
    Description: description,
    ...(parameters.size > 0 && { Parameters: Object.fromEntries(parameters) }),
    ...(conditions.size > 0 && { Conditions: Object.fromEntries(conditions) }),
    Resources: Object.fromEntries(resources),
    ...(outputs.size > 0 && { Outputs: Object.fromEntries(outputs) }),
  }
}

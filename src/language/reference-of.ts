import type { ApplicationReference, Component } from '../generated/application.js'

/** Gives what a component stands for, where it has no image of its own (`properties.application`); objects of Kubernetes stand for themselves. */
export function referenceOf(component: Component): ApplicationReference | undefined {
  return component.type === 'k8s-objects' ? undefined : component.properties.application
}

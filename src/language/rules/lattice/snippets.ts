/** Gives an application for the `bad` and `good` of a rule; `components` are those below. */
export function application(name: string, ...components: string[]): string {
  return `apiVersion: core.oam.dev/v1beta1\nkind: Application\nmetadata:\n  name: ${name}\n${spec(components)}`
}

/** Gives an application that shares its components with the lattice. */
export function sharedApplication(name: string, ...components: string[]): string {
  return `apiVersion: core.oam.dev/v1beta1\nkind: Application\nmetadata:\n  name: ${name}\n  annotations:\n    experimental.wasmcloud.dev/shared: "true"\n${spec(components)}`
}

/** Gives a component with an image of its own; `more` are lines of its properties and traits, indented by six spaces or more. */
export function component(type: string, name: string, more = ''): string {
  return `    - name: ${name}\n      type: ${type}\n      properties:\n        image: ghcr.io/acme/${name}:1.0.0\n${more}`
}

/** Gives a component that stands for `to`, an `application/component`. */
export function reference(type: string, name: string, to: string, more = ''): string {
  const [app = '', target = ''] = to.split('/')
  return `    - name: ${name}\n      type: ${type}\n      properties:\n        application:\n          name: ${app}\n          component: ${target}\n${more}`
}

/** Joins applications to one file. */
export function documents(...applications: string[]): string {
  return applications.join('---\n')
}

function spec(components: readonly string[]): string {
  return `spec:\n  components:\n${components.join('')}`
}

import type { Case } from '../harness.js'
import { type ComposeProject, type ExampleOptions, renderExample } from './compose-project.js'
import type { Engine } from './engine.js'

type Use = (project: ComposeProject) => Promise<void>

/** Gives a function whose cases start an example, use it and take it down; `services` are those that are started, by default all. */
export function runner(engine: Engine) {
  return (name: string, options: ExampleOptions & { readonly services?: readonly string[] }, use: Use): Case =>
    async () => {
      const project = await renderExample(engine, name, options)
      try {
        await project.up(...(options.services ?? []))
        await use(project)
      } finally {
        await project.down()
      }
    }
}

/** Gives each secret a value of its own, with what shells, URLs and SQL would stumble over. */
export function passwordOf(variable: string): string {
  return `it's $${variable} "%40" \\ `
}

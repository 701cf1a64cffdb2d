import Handlebars from 'handlebars/runtime.js'
import { templates } from '../src/generated/templates.js'

/** Fills a precompiled Handlebars template (`<target>/<name>`); throws on a name that it uses and the data lack. Prose-shaped files only, never structured ones. */
export function prose(template: string, data: object): string {
  const spec = templates[template]
  if (spec === undefined) throw new RangeError(`no template ${template}`)
  return Handlebars.template(spec)(data)
}

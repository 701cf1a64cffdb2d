import { makeLocator } from '../../report/locate.js'
import type { FieldChange } from './compare-values.js'
import type { LatticeDiff } from './diff-lattices.js'
import { pathText } from './path-text.js'

/** Gives `applications` and `affected` of `schema/diff-output.schema.json`; what does not apply is null or empty, never absent. */
export function diffJson({ applications, affected }: LatticeDiff, against: (application: string) => object | null): object {
  const locator = makeLocator()
  return {
    applications: applications.map(({ application, change, shared, fields, components }) => ({
      application,
      change,
      against: against(application),
      shared: { before: shared.before ?? null, after: shared.after ?? null },
      fields: fields.map(fieldJson),
      components: components.map((own) => ({
        component: own.component,
        change: own.change,
        fields: own.fields.map(fieldJson),
        links: own.links.map((link) => ({ link: link.link, change: link.change, fields: link.fields.map(fieldJson) })),
      })),
    })),
    affected: affected.map(({ application, component, needs, effect, because, span }) => {
      const { line, column } = locator.position(span.source, span.start)
      return { application, component, needs, effect, because, file: span.source.path, line, column }
    }),
  }
}

/** A value that is not there is an absent key, because null is a value. */
function fieldJson({ path, before, after }: FieldChange): object {
  return { path: pathText(path), ...(before !== undefined && { before }), ...(after !== undefined && { after }) }
}

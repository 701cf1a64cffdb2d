import { addValue, type Component, templatesOf } from './component.js'
import { annotationMap } from './schemas.js'
import { takeTexts } from './tune-metadata.js'

/** Makes annotations of the ServiceAccount a value: clouds give rights by them. */
export function tuneAccount(component: Component): void {
  const [account] = templatesOf(component, 'ServiceAccount')
  if (account === undefined) return
  account.more.annotations = addValue(component, ['serviceAccount', 'annotations'], {
    value: takeTexts(component.chart, account.body, 'annotations'),
    comment: 'Annotations of the ServiceAccount, such as those by which a cloud gives rights.',
    schema: annotationMap,
  })
}

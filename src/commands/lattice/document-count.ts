import type { Source } from '../../diagnostic.js'
import { parse } from '../../language/parse.js'

/** Gives how many documents a source holds that passed its checks; only one with a document marker is read for it. */
export function documentCount(source: Source): number {
  if (!/^(---|\.\.\.)/m.test(source.text)) return 1
  const { documents, broken } = parse(source, () => {})
  return documents.length + broken.length
}

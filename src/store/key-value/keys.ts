/** The keys of a lattice. Those under `manifest/` and `change/` are created and removed, never updated. */
export const keys = {
  /** The head: the revision of the lattice, and the change that made it. */
  head: 'lattice',
  /** What is kept of an application; stays when the application is gone, because its history does. */
  application: (name: string) => `${applications}${word(name)}`,
  applications: 'application/',
  /** The text of a version; `id` is that of the change that brought it, so that no two writers ever mean the same key. */
  text: (application: string, version: string, id: string) => `manifest/${word(application)}/${word(version)}/${id}`,
  /** A page of the history of an application, from 0. */
  page: (application: string, page: number) => `history/${word(application)}/${String(page).padStart(6, '0')}`,
  pages: (application: string) => `history/${word(application)}/`,
  /** A piece, from 0, of a change that is too large for the head. */
  piece: (id: string, piece: number) => `change/${id}/${piece}`,
  pieces: 'change/',
} as const

const applications = 'application/'

/** Percent-encodes a word. A half of a surrogate pair has no UTF-8; it is written as `%uD800`, which no other character gives. */
function word(text: string): string {
  return text
    .split(/([\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff])/)
    .map((part, index) => (index % 2 === 0 ? encodeURIComponent(part) : `%u${part.charCodeAt(0).toString(16).toUpperCase()}`))
    .join('')
}

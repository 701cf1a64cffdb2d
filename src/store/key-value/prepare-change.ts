import { Failure } from '../../failure.js'
import type { Change } from '../store.js'
import { printPage } from './history-pages.js'
import type { KeyValue } from './key-value.js'
import type { State } from './read-lattice.js'
import { printApplication } from './stored-application.js'
import type { Step } from './stored-types.js'

/** A text that is to be stored. */
export interface NewText {
  readonly application: string
  readonly version: string
  readonly text: string
  readonly id: string
}

/** Makes the steps of a change, and the texts that it brings; `idOf` gives the id under which a text is stored. Throws a `Failure` where a value would be too large. */
export function prepareChange(
  keyValue: KeyValue,
  state: State,
  change: Change,
  idOf: (application: string, version: string, text: string) => string,
): { readonly steps: readonly Step[]; readonly texts: readonly NewText[] } {
  const texts: NewText[] = []
  const steps = [...change].map(([name, { record, texts: brought = new Map<string, string>(), event }]): Step => {
    const ids = new Map<string, string>()
    for (const { version } of record?.versions ?? []) {
      const text = brought.get(version)
      const id = text === undefined ? state.texts.get(name)?.[version] : idOf(name, version, text)
      if (id === undefined) throw new Error(`the text of ${name}@${version} is missing in the change`)
      ids.set(version, id)
      if (text !== undefined) texts.push({ application: name, version, text, id })
    }
    return { name, texts: Object.fromEntries(ids), ...(event !== undefined && { event }), ...(record !== undefined && { record }) }
  })
  checkSizes(keyValue, state, steps, texts)
  return { steps, texts }
}

function checkSizes({ url, valueLimit }: KeyValue, state: State, steps: readonly Step[], texts: readonly NewText[]): void {
  if (valueLimit === undefined) return
  const check = (what: string, value: string, help: string): void => {
    const bytes = Buffer.byteLength(value)
    if (bytes > valueLimit)
      throw new Failure(3, `${what} takes ${count(bytes)} bytes, and ${url} keeps at most ${count(valueLimit)} in one entry: ${help}`)
  }
  for (const { application, version, text } of texts)
    check(
      `application \`${application}\`: the manifest of version \`${version}\``,
      text,
      'split the application, or move large files out of it',
    )
  for (const step of steps) {
    const { name, record, event } = step
    const value = printApplication(state.stored.get(name), step, largestRevision, largestPage)
    check(
      `application \`${name}\`: the record of its ${record?.versions.length ?? 0} versions`,
      value,
      `delete versions that nobody needs (mc delete ${name}@<version>)`,
    )
    if (event === undefined) continue
    check(
      `application \`${name}\`: what its history is to say`,
      printPage({}, [{ ...event, revision: largestRevision }]),
      'shorten --message',
    )
  }
}

const largestRevision = Number.MAX_SAFE_INTEGER
const largestPage = Number.MAX_SAFE_INTEGER

function count(bytes: number): string {
  return bytes.toLocaleString('en-US')
}

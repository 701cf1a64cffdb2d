import { fingerprint } from '../../fingerprint.js'
import type { HostElsewhere } from '../../kubernetes/objects/object-draft.js'

/** What stands for hosts of other applications while objects are made, and how it is read again. */
export interface HostMarks {
  readonly mark: HostElsewhere
  /** Gives the pieces of a text: literal ones, and the marked hosts. */
  split(text: string): readonly (string | MarkedHost)[]
}

/** A Service of another application than whose pods ask for it. */
export interface MarkedHost {
  readonly from: string
  readonly to: string
  readonly name: string
}

/** Makes marks: names that no network has (RFC 6761, section 6.4: `invalid.`), so that a URL with one in it is still a URL. */
export function makeHostMarks(): HostMarks {
  const applications = new Map<string, string>()
  const marks = /([a-z0-9-]+)\.of-([0-9a-f]{8})\.for-([0-9a-f]{8})\.application\.invalid/g
  const keyOf = (application: string): string => {
    const key = fingerprint(application)
    applications.set(key, application)
    return key
  }
  return {
    mark(from, to, name) {
      return `${name}.of-${keyOf(to)}.for-${keyOf(from)}.application.invalid`
    },
    split(text) {
      const pieces: (string | MarkedHost)[] = []
      let end = 0
      for (const { index, 0: mark, 1: name = '', 2: toKey = '', 3: fromKey = '' } of text.matchAll(marks)) {
        const [from, to] = [applications.get(fromKey), applications.get(toKey)]
        if (from === undefined || to === undefined) continue
        if (index > end) pieces.push(text.slice(end, index))
        pieces.push({ from, to, name })
        end = index + mark.length
      }
      if (end < text.length || pieces.length === 0) pieces.push(text.slice(end))
      return pieces
    },
  }
}

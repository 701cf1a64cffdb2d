import { makeLocator } from '../../report/locate.js'
import { plural } from '../../report/plural.js'
import { printable } from '../../report/printable.js'
import type { Affected } from './affected-by.js'
import type { FieldChange } from './compare-values.js'
import type { ApplicationDiff, ComponentDiff, Kind } from './diff-applications.js'
import type { LatticeDiff } from './diff-lattices.js'
import { pathText } from './path-text.js'

/** A line of a diff and what it says, for whoever colours it. */
export interface DiffLine {
  readonly text: string
  readonly kind: Kind | 'plain'
}

/** Gives a diff for people, a line for each thing that differs; `against` says what an application is compared with. Nothing in it reaches a terminal raw. */
export function diffLines({ applications, affected }: LatticeDiff, against: (application: string) => string): DiffLine[] {
  const locator = makeLocator()
  return [
    ...applications.flatMap((diff) => applicationLines(diff, against(diff.application))),
    ...(affected.length === 0 ? [] : [line('plain', 'others are affected:')]),
    ...affected.map((one) => line('plain', `  ${affectedText(one)}: ${locator.place(one.span)}`)),
  ]
}

/** Gives a diff as Markdown, for a comment on a pull request. */
export function diffMarkdown(diff: LatticeDiff, against: (application: string) => string): string {
  if (diff.applications.length === 0) return 'No difference.\n'
  const lines = diffLines(diff, against).map(({ text }) => text)
  // a fence is longer than every run of backquotes within
  const fence = '`'.repeat(Math.max(2, ...lines.flatMap((text) => (text.match(/`+/g) ?? []).map(({ length }) => length))) + 1)
  return `**${diffVerdict(diff)}**\n\n${fence}diff\n${lines.join('\n')}\n${fence}\n`
}

/** Gives the sum in one line without a full stop: `2 components changed, 1 removed; 3 references of others affected`. */
export function diffVerdict({ applications, affected }: LatticeDiff): string {
  if (applications.length === 0) return 'no difference'
  const all = applications.flatMap(({ components }) => components)
  const counts = (['added', 'changed', 'removed'] as const).flatMap((kind) => {
    const count = all.filter(({ change }) => change === kind).length
    return count === 0 ? [] : [`${plural(count, 'component')} ${kind}`]
  })
  const reach =
    affected.length === 0
      ? ''
      : `; ${plural(affected.length, 'reference')} of ${plural(new Set(affected.map(({ application }) => application)).size, 'other application')} affected`
  return `${counts.join(', ') || `${plural(applications.length, 'application')} changed`}${reach}`
}

function applicationLines(diff: ApplicationDiff, against: string): DiffLine[] {
  const { application, change, shared, fields, components } = diff
  const sharing =
    shared.before !== undefined && shared.after !== undefined && shared.before !== shared.after
      ? [line('changed', shared.after ? '    is shared now' : '    is not shared any more')]
      : []
  return [
    line(change, `${signs[change]} ${application}${against === '' ? '' : ` (${against})`}`),
    ...sharing,
    ...fields.map((field) => fieldLine(field, '    ')),
    ...components.flatMap(componentLines),
  ]
}

function componentLines({ component, change, fields, links }: ComponentDiff): DiffLine[] {
  return [
    line(change, `${signs[change]}   ${component}`),
    ...fields.map((field) => fieldLine(field, '      ')),
    ...links.flatMap((link) => [
      line(link.change, `${signs[link.change]}     link to ${link.link}`),
      ...link.fields.map((field) => fieldLine(field, '        ')),
    ]),
  ]
}

const signs: Readonly<Record<Kind, string>> = { added: '+', removed: '-', changed: '~' }

function fieldLine({ path, before, after }: FieldChange, indent: string): DiffLine {
  const kind = before === undefined ? 'added' : after === undefined ? 'removed' : 'changed'
  const values =
    kind === 'added' ? valueText(after) : kind === 'removed' ? valueText(before) : `${valueText(before)} -> ${valueText(after)}`
  return line(kind, `${signs[kind]}${indent}${pathText(path)}: ${values}`)
}

/** More of one value nobody reads here; `--format json` has all of it. */
const longest = 200

function valueText(value: unknown): string {
  const text = JSON.stringify(value)
  return text.length > longest ? `${text.slice(0, longest)}… (${text.length} characters)` : text
}

const words: Readonly<Record<Affected['effect'], string>> = {
  changed: 'changes',
  removed: 'is removed',
  'not shared any more': 'is not shared any more',
  'of another kind': 'becomes something else',
}

function affectedText({ application, component, needs, effect, because }: Affected): string {
  const what = because === needs ? `which ${words[effect]}` : `which needs ${because}, which ${words[effect]}`
  return `${application}/${component} refers to ${needs}, ${what}`
}

function line(kind: DiffLine['kind'], text: string): DiffLine {
  return { kind, text: printable(text) }
}

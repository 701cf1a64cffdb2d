import { stringify } from 'yaml'
import type { Paint } from '../../report/paint.js'
import type { CapabilityTopic, OptionTopic, Topic } from './topic.js'

/** How wide running text is set, in columns. */
const width = 96

/** Gives the answer for people. */
export function topicText(topic: Topic, paint: Paint): string {
  return `${body(topic, paint)
    .flatMap((part) => part.split('\n'))
    .map((line) => line.trimEnd())
    .join('\n')}\n`
}

function body(topic: Topic, paint: Paint): readonly string[] {
  switch (topic.kind) {
    case 'code':
      return [
        `${paint.bold(topic.code)} (${topic.severity})`,
        '',
        wrap(`${capital(topic.summary)}.`),
        '',
        wrap(topic.why),
        ...(topic.bad === null ? [] : ['', paint.bold('Wrong:'), indent(topic.bad)]),
        ...(topic.good === null ? [] : ['', paint.bold('Right:'), indent(topic.good)]),
      ]
    case 'field':
      return aboutField(topic, paint)
    case 'target':
      return [
        `${paint.bold(topic.target)}: ${topic.title}`,
        '',
        paint.bold('What it does with each feature of the language:'),
        ...table(topic.capabilities.map(({ feature, support, note }) => [feature, support, note])),
        ...(topic.options.length === 0
          ? []
          : [
              '',
              paint.bold(`Options (--set ${topic.target}.<option>=<value>):`),
              ...table(topic.options.map((option) => [option.option, about(option)])),
            ]),
        '',
        `After a render: ${topic.next.replaceAll('{out}', `out/${topic.target}`)}`,
      ]
    case 'capability':
      return [
        `${paint.bold(topic.feature)}: ${topic.description}`,
        '',
        ...table(topic.capabilities.map(({ target, support, note }: CapabilityTopic) => [target, support, note])),
      ]
    case 'option':
      return [
        `${paint.bold(`${topic.option.target}.${topic.option.option}`)}: ${about(topic.option)}`,
        '',
        `  mc render -t ${topic.option.target} --set ${topic.option.target}.${topic.option.option}=${topic.option.default || '<value>'}`,
      ]
    case 'list':
      return [
        paint.bold('Targets:'),
        ...table(topic.targets.map(({ target, title }) => [target, title])),
        '',
        paint.bold('Component types:'),
        indent(wrap(topic.components.join(', '))),
        '',
        paint.bold('Traits:'),
        indent(wrap(topic.traits.join(', '))),
        '',
        paint.bold('Codes:'),
        ...table(topic.codes.map(({ code, severity, summary }) => [code, severity, summary])),
        '',
        'mc explain <one of these> says more; so do field paths, such as `mc explain spec.components.traits.link`.',
      ]
  }
}

function aboutField(topic: Topic & { kind: 'field' }, paint: Paint): readonly string[] {
  const { path, type, description, required, deprecated, values, examples, fields } = topic
  const facts = [
    ...(required ? ['required'] : []),
    ...(deprecated ? ['deprecated'] : []),
    ...(topic.default === null ? [] : [`default: ${inline(topic.default)}`]),
  ]
  const [example] = examples
  const name = path.split('.').at(-1) ?? path
  return [
    `${paint.bold(path)}: ${type}${facts.length > 0 ? ` (${facts.join(', ')})` : ''}`,
    '',
    wrap(description),
    ...(values.length === 0 ? [] : ['', paint.bold('One of:'), ...table(values.map((entry) => [inline(entry.value), entry.description]))]),
    ...(fields.length === 0
      ? []
      : [
          '',
          paint.bold('Fields (* required):'),
          ...table(fields.map((field) => [`${field.name}${field.required ? '*' : ''}`, field.type, field.description])),
        ]),
    ...(example === undefined ? [] : ['', paint.bold('Example:'), indent(stringify({ [name]: example }, { lineWidth: 0 }))]),
  ]
}

function about({ description, default: initial, choices }: OptionTopic): string {
  return `${description}${choices === null ? '' : `: ${choices.join(', ')}`}${initial === '' ? '' : ` (default: ${initial})`}`
}

function inline(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}

function table(rows: readonly (readonly string[])[]): readonly string[] {
  const columns = Math.max(0, ...rows.map((row) => row.length))
  const widths = Array.from({ length: Math.max(0, columns - 1) }, (_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)))
  return rows.map((row) => `  ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')}`)
}

function wrap(text: string): string {
  return text
    .split('\n')
    .map((paragraph) => {
      let line = ''
      const done: string[] = []
      for (const word of paragraph.split(' ')) {
        if (line !== '' && line.length + 1 + word.length > width) {
          done.push(line)
          line = word
        } else line = line === '' ? word : `${line} ${word}`
      }
      return [...done, line].join('\n')
    })
    .join('\n')
}

function indent(text: string): string {
  return text
    .trimEnd()
    .split('\n')
    .map((line) => `  ${line}`)
    .join('\n')
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

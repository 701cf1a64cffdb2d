import { join } from 'node:path'
import { Failure, systemFailure } from '../failure.js'
import { listWords, nearest } from '../language/suggest.js'
import { printJson } from '../report/json.js'
import type { Context } from './context.js'
import type { SchemaNode } from './explain/find-field.js'
import { findTopic } from './explain/find-topic.js'
import type { Unknown } from './explain/topic.js'
import { topicText } from './explain/topic-text.js'

export interface ExplainFlags {
  readonly format: 'text' | 'json'
  readonly schema?: boolean
}

/** Prints what a word means, without network; lists everything where there is no word. Throws a `Failure` with the nearest words where nothing answers to it. */
export async function explain(word: string | undefined, { format, schema: wantsSchema }: ExplainFlags, context: Context): Promise<number> {
  const text = readSchema(context)
  if (wantsSchema) {
    if (word !== undefined) throw new Failure(2, `--schema prints the whole schema: leave \`${word}\` out, or explain it without --schema`)
    context.out.write(text)
    return 0
  }
  const topic = findTopic(word, parse(text))
  if (topic.kind === 'unknown') throw new Failure(2, unknownWord(word ?? '', topic))
  if (format === 'json') context.out.write(printJson({ version: 1, ...topic }))
  else context.out.write(topicText(topic, context.out.paint))
  return 0
}

function readSchema({ host }: Context): string {
  try {
    return Buffer.from(host.read(join(host.packageFolder, 'schema', 'application.schema.json'))).toString('utf8')
  } catch (error) {
    throw systemFailure("cannot read mc's own schema", error)
  }
}

function parse(text: string): SchemaNode {
  const schema: unknown = JSON.parse(text)
  if (typeof schema !== 'object' || schema === null) throw new Error('the schema of the language is no object')
  return { ...schema }
}

function unknownWord(given: string, { word, known }: Unknown): string {
  const near = nearest(word, known)
  const at = word === given ? '' : ` in \`${given}\``
  if (near !== undefined) return `nothing is called \`${word}\`${at}; did you mean \`${near}\`?`
  return `nothing is called \`${word}\`${at}; ${known.length > 0 && known.length <= 8 ? `known there: ${listWords(known)}` : '`mc explain` lists what there is'}`
}

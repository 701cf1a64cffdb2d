import { parse } from 'yaml'
import { validate } from '../../src/generated/compose-schema.js'
import type { Artifact } from '../target.js'
import { bakeFileName, checkBake } from './build/check-bake.js'
import type { ComposeFile, Service } from './compose-file.js'

/** Gives what is wrong with an emitted file: its shape, references to what does not exist, waiting in a circle or for the health of what has no health check. */
export function checkArtifact({ path, text, content }: Artifact): readonly string[] {
  if (path === bakeFileName) return checkBake(content ?? JSON.parse(text))
  if (!path.endsWith('.yaml') || path.includes('/')) return []
  const file: unknown = content ?? parse(text)
  if (path !== 'compose.yaml') return checkShape(file)
  const problems = checkShape(file)
  return problems.length > 0 || !isComposeFile(file) ? problems : checkReferences(file)
}

/** Gives what differs from the closed schema, each by its path in the file. */
export function checkShape(file: unknown): readonly string[] {
  if (validate(file)) return []
  return (validate.errors ?? [])
    .filter(({ keyword }) => keyword !== 'oneOf')
    .map(({ instancePath, keyword, params }) => `${instancePath.slice(1).replaceAll('/', '.') || 'file'}: ${wordsFor(keyword, params)}`)
}

/** Gives references to what the file does not have, and circles of waiting. */
export function checkReferences(file: ComposeFile): readonly string[] {
  return [...Object.entries(file.services).flatMap(([name, service]) => checkService(file, name, service)), ...circles(file.services)]
}

/** Gives references of one service to what the file does not have. */
export function checkService(file: ComposeFile, name: string, service: Service): readonly string[] {
  const problems: string[] = []
  const missing = (kind: string, what: string): void => void problems.push(`services.${name}: there is no ${kind} ${what}`)
  for (const [other, dependency] of Object.entries(listed(service.depends_on))) {
    const target = file.services[other]
    if (target === undefined) missing('service', other)
    else if (dependency.condition === 'service_healthy' && target.healthcheck === undefined)
      problems.push(`services.${name}: ${other} has no health check to wait for`)
  }
  const owner = service.network_mode?.startsWith('service:') ? service.network_mode.slice('service:'.length) : undefined
  if (owner !== undefined && !Object.hasOwn(file.services, owner)) missing('service', owner)
  for (const { source } of [...(service.secrets ?? []), ...(service.build?.secrets ?? [])])
    if (source !== undefined && !Object.hasOwn(file.secrets ?? {}, source)) missing('secret', source)
  for (const { source } of service.configs ?? [])
    if (source !== undefined && !Object.hasOwn(file.configs ?? {}, source)) missing('config', source)
  for (const { type, source } of service.volumes ?? [])
    if (type === 'volume' && source !== undefined && !Object.hasOwn(file.volumes ?? {}, source)) missing('volume', source)
  return problems
}

function circles(services: ComposeFile['services']): readonly string[] {
  const done = new Set<string>()
  const problems: string[] = []
  for (const start of Object.keys(services)) {
    const path: string[] = []
    const stack: { readonly name: string; readonly rest: string[] }[] = []
    const enter = (name: string): void => {
      path.push(name)
      stack.push({ name, rest: Object.keys(listed(services[name]?.depends_on)) })
    }
    if (!done.has(start)) enter(start)
    for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
      const next = top.rest.pop()
      if (next === undefined) {
        done.add(top.name)
        stack.pop()
        path.pop()
      } else if (path.includes(next)) problems.push(`services wait in a circle: ${[...path.slice(path.indexOf(next)), next].join(' -> ')}`)
      else if (!done.has(next)) enter(next)
    }
  }
  return problems
}

/** A patch may have replaced the map by Compose's short form, a list. */
function listed<T>(value: Readonly<Record<string, T>> | readonly string[] | undefined): Readonly<Record<string, T>> {
  return value === undefined || Array.isArray(value) ? {} : (value as Readonly<Record<string, T>>)
}

/** After the shape check, a file with services has the rest as well. */
function isComposeFile(file: unknown): file is ComposeFile {
  return typeof file === 'object' && file !== null && 'services' in file
}

function wordsFor(keyword: string, params: Readonly<Record<string, unknown>>): string {
  if (keyword === 'additionalProperties') return `no field is named ${String(params['additionalProperty'])}`
  if (keyword === 'type') return `must be ${String(params['type']).replaceAll(',', ' or ')}`
  if (keyword === 'enum') return `must be one of ${String(params['allowedValues']).replaceAll(',', ', ')}`
  if (keyword === 'required') return `${String(params['missingProperty'])} is missing`
  return `does not match ${String(params['pattern'] ?? keyword)}`
}

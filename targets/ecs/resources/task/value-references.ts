import type { OutsideValue } from '../../../target.js'
import type { EcsDraft } from '../ecs-draft.js'
import { use, variableName } from '../use-variable.js'

/** A key of a secret or of named configuration; without a key all of it. */
export interface NamedKey {
  readonly name: string
  readonly key?: string | undefined
}

/** The entry of the plan that asks for a value. */
type Place = readonly [object, string | number]

/**
 * Gives what `valueFrom` of a container has for a key of a secret (ECS API, Secret): the ARN of a secret of Secrets Manager and the key in its JSON,
 * or that of a parameter of SSM. A secret whose name is an ARN is that one.
 */
export function secretReference(draft: EcsDraft, application: string, asked: NamedKey, place: Place, as: OutsideValue['as']): string {
  const { secrets: store, 'secret-name': template = '' } = draft.context.options
  const { name, key } = asked
  if (name.startsWith('arn:')) {
    tellNeed(draft, 'secret', asked, name, place, as)
    return isParameter(name) ? name : withKey(draft, name, key, place)
  }
  if (store === 'ssm') {
    const parameter = parameterName(template, { secret: name, application, key })
    return parameterReference(draft, 'secret', asked, parameter, place, as)
  }
  const full = fill(template, { secret: name, application, key })
  if (!/^[A-Za-z0-9/_+=.@-]{1,512}$/.test(full)) refuseName(draft, `Secrets Manager takes no secret with the name \`${full}\``, place)
  tellNeed(draft, 'secret', asked, `the secret ${full} of Secrets Manager`, place, as)
  const description = `ARN of the secret ${full} of Secrets Manager`
  const arn = use(draft, {
    name: variableName('SECRET', full, 'ARN'),
    kind: 'arn',
    description,
    secret: { store: 'secretsmanager', name: full },
  })
  return template.includes('{key}') ? arn : withKey(draft, arn, key, place)
}

/** Gives what `valueFrom` has for named configuration that no manifest carries: a parameter of SSM for each key (option `config-name`). */
export function configurationReference(
  draft: EcsDraft,
  application: string,
  asked: NamedKey,
  place: Place,
  as: OutsideValue['as'],
): string {
  const { name, key } = asked
  if (name.startsWith('arn:')) {
    tellNeed(draft, 'configuration', asked, name, place, as)
    return name
  }
  const parameter = parameterName(draft.context.options['config-name'] ?? '', { config: name, application, key })
  return parameterReference(draft, 'configuration', asked, parameter, place, as)
}

function parameterReference(
  draft: EcsDraft,
  what: OutsideValue['what'],
  asked: NamedKey,
  parameter: string,
  place: Place,
  as: OutsideValue['as'],
): string {
  // AWS Systems Manager API, PutParameter `Name`
  if (!/^[A-Za-z0-9_./-]{1,1011}$/.test(parameter)) refuseName(draft, `SSM takes no parameter with the name \`${parameter}\``, place)
  const owner = `the parameter ${parameter} of SSM`
  tellNeed(draft, what, asked, owner, place, as)
  return use(draft, {
    name: variableName(what === 'secret' ? 'SECRET' : 'CONFIG', parameter, 'ARN'),
    kind: 'arn',
    description: `ARN of ${owner}`,
    secret: { store: 'ssm', name: parameter },
  })
}

function tellNeed(
  { context }: EcsDraft,
  what: OutsideValue['what'],
  { name, key }: NamedKey,
  keeper: string,
  place: Place,
  as: OutsideValue['as'],
) {
  context.outside({ what, source: name, ...(key !== undefined && { key }), keeper, ...(as && { as }) }, ...place)
}

/** Amazon ECS, `arn:json-key:version-stage:version-id`. */
function withKey(draft: EcsDraft, arn: string, key: string | undefined, place: Place): string {
  if (key?.includes(':')) refuseName(draft, `ECS cannot read the key \`${key}\` of a secret, because a colon ends it`, place)
  return key === undefined ? arn : `${arn}:${key}::`
}

function isParameter(arn: string): boolean {
  return arn.split(':')[2] === 'ssm'
}

/** A key that the template has no place for comes last; a name in a hierarchy begins with `/`. */
function parameterName(template: string, values: Readonly<Record<string, string | undefined>>): string {
  const isPlaced = template.includes('{key}') || values['key'] === undefined
  const name = fill(isPlaced ? template : `${template}/{key}`, values).replace(/\/+$/, '')
  return name.includes('/') ? name.replace(/^\/*/, '/') : name
}

function fill(template: string, values: Readonly<Record<string, string | undefined>>): string {
  return template.replace(/\{(\w+)\}/g, (all, name: string) => (Object.hasOwn(values, name) ? (values[name] ?? '') : all))
}

function refuseName({ context }: EcsDraft, message: string, [object, key]: Place): void {
  const help = 'use letters, digits, `-`, `_` and `.`, or name the secret by its ARN'
  context.fault({ code: 'target/bad-name', severity: 'error', message, help }, object, key)
}

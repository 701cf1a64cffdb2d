import { readFileSync } from 'node:fs'

/** The requests that the ecs target writes, by name of the package that has their model. */
const requests = {
  '@aws-sdk/client-ecs': ['RegisterTaskDefinitionRequest', 'CreateServiceRequest', 'UpdateServiceRequest', 'RunTaskRequest'],
  '@aws-sdk/client-application-auto-scaling': ['RegisterScalableTargetRequest', 'PutScalingPolicyRequest'],
  '@aws-sdk/client-scheduler': ['CreateScheduleInput'],
}

/**
 * Gives the table by which requests to AWS are checked before they are written (`targets/ecs/resources/check-request.ts`): by name of a structure its fields with their types,
 * those that it cannot do without, and the values of enumerations. It is a text, so that only the command that needs it pays for reading it.
 */
export async function awsShapes() {
  const structures = {}
  for (const [name, roots] of Object.entries(requests)) {
    const models = await import(name)
    const enumerations = enumerationsOf(name, models)
    // services have structures of the same name (`AwsVpcConfiguration`) with other fields
    const read = (schema) => {
      const [, namespace, structure, , members, types, required = 0] = schema
      const key = roots.includes(structure) ? structure : `${namespace.replace('com.amazonaws.', '')}.${structure}`
      if (structures[key] !== undefined) return key
      const fields = {}
      structures[key] = { fields, required: members.slice(0, required) }
      for (const [at, member] of members.entries())
        fields[member] = typeOf(types[at], read, enumerations.get(`${structure}.${member}`), models)
      return key
    }
    for (const root of roots) read(models[`${root}$`])
  }
  const text = JSON.stringify(Object.fromEntries(Object.entries(structures).sort(([a], [b]) => (a < b ? -1 : 1))))
  return {
    'aws-shapes.js': `// Generated from the models of the AWS SDK by src/build/aws-shapes.mjs. Do not edit.\nexport default ${JSON.stringify(text)}\n`,
    'aws-shapes.d.ts': '/** JSON: the fields of each structure with their types. */\ndeclare const shapes: string\nexport default shapes\n',
  }
}

/** Types are `string`, `number`, `boolean`, a list of words, the name of a structure, or `[type]` for a list and `{type}` for a map of any of these. */
function typeOf(type, read, enumeration) {
  if (Array.isArray(type) && typeof type[0] === 'number' && type.length > 3) return schemaType(type, read, enumeration)
  if (Array.isArray(type)) return typeOf(type[0], read, enumeration)
  if (typeof type === 'function') return schemaType(type(), read, enumeration)
  if (type >= 128) return { map: simple(type - 128, enumeration) }
  if (type >= 64) return { list: simple(type - 64, enumeration) }
  return simple(type, enumeration)
}

function simple(type, enumeration) {
  if (type === 1) return 'number'
  if (type === 2) return 'boolean'
  if (type === 0) return enumeration ? { enum: enumeration } : 'string'
  if (type >= 4 && type <= 7) return 'time'
  return 'document'
}

function schemaType(schema, read, enumeration) {
  const [kind] = schema
  if (kind === 1) return { list: typeOf(schema[4], read, enumeration) }
  if (kind === 2) return { map: typeOf(schema[5], read, enumeration) }
  return { structure: read(schema) }
}

/** The models have enumerations beside the structures; which field has which stands in the declarations. */
function enumerationsOf(name, models) {
  const folder = `node_modules/${name}/dist-types/models/`
  const found = new Map()
  for (const file of ['models_0', 'models_1']) {
    let text
    try {
      text = readFileSync(`${folder}${file}.d.ts`, 'utf8')
    } catch {
      continue
    }
    for (const [, structure, body] of text.matchAll(/export interface (\w+)[^{]*\{([\s\S]*?)\n\}/g))
      for (const [, field, type] of body.matchAll(/^ {4}(\w+)\??: (\w+)(?:\[\])? \| undefined;/gm)) {
        const values = models[type]
        if (values !== undefined && typeof values === 'object' && Object.values(values).every((value) => typeof value === 'string'))
          found.set(`${structure}.${field}`, Object.values(values))
      }
  }
  return found
}

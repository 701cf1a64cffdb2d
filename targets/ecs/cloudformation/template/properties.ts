import { piecesOf } from '../../resources/variables.js'
import { textWith } from './intrinsics.js'
import { logicalId } from './stack-draft.js'

/** What stands in a template for values that only an account knows. */
export interface Spelling {
  /** Gives what stands for a value, by name of the variable. */
  value(variable: string): object
  /** Gives what stands for a list of which the variable is the only item, where it brings a whole list. */
  list(variable: string): object | undefined
}

/**
 * Gives the properties of a resource from the request that makes it by the API: the same structure, whose names begin with an upper-case letter,
 * but for those that CloudFormation spells in its own way (CloudFormation Template Reference, AWS::ECS::TaskDefinition and AWS::ECS::Service).
 */
export function propertiesOf(request: object, spelling: Spelling): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(request)
      .filter(([, value]) => value !== undefined)
      .map(([key, value]) => [
        spellings.get(key) ?? capital(key),
        maps.has(key) ? entriesOf(value, spelling) : spelt(value, spelling, key),
      ]),
  )
}

/** Gives a value in which nothing but texts are spelt anew. */
export function spelt(value: unknown, spelling: Spelling, key = ''): unknown {
  if (typeof value === 'string') return textOf(value, spelling)
  if (Array.isArray(value)) return listOf(value, spelling)
  if (typeof value !== 'object' || value === null) return value
  const properties = propertiesOf(value, spelling)
  if (key !== 'efsVolumeConfiguration') return properties
  return Object.fromEntries(Object.entries(properties).map(([name, item]) => [name === 'FileSystemId' ? 'FilesystemId' : name, item]))
}

function textOf(text: string, spelling: Spelling): unknown {
  const pieces = piecesOf(text)
  const [first] = pieces
  if (pieces.length === 1 && first !== undefined && 'variable' in first) return spelling.value(first.variable)
  if (!pieces.some((piece) => 'variable' in piece)) return text
  return textWith(
    pieces.map((piece) => ('text' in piece ? piece.text : { name: parameterName(piece.variable), value: spelling.value(piece.variable) })),
  )
}

/** Gives the name of a variable as CloudFormation writes names: `SECRET_DB_ARN` is `SecretDbArn`. */
export function parameterName(variable: string): string {
  return logicalId(variable.toLowerCase().replaceAll('_', '-'))
}

function listOf(list: readonly unknown[], spelling: Spelling): unknown {
  const [first] = list
  if (list.length === 1 && typeof first === 'string') {
    const pieces = piecesOf(first)
    const [piece] = pieces
    const whole = pieces.length === 1 && piece !== undefined && 'variable' in piece ? spelling.list(piece.variable) : undefined
    if (whole !== undefined) return whole
  }
  return list.map((item) => spelt(item, spelling))
}

/** Keys of these are the user's. */
const maps: ReadonlySet<string> = new Set(['dockerLabels', 'driverOpts', 'labels', 'options'])

function entriesOf(value: unknown, spelling: Spelling): unknown {
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, spelt(item, spelling)]))
}

const spellings: ReadonlyMap<string, string> = new Map([
  ['efsVolumeConfiguration', 'EFSVolumeConfiguration'],
  ['fsxWindowsFileServerVolumeConfiguration', 'FSxWindowsFileServerVolumeConfiguration'],
  ['iam', 'IAM'],
])

function capital(key: string): string {
  return `${key.slice(0, 1).toUpperCase()}${key.slice(1)}`
}

import { validate } from '../../../src/generated/fly-machine-schema.js'
import { tablesAt } from './fly-rule.js'
import type { Table } from './table.js'

/** What is wrong with the configuration of a machine, in words. */
export interface MachineFinding {
  readonly message: string
  readonly help?: string
}

/**
 * Says what is wrong with the configuration of a machine (fly-go, machine_types.go), called `word`: fields, and what its containers say of each other
 * (flyctl, internal/containerconfig/parse.go). `own` is the name of the app's container, which needs no image where `isDeployed`.
 */
export function machineFindings(config: Table, word: string, own: string | undefined, isDeployed: boolean): readonly MachineFinding[] {
  const fields = validate(config) ? [] : (validate.errors ?? [])
  const found: MachineFinding[] = fields.map(({ instancePath, keyword, params }) => {
    const place = `\`${word}${instancePath.replaceAll('/', '.')}\``
    if (keyword === 'additionalProperties') return { message: `${place} has no \`${String(params['additionalProperty'])}\`` }
    if (keyword === 'required') return { message: `${place} has no \`${String(params['missingProperty'])}\`, which it needs` }
    return { message: `${place} has a value that it cannot have` }
  })
  const containers = tablesAt(config, 'containers')
  const chosen = containers.find(({ name }) => name === (own || 'app'))
  if (own && containers.length > 0 && chosen === undefined) found.push({ message: `\`${word}\` has no container \`${own}\`` })
  const names = containers.map(({ name }) => String(name))
  for (const [index, container] of containers.entries()) {
    const name = `container \`${names[index]}\` of \`${word}\``
    if (names.indexOf(names[index] ?? '') < index) found.push({ message: `${name} is there twice` })
    if (!container['image'] && !(isDeployed && container === (chosen ?? containers[0])))
      found.push({
        message: `${name} has no image`,
        ...(isDeployed && { help: 'only the container of the app gets the image of the deployment' }),
      })
    for (const other of tablesAt(container, 'depends_on').map((dependency) => String(dependency['name'])))
      if (!names.includes(other) || other === names[index])
        found.push({ message: `${name} depends on \`${other}\`, which is no other container` })
    for (const mount of tablesAt(container, 'mounts').map((mounted) => String(mounted['name'])))
      if (!tablesAt(config, 'volumes').some((volume) => volume['name'] === mount))
        found.push({ message: `${name} mounts \`${mount}\`, which is none of the \`volumes\`` })
  }
  return found
}

import type { EcsDraft } from '../../resources/ecs-draft.js'

/** Gives the name that the stack of the lattice has where nobody chooses another (CloudFormation API, CreateStack: letters, digits and `-`). */
export function latticeStackName({ context }: EcsDraft): string {
  const name = (context.options['name'] ?? '').replace(/[^A-Za-z0-9]+/g, '-').replace(/^[^A-Za-z]+|-+$/g, '')
  return name === '' ? 'lattice' : name.slice(0, 60)
}

import { validate } from '../../../src/generated/bake-schema.js'

/** The bake file among the artifacts; `docker buildx bake` takes one of this name by itself. */
export const bakeFileName = 'docker-bake.json'

/** Gives what differs from the shape of a bake file (`bake.schema.json`), each by its path in the file. */
export function checkBake(file: unknown): readonly string[] {
  if (validate(file)) return []
  return (validate.errors ?? []).map(({ instancePath, keyword }) => `${instancePath.slice(1).replaceAll('/', '.') || 'file'}: ${keyword}`)
}

import { readFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'

const folder = new URL('../../node_modules/@kubernetes/client-node/dist/gen/models/', import.meta.url)

/**
 * Gives the table by which objects of Kubernetes are checked before they are written (`targets/kubernetes/objects/check-object.ts`):
 * by name of a model, its fields and their types, for every model that the kinds of `targets/kubernetes/kinds.json` reach.
 * It is a text, so that only the command that needs it pays for reading it.
 */
export async function kubernetesShapes() {
  const kinds = JSON.parse(readFileSync('targets/kubernetes/kinds.json', 'utf8'))
  const shapes = {}
  const waiting = Object.values(kinds)
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    if (shapes[name] !== undefined) continue
    const { [name]: model } = await import(pathToFileURL(`${folder.pathname}${name}.js`).href)
    // what a server answers is nothing that a compiler writes
    const fields = model.getAttributeTypeMap().filter(({ baseName }) => baseName !== 'status' && baseName !== 'managedFields')
    shapes[name] = Object.fromEntries(fields.map(({ baseName, type }) => [baseName, type]))
    waiting.push(...fields.flatMap(({ type }) => type.match(/V\d\w+|CoreV1\w+|\w+V1\w+/g) ?? []))
  }
  const models = Object.fromEntries(Object.entries(shapes).sort(([a], [b]) => (a < b ? -1 : 1)))
  const text = JSON.stringify({ kinds, models })
  return {
    'kubernetes-shapes.js': `// Generated from the models of @kubernetes/client-node by src/build/kubernetes-shapes.mjs. Do not edit.\nexport default ${JSON.stringify(text)}\n`,
    'kubernetes-shapes.d.ts':
      '/** JSON: the model of each kind, and the fields of each model with their types. */\ndeclare const shapes: string\nexport default shapes\n',
  }
}

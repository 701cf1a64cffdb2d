import type { Step } from './compare-values.js'

/** What stands in the place of a secret's value. */
export const hiddenValue = '(secret)'

/** Tells whether a path leads to the value of a secret: `data` and `stringData` of what is named `secret` (KubeVela trait storage), and of objects of the kind Secret. */
export function isHidden(path: readonly Step[]): boolean {
  const at = path.findIndex(({ name, isItem }) => !isItem && isData(name))
  return at >= 0 && path.slice(0, at).some(({ name, isItem }) => (isItem ? isNameOfSecret(name) : name === 'secret'))
}

/** Gives a value in which the values of secrets are hidden. */
export function hideSecrets(value: unknown, path: readonly Step[]): unknown {
  const isWithin = path.some(({ name, isItem }) => (isItem ? isNameOfSecret(name) : name === 'secret'))
  return hide(value, isWithin)
}

/** How `namesOfItems` names a Secret among objects of Kubernetes. */
function isNameOfSecret(name: string): boolean {
  return /^secret /i.test(name)
}

function hide(value: unknown, isWithin: boolean): unknown {
  if (Array.isArray(value)) return value.map((item) => hide(item, isWithin))
  if (typeof value !== 'object' || value === null) return value
  const isSecret = isWithin || Reflect.get(value, 'kind') === 'Secret'
  return Object.fromEntries(
    Object.entries(value).map(([key, child]): [string, unknown] => [
      key,
      isSecret && isData(key) ? hideAll(child) : hide(child, isSecret || key === 'secret'),
    ]),
  )
}

function hideAll(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return hiddenValue
  return Object.fromEntries(Object.keys(value).map((key) => [key, hiddenValue]))
}

function isData(key: string): boolean {
  return key === 'data' || key === 'stringData'
}

import type { Step } from './compare-values.js'

/** Gives a path as people write it: `properties.env[SIZE].value`; a key with other characters is quoted. */
export function pathText(path: readonly Step[]): string {
  return path
    .map(({ name, isItem }, index) => {
      if (isItem) return `[${name}]`
      const word = /^[\w$-]+$/.test(name) ? name : JSON.stringify(name)
      return index === 0 ? word : `.${word}`
    })
    .join('')
}

import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const source = new URL('../styles/site.css', import.meta.url)

/** Gives the style sheet without what only people need, and leaves a copy in the scratch storage. */
export function buildStyles() {
  const styles = readFileSync(source, 'utf8')
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/\s+/g, ' ')
    .trim()
  writeFileSync('/var/cache/storefront/site.css', styles)
  return styles
}

// `npm run styles`
if (process.argv[1] === fileURLToPath(import.meta.url)) buildStyles()

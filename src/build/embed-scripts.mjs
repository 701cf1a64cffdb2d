import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { buildSync } from 'esbuild'

/**
 * Gives the module of all programs that targets hand out inside their files (`targets/<target>/scripts/`): shell as it stands,
 * TypeScript (`<name>.ts`, other files there are its parts where they lie in a folder below) bundled to one CommonJS text that Node 20 runs.
 */
export function embedScripts() {
  const entries = []
  for (const target of readdirSync('targets', { withFileTypes: true }).filter((entry) => entry.isDirectory())) {
    const folder = `targets/${target.name}/scripts`
    if (!existsSync(folder)) continue
    const files = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isFile())
    for (const { name } of files.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const text = name.endsWith('.ts') ? bundleScript(`${folder}/${name}`) : readFileSync(`${folder}/${name}`, 'utf8')
      entries.push(`${JSON.stringify(`${target.name}/${name.replace(/\.ts$/, '')}`)}: ${JSON.stringify(text)}`)
    }
  }
  const banner = '/* Generated from targets/<target>/scripts at build time. Do not edit. */\n'
  return {
    'scripts.js': `${banner}export const scripts = {\n${entries.join(',\n')}\n}\n`,
    'scripts.d.ts': `${banner}export declare const scripts: Readonly<Record<string, string>>\n`,
  }
}

/** Readable, because people look into the files that carry it. */
function bundleScript(path) {
  const { outputFiles } = buildSync({
    entryPoints: [path],
    bundle: true,
    write: false,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    charset: 'utf8',
    legalComments: 'none',
    logLevel: 'warning',
  })
  return outputFiles[0].text
}

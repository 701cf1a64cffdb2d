import { existsSync, readdirSync, readFileSync } from 'node:fs'
import Handlebars from 'handlebars'

/** Gives the module of all Handlebars templates (`targets/<target>/templates/*.hbs`), compiled, so that only Handlebars' small runtime is published. */
export function precompileTemplates() {
  const entries = []
  for (const target of readdirSync('targets', { withFileTypes: true }).filter((entry) => entry.isDirectory())) {
    const folder = `targets/${target.name}/templates`
    if (!existsSync(folder)) continue
    for (const file of readdirSync(folder).sort()) {
      // strict: a misspelt name is an error instead of nothing; noEscape: the files are not HTML
      const spec = Handlebars.precompile(readFileSync(`${folder}/${file}`, 'utf8'), {
        noEscape: true,
        strict: true,
        knownHelpersOnly: true,
      })
      entries.push(`${JSON.stringify(`${target.name}/${file.replace(/\.hbs$/, '')}`)}: ${spec}`)
    }
  }
  const banner = '/* Generated from targets/<target>/templates at build time. Do not edit. */\n'
  return {
    'templates.js': `${banner}export const templates = {\n${entries.join(',\n')}\n}\n`,
    'templates.d.ts': `${banner}export declare const templates: Readonly<Record<string, TemplateSpecification>>\nexport interface TemplateSpecification { readonly compiler: unknown }\n`,
  }
}

import { compileFromFile } from 'json-schema-to-typescript'

/** Gives the TypeScript types of the language; the schema is their only source. */
export function generateTypes() {
  return typesOf('application')
}

/** Gives the TypeScript types of what a lattice keeps of an application. */
export function generateRecordTypes() {
  return typesOf('lattice-record', { unreachableDefinitions: true })
}

function typesOf(name, more = {}) {
  return compileFromFile(`schema/${name}.schema.json`, {
    additionalProperties: false,
    ignoreMinAndMaxItems: true,
    bannerComment: `/* Generated from schema/${name}.schema.json by \`npm run generate\`. Do not edit. */`,
    style: { semi: false, singleQuote: true, printWidth: 140 },
    ...more,
  })
}

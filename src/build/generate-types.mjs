import { compileFromFile } from 'json-schema-to-typescript'

/** Gives the TypeScript types of the language; the schema is their only source. */
export function generateTypes() {
  return compileFromFile('schema/application.schema.json', {
    additionalProperties: false,
    ignoreMinAndMaxItems: true,
    bannerComment: '/* Generated from schema/application.schema.json by `npm run generate`. Do not edit. */',
    style: { semi: false, singleQuote: true, printWidth: 140 },
  })
}

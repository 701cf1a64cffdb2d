declare const MC_VERSION: string

/** The version of the package; the bundler puts it in from `package.json`. */
export const version: string = MC_VERSION

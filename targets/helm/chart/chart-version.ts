import { fingerprint } from '../../fingerprint.js'

/** Version of a chart whose application has none. */
export const firstVersion = '0.1.0'

/** What a text of a version may be made of after `0.1.0+` (SemVer 2.0, item 10), so long that a label still has room for the chart's name. */
const longestBuild = 40

/**
 * Gives a version of an application as the version of its chart (SemVer 2.0, which Helm asks for): `v1.0.0` is `1.0.0`, `1.2` is `1.2.0`,
 * and of `2024.01.05` the zeros go. Whatever is no version that can be read so, such as a ULID, is kept behind `0.1.0+`.
 */
export function chartVersion(version: string | undefined): string {
  if (version === undefined || version === '') return firstVersion
  const found = /^[vV]?(\d{1,15})(?:\.(\d{1,15}))?(?:\.(\d{1,15}))?(-[0-9A-Za-z.-]+)?(\+[0-9A-Za-z.-]+)?$/.exec(version)
  if (found === null) return `${firstVersion}+${buildOf(version)}`
  const [, major = '', minor = '0', patch = '0', pre = '', build = ''] = found
  const numbers = [major, minor, patch].map((number) => number.replace(/^0+(?=\d)/, ''))
  const isWhole = isIdentifiers(build) && isIdentifiers(pre) && !/[.-]0\d+(?=\.|$)/.test(pre) && version.length <= longestBuild
  return isWhole ? `${numbers.join('.')}${pre}${build}` : `${firstVersion}+${buildOf(version)}`
}

/** Between dots there is something, everywhere. */
function isIdentifiers(text: string): boolean {
  return text === '' || text.slice(1).split('.').every(Boolean)
}

/** What is changed or cut leaves a fingerprint, so that two versions never become one. */
function buildOf(version: string): string {
  const build = version
    .replace(/[^0-9A-Za-z.-]+/g, '-')
    .replace(/\.{2,}/g, '.')
    .replace(/^[.-]+|[.-]+$/g, '')
  if (build === version && build.length <= longestBuild) return build
  const start = build.slice(0, longestBuild - 9).replace(/[.-]+$/, '')
  return start === '' ? fingerprint(version) : `${start}-${fingerprint(version)}`
}

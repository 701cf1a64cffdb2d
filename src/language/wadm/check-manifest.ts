import { checkComponentProperties, checkComponents, checkSecretPolicies } from './check-components.js'
import {
  checkCustomTraits,
  checkDanglingLinks,
  checkDuplicateLinks,
  checkInterfaces,
  checkLinkConfigs,
  checkLinkTargets,
} from './check-links.js'
import { member } from './content-json.js'
import { failError, failWarning, type WadmFailure } from './failure.js'
import type { WadmManifest } from './manifest.js'
import { isManifestName } from './manifest-name.js'
import { isOamLabel } from './oam-label.js'
import { debugText } from './rust-text.js'

/** Gives the failures of wadm 0.21's `validate_manifest` in its order (validation.rs). Throws a Panic where wadm crashes. */
export function checkManifest(manifest: WadmManifest): WadmFailure[] {
  return [
    ...checkName(manifest),
    ...checkVersion(manifest),
    ...checkLabels(manifest),
    ...checkComponents(manifest),
    ...checkLinkTargets(manifest),
    ...checkInterfaces(manifest),
    ...checkDanglingLinks(manifest),
    ...checkSecretPolicies(manifest),
    ...checkCustomTraits(manifest),
    ...checkComponentProperties(manifest),
    ...checkDuplicateLinks(manifest),
    ...checkLinkConfigs(manifest),
  ]
}

/** Gives the warnings for deprecated link keys, which wadm 0.21 finds in the text and not in what it read (validation.rs, `validate_raw_yaml`, rules 26 and 27). */
export function checkDeprecatedKeys(manifest: WadmManifest): WadmFailure[] {
  const links = manifest.spec.components.flatMap(({ traits }) => traits ?? []).filter(({ type }) => type.value === 'link')
  return links.flatMap(({ written }) => {
    return ['source', 'target'].flatMap((end) => {
      const found = member(written, `${end}_config`)
      const message = `one of the components' link trait contains a ${end}_config key, please use ${end}:config: rather`
      return found ? [failWarning(message, found.head)] : []
    })
  })
}

/** The manifest's version annotation, empty without one (wadm 0.21 lib.rs, `version`). */
export function versionOf(manifest: WadmManifest): string {
  return annotation(manifest, 'version')?.value ?? ''
}

/** Whether other applications may refer to this one: the annotation is exactly `true` (wadm 0.21 lib.rs, `shared`). */
export function isShared(manifest: WadmManifest): boolean {
  return annotation(manifest, 'experimental.wasmcloud.dev/shared')?.value === 'true'
}

function annotation(manifest: WadmManifest, key: string) {
  return manifest.metadata.annotations.find((entry) => entry.key.value === key)?.value
}

/** Rule 1. */
function checkName({ metadata }: WadmManifest): WadmFailure[] {
  const name = metadata.name
  if (isManifestName(name.value)) return []
  return [failError(`manifest name [${name.value}] is not allowed (should match regex [^[-\\w]+$])`, name)]
}

/** Rule 2. */
function checkVersion(manifest: WadmManifest): WadmFailure[] {
  const version = annotation(manifest, 'version')
  return version?.value === 'latest' ? [failError('latest is not allowed in wadm', version)] : []
}

/** Rules 3 and 4: the keys only. */
function checkLabels({ metadata }: WadmManifest): WadmFailure[] {
  const groups = [
    { kind: 'label', entries: metadata.labels },
    { kind: 'annotation', entries: metadata.annotations },
  ]
  return groups.flatMap(({ kind, entries }) =>
    entries
      .filter(({ key }) => !isOamLabel(key.value))
      .map(({ key, value }) => failError(`Invalid OAM ${kind}: (${debugText(key.value)}, ${debugText(value.value)})`, key)),
  )
}

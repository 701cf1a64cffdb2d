import { apiVersions } from './api-versions.js'
import { defaults } from './defaults.js'
import type { Difference } from './difference.js'
import { hardening } from './hardening.js'
import { additions, names, withoutSecrets } from './platform.js'
import { services, sidecars } from './services.js'

/** Every class of intended difference, with its reason; nothing else may differ. The order counts: later ones see what earlier ones leave. */
export const differences: readonly Difference[] = [
  ...additions,
  withoutSecrets,
  ...names,
  ...apiVersions,
  ...hardening,
  ...sidecars,
  ...services,
  ...defaults,
]

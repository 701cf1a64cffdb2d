import { apiVersions } from './api-versions.js'
import { copies } from './copies.js'
import { defaults, quantities } from './defaults.js'
import type { Difference } from './difference.js'
import { hardening } from './hardening.js'
import { additions, names, podLabels, withoutSecrets } from './platform.js'
import { services, sidecars } from './services.js'
import { storage } from './storage.js'

/** Every class of intended difference, with its reason; nothing else may differ. The order counts: later ones see what earlier ones leave. */
export const differences: readonly Difference[] = [
  ...names,
  ...additions,
  podLabels,
  withoutSecrets,
  ...copies,
  ...apiVersions,
  quantities,
  ...hardening,
  ...sidecars,
  ...services,
  ...storage,
  ...defaults,
]

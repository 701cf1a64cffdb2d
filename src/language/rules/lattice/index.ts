import type { LatticeRule } from '../rule.js'
import { configCollision } from './config-collision.js'
import { cycle } from './cycle.js'
import { duplicateApplication } from './duplicate-application.js'
import { hostPortCollision } from './host-port-collision.js'
import { identifierCollision } from './identifier-collision.js'
import { notShared } from './not-shared.js'
import { referenceChain } from './reference-chain.js'
import { referenceIdentifier } from './reference-identifier.js'
import { routeCollision } from './route-collision.js'
import { secretCollision } from './secret-collision.js'
import { serviceNameCollision } from './service-name-collision.js'
import { sharedLinkCollision } from './shared-link-collision.js'
import { unknownApplication } from './unknown-application.js'
import { unknownComponent } from './unknown-component.js'
import { wrongKind } from './wrong-kind.js'

/** The rules over all applications together: names first, then references, then what collides. */
export const latticeRules: readonly LatticeRule[] = [
  duplicateApplication,
  unknownApplication,
  unknownComponent,
  notShared,
  wrongKind,
  referenceChain,
  referenceIdentifier,
  cycle,
  identifierCollision,
  configCollision,
  secretCollision,
  routeCollision,
  hostPortCollision,
  serviceNameCollision,
  sharedLinkCollision,
]

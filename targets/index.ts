import { compose } from './compose/index.js'
import { ecs } from './ecs/index.js'
import { fly } from './fly/index.js'
import { helm } from './helm/index.js'
import { kubernetes } from './kubernetes/index.js'
import type { Target } from './target.js'

/** Every target, in the order of the support table. */
export const targets: readonly Target[] = [compose, kubernetes, helm, ecs, fly]

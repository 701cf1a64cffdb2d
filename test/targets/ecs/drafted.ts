import { compile } from '../../../src/compile-fully.js'
import type { Diagnostic, Source } from '../../../src/diagnostic.js'
import { ecs } from '../../../targets/ecs/index.js'
import type { EcsDraft } from '../../../targets/ecs/resources/ecs-draft.js'
import { makeResources } from '../../../targets/ecs/resources/make-resources.js'
import { emitTarget } from '../../../targets/emit-target.js'

/** The resources of manifests before they are written. */
export interface Drafted {
  readonly draft: EcsDraft
  readonly diagnostics: readonly Diagnostic[]
}

/** Makes the resources of manifests; nothing where they are not valid. */
export function drafted(sources: readonly Source[], options: Readonly<Record<string, string>> = {}): Drafted | undefined {
  const { plan } = compile(sources, { plan: true, cwd: '/' })
  if (plan === undefined) return undefined
  const diagnostics: Diagnostic[] = []
  const drafts: EcsDraft[] = []
  const target = {
    ...ecs,
    emit(...[planned, context]: Parameters<typeof makeResources>) {
      drafts.push(makeResources(planned, context))
      return []
    },
  }
  emitTarget(target, plan, { options }, (diagnostic) => void diagnostics.push(diagnostic))
  const [draft] = drafts
  return draft && { draft, diagnostics }
}

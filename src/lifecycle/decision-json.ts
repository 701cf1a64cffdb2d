import type { ComponentDecision, Decision, Degraded, Objection, Request } from './decision.js'

/** A decision as machines read it; what is absent is `null` or empty. */
export interface DecisionJson {
  readonly id: string
  readonly act: Request['act']
  readonly strategy: Request['strategy']
  readonly components: readonly (Omit<ComponentDecision, 'former'> & { readonly former: string | null })[]
  readonly degraded: readonly Degraded[]
  readonly affected: readonly string[]
  readonly objections: readonly ObjectionJson[]
  readonly warnings: readonly ObjectionJson[]
}

export type ObjectionJson = Omit<Objection, 'help'> & { readonly help: string | null }

/** Gives a decision as a value for JSON, of which commands make their output. */
export function decisionJson({ id, request, components, degraded, affected, objections, warnings }: Decision): DecisionJson {
  return {
    id,
    act: request.act,
    strategy: request.strategy,
    components: components.map(({ application, component, version, former, fate, neededBy }) => ({
      application,
      component,
      version,
      former: former ?? null,
      fate,
      neededBy,
    })),
    degraded,
    affected,
    objections: objections.map(objectionJson),
    warnings: warnings.map(objectionJson),
  }
}

function objectionJson({ code, message, reasons, help }: Objection): ObjectionJson {
  return { code, message, help: help ?? null, reasons }
}

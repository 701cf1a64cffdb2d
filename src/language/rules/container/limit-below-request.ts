import { boundsOf } from '../../container/amounts-of.js'
import { parseCpu, parseMemory } from '../../quantities.js'
import { web } from '../example.js'
import type { ManifestRule } from '../rule.js'

const limited = (memory: string): string =>
  web(`
    memory: 512Mi
    limit:
      memory: ${memory}
  `)

/** A limit is not below what is requested (Kubernetes, Container `resources`). */
export const limitBelowRequest: ManifestRule = {
  code: 'container/limit-below-request',
  severity: 'error',
  scope: 'manifest',
  summary: 'the limit of CPU or memory is at least what is requested',
  why: 'Kubernetes refuses it (Container, `resources`: "must be less than or equal to memory limit").',
  bad: limited('256Mi'),
  good: limited('1Gi'),
  check({ app, document }, say) {
    for (const { unit, request, limit } of app.spec.components.flatMap(boundsOf)) {
      const parse = unit === 'cpu' ? parseCpu : parseMemory
      const [least, most] = [parse(request.amount), parse(limit.amount)]
      if (least === undefined || most === undefined || most >= least) continue
      say({
        message: `the limit of ${unit === 'cpu' ? 'CPU' : 'memory'}, \`${limit.amount}\`, is below the \`${request.amount}\` that are requested`,
        span: document.at(limit.place.parent, limit.place.key),
        related: [{ span: document.at(request.place.parent, request.place.key), message: 'this much is requested' }],
      })
    }
  },
}

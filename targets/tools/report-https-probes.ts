import type { Container } from '../../src/plan/plan.js'
import type { EmitContext } from '../target.js'

/** Reports that `scripts/probe.sh` sees no status over the TLS that busybox has. */
export function reportHttpsProbes(
  { fault, target }: EmitContext,
  { startupProbe, livenessProbe, readinessProbe }: Partial<Pick<Container, 'startupProbe' | 'livenessProbe' | 'readinessProbe'>>,
): void {
  for (const probe of [startupProbe, livenessProbe, readinessProbe])
    if (probe?.http?.scheme === 'HTTPS')
      fault(
        {
          code: 'target/https-probe',
          severity: 'warning',
          message: `${target} asks by the TLS of busybox, which servers with OpenSSL 3 refuse: their refusal counts as a success`,
          help: 'a probe by HTTP, or by a command in the container, sees the status',
        },
        probe.http,
        'scheme',
      )
}

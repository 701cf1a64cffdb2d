import type { ContainerWorkload } from '../../../../src/plan/plan.js'
import type { FlyMetrics } from '../../fly-toml.js'
import type { FlyDraft } from '../fly-draft.js'

/** Annotations by which programs say where their metrics are (Prometheus, by custom). */
const scraping = { scrape: 'prometheus.io/scrape', port: 'prometheus.io/port', path: 'prometheus.io/path' } as const

/** Gives the labels and annotations of a workload and its application as metadata of its machines (fly-go, `MachineConfig`), by which `fly machine list` and the API find them; nothing where there are none. */
export function metadataOf(draft: FlyDraft, workload: ContainerWorkload): Readonly<Record<string, string>> | undefined {
  const application = draft.applications.get(workload.application)
  const texts = {
    ...application?.annotations,
    ...application?.labels,
    ...annotationsOf(workload),
    ...workload.labels,
  }
  const entries = Object.entries(texts).filter(([key]) => isFree(draft, workload, key))
  return entries.length === 0 ? undefined : Object.fromEntries(entries)
}

/** Gives where Fly.io scrapes metrics (fly.toml, `metrics`); nothing where the annotations of Prometheus ask for nothing. */
export function metricsOf({ annotations }: ContainerWorkload): FlyMetrics | undefined {
  const port = scrapedPort(annotations)
  return port === undefined ? undefined : { port, path: annotations[scraping.path] ?? '/metrics' }
}

function scrapedPort(annotations: ContainerWorkload['annotations']): number | undefined {
  if (annotations[scraping.scrape] !== 'true') return undefined
  const port = Number(annotations[scraping.port])
  return Number.isInteger(port) && port >= 1 && port <= 65535 ? port : undefined
}

function annotationsOf({ annotations }: ContainerWorkload): Readonly<Record<string, string>> {
  const isScraped = scrapedPort(annotations) !== undefined
  const own: ReadonlySet<string> = new Set(Object.values(scraping))
  return Object.fromEntries(
    Object.keys(annotations)
      .filter((key) => !isScraped || !own.has(key))
      .map((key) => [key, annotations[key] ?? '']),
  )
}

/** Names that begin with `fly` are the platform's. */
function isFree(draft: FlyDraft, workload: ContainerWorkload, key: string): boolean {
  if (!key.startsWith('fly_') && !key.startsWith('fly-')) return true
  const holder = key in workload.labels ? workload.labels : workload.annotations
  draft.context.fault(
    {
      code: 'target/label-left-out',
      severity: 'warning',
      message: `Fly.io keeps metadata that begin with \`fly\` for itself: \`${key}\` is left out`,
    },
    holder,
    key,
  )
  return false
}

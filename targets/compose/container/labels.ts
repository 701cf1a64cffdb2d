import type { Workload } from '../../../src/plan/plan.js'
import { literal, type Text } from '../text.js'

/** Gives the labels of a workload's containers (Compose spec, services.labels): which application and component they are (the names are KubeVela's), and the manifest's own. */
export function labelsOf({ application, name, labels }: Workload): Readonly<Record<string, Text>> {
  return {
    'app.oam.dev/name': literal(application),
    'app.oam.dev/component': literal(name),
    ...Object.fromEntries(Object.entries(labels).map(([key, value]) => [key, literal(value)])),
  }
}

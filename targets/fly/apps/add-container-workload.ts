import type { ContainerWorkload } from '../../../src/plan/plan.js'
import type { FlyDraft } from './fly-draft.js'

/** Adds the app of a container workload. */
export function addContainerWorkload(draft: FlyDraft, workload: ContainerWorkload): void {
  const { id, application, main } = workload
  const name = draft.nameOf(id)
  draft.apps.push({
    ids: [id],
    application,
    folder: draft.folderOf(id),
    name,
    toml: { app: name, build: { image: main.image } },
    secrets: [],
    volumes: [],
    addresses: [],
    certificates: [],
    counts: { app: workload.replicas ?? 1 },
    needs: workload.needs.map((need) => need.id),
  })
}

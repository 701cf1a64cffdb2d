import type { ApplicationPlan } from '../../../src/plan/plan.js'
import type { EcsDraft, Unit } from './ecs-draft.js'
import type { TaskDefinition } from './kinds.js'
import { isTag, mostTags } from './task/tags.js'

/** Adds what a manifest says of an application as a whole to each of its units: as tags, and what no tag can hold as labels of their containers. What a component says itself goes first. */
export function addApplicationMetadata({ units, applications }: EcsDraft): void {
  for (const [at, unit] of units.entries()) {
    const application = applications.get(unit.application)
    if (application !== undefined) units[at] = withMetadata(unit, metadataOf(application))
  }
}

function metadataOf({ version, description, shared, labels, annotations }: ApplicationPlan): Readonly<Record<string, string>> {
  return {
    ...(version !== undefined && { 'app.oam.dev/version': version }),
    ...(description !== undefined && { 'app.oam.dev/description': description }),
    ...(shared && { 'app.oam.dev/shared': 'true' }),
    ...labels,
    ...annotations,
  }
}

function withMetadata(unit: Unit, metadata: Readonly<Record<string, string>>): Unit {
  const { task, service, run } = unit
  const present = new Set((task.tags ?? []).map(({ key }) => key))
  const entries = Object.entries(metadata).filter(([key]) => !present.has(key))
  if (entries.length === 0) return unit
  const tags = entries.filter(([key, value]) => isTag(key, value)).slice(0, Math.max(0, mostTags - present.size))
  const tagged = new Set(tags.map(([key]) => key))
  const added = tags.map(([key, value]) => ({ key, value }))
  const rest = Object.fromEntries(entries.filter(([key]) => !tagged.has(key)))
  return {
    ...unit,
    task: { ...withLabels(task, rest), tags: [...(task.tags ?? []), ...added] },
    ...(service && { service: { ...service, tags: [...(service.tags ?? []), ...added] } }),
    ...(run?.tags && { run: { ...run, tags: [...run.tags, ...added] } }),
  }
}

function withLabels(task: TaskDefinition, labels: Readonly<Record<string, string>>): TaskDefinition {
  if (Object.keys(labels).length === 0) return task
  const containerDefinitions = task.containerDefinitions?.map((container) => ({
    ...container,
    dockerLabels: { ...labels, ...container.dockerLabels },
  }))
  return { ...task, containerDefinitions }
}

import type { FlyApp, FlyDraft } from '../apps/fly-draft.js'

/** Gives the apps in the order of deployment: an app comes with the last wave of the workloads that run in it. */
export function wavesOf({ plan, apps }: FlyDraft): readonly (readonly FlyApp[])[] {
  const waveOf = new Map(plan.waves.flatMap((wave, index) => wave.map((id) => [id, index])))
  const last = ({ ids }: FlyApp): number => Math.max(0, ...ids.map((id) => waveOf.get(id) ?? 0))
  const waves = plan.waves.map((_, index) => apps.filter((app) => last(app) === index))
  return waves.filter((wave) => wave.length > 0)
}

import type { FlyApp } from '../apps/fly-draft.js'

/** Gives the image that `fly machine create` is told: with containers it goes to the one named `app`, else to the first (flyctl, `internal/command/machine/run.go`), which therefore keeps its own. */
export function runImage({ name, toml, machine }: FlyApp): string {
  const containers = machine?.containers ?? []
  const own = containers.find((container) => container.name === 'app') ?? containers[0]
  const image = own?.image ?? machine?.image ?? toml.build?.image
  if (image === undefined) throw new RangeError(`app ${name} has no image`)
  return image
}

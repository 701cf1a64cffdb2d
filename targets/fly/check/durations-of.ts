import { secondsOf } from './duration.js'
import { type FlyConfig, servicesOf, tableAt, tablesAt } from './fly-rule.js'
import { isTable, type Table } from './table.js'

/** A duration of a fly.toml, and what its place asks for. */
export interface PlacedDuration {
  readonly owner: Table
  readonly key: string
  readonly value: string | number
  /** Undefined where flyctl cannot read it. */
  readonly seconds: number | undefined
  /** Seconds that a bare number counts in. */
  readonly unit: number
  /** Seconds; what lies outside is an error. */
  readonly least?: number
  readonly most?: number
  /** Whether flyctl moves it to between one second and one minute. */
  readonly clamped: boolean
}

/** Gives every duration of a fly.toml. */
export function durationsOf(config: FlyConfig): readonly PlacedDuration[] {
  const { root } = config
  const found: PlacedDuration[] = []
  const add = (owner: Table | undefined, keys: readonly string[], unit: number, more: Partial<PlacedDuration> = {}): void => {
    for (const key of keys) {
      const value = owner?.[key]
      if (owner !== undefined && (typeof value === 'string' || typeof value === 'number'))
        found.push({ owner, key, value, seconds: secondsOf(value, unit), unit, clamped: false, ...more })
    }
  }
  add(root, ['kill_timeout'], 1, { most: 300 })
  add(tableAt(root, 'deploy'), ['wait_timeout', 'release_command_timeout'], 1e-9)
  for (const check of Object.values(tableAt(root, 'checks') ?? {}).filter(isTable)) {
    add(check, ['interval'], 1e-3, { least: 2 })
    add(check, ['timeout'], 1e-3, { most: 60 })
    add(check, ['grace_period'], 1e-3)
  }
  for (const service of servicesOf(config)) {
    const unit = service === root['http_service'] ? 1e-9 : 1e-3
    for (const check of ['checks', 'tcp_checks', 'http_checks'].flatMap((key) => tablesAt(service, key)))
      add(check, ['interval', 'timeout', 'grace_period'], unit, { clamped: true })
    for (const check of tablesAt(service, 'machine_checks')) add(check, ['kill_timeout'], 1e-9)
  }
  for (const check of tablesAt(root, 'machine_checks')) add(check, ['kill_timeout'], 1e-9)
  return found
}

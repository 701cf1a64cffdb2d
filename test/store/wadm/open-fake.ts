import type { Store } from '../../../src/store/store.js'
import { wadmStore } from '../../../src/store/wadm/open-wadm-store.js'
import type { FakeWadm } from './fake-wadm.js'

/** Opens a store over a wadm in memory; `told` hears what the store says. */
export function openFake(fake: FakeWadm, told: string[] = [], limit = 1024 * 1024): Store {
  return wadmStore({
    url: 'wadm://nats/test',
    ask: fake.ask,
    limit,
    patience: { left: () => 30_000, sleep: async () => {} },
    tell: (line) => void told.push(line),
    close: async () => {},
  })
}

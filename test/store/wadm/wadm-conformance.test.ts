import { storeConformance } from '../store-conformance.js'
import { fakeWadm } from './fake-wadm.js'
import { openFake } from './open-fake.js'
import { wadmCannot } from './wadm-cannot.js'

const servers = new Map<string, ReturnType<typeof fakeWadm>>()

storeConformance('wadm (in memory)', {
  async open(lattice) {
    const server = servers.get(lattice) ?? fakeWadm()
    servers.set(lattice, server)
    return openFake(server)
  },
  cannot: wadmCannot,
})

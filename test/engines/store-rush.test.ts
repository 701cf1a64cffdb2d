import { openDirStore } from '../../src/store/dir/open-dir-store.js'
import { openNatsStore } from '../../src/store/nats/open-nats-store.js'
import { skip, temporary, tests } from '../harness.js'
import { surroundingsIn } from '../store/surroundings-in.js'
import { findNatsServer, startNats } from './nats-engine.js'
import { rush } from './store-rush.js'

tests('eight processes put and deploy at once: nothing acknowledged is lost, nothing is there twice', {
  'in a folder': async () => {
    const cwd = temporary()
    console.log(await rush({ name: 'dir:', url: 'dir:lattice', cwd, open: () => openDirStore('lattice', surroundingsIn(cwd)) }))
  },
})

const program = findNatsServer()
if (program === undefined) skip('a rush on NATS', 'nats-server is not there: test/engines/kubernetes.sh install')
else
  tests('eight processes put and deploy at once on a server', {
    'on NATS': async () => {
      const nats = await startNats(program)
      const place = `//${nats.server}/rush`
      console.log(await rush({ name: 'nats:', url: `nats:${place}`, open: () => openNatsStore(place, surroundingsIn('/')) }))
      await nats.kill()
    },
  })

import { openKubeStore } from '../../src/store/kube/open-kube-store.js'
import { skip, tests } from '../harness.js'
import { surroundingsIn } from '../store/surroundings-in.js'
import { inNamespace } from './in-namespace.js'
import { startKube } from './kube-engine.js'
import { rush } from './store-rush.js'

const kube = startKube()
if (typeof kube === 'string') skip('a rush on a cluster', kube)
else
  tests('eight processes put and deploy at once in a cluster: nothing acknowledged is lost, nothing is there twice', {
    'the lattice that a namespace keeps': () =>
      inNamespace(kube, [], async (namespace) => {
        const place = `///${namespace}`
        const open = () => openKubeStore(place, surroundingsIn('/', { env: kube.env }))
        console.log(
          await rush({
            name: 'kube://',
            url: `kube:${place}`,
            writer: 'kube-rush-writer',
            env: kube.env,
            open,
          }),
        )
      }),
  })

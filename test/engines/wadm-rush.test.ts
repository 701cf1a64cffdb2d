import { openWadmStore } from '../../src/store/wadm/open-wadm-store.js'
import { skip, tests } from '../harness.js'
import { surroundingsIn } from '../store/surroundings-in.js'
import { rush } from './store-rush.js'
import { findWadmPrograms, startWadmEngine } from './wadm-engine.js'

const paths = findWadmPrograms()
if (typeof paths === 'string') skip('a rush on wadm', paths, true)
else
  tests('processes put and deploy at once on a running wadm', {
    // every command reads the lattice by wadm's own requests: fewer turns
    'what is acknowledged is there, and nothing twice': async () => {
      const wadm = await startWadmEngine(paths)
      const place = `//${wadm.server}/rush`
      const open = () => openWadmStore(place, surroundingsIn('/'))
      console.log(await rush({ name: 'wadm:', url: `wadm:${place}`, open, turns: 12, manifest }))
      await wadm.stop()
    },
  })

const manifest = `apiVersion: core.oam.dev/v1beta1
kind: Application
metadata:
  name: <name>
  annotations:
    version: <version>
spec:
  components:
    - name: web
      type: component
      properties:
        image: registry.example.com/<name>:<version>
`

import { tests } from '../harness.js'
import { example } from '../kube/subjects.js'
import { restricted } from './in-namespace.js'
import { type KubeEngine, startKube } from './kube-engine.js'
import { liveThrough } from './live-through.js'

const kube = startKube() as KubeEngine
tests(
  'zz',
  Object.fromEntries(
    (process.env['ZZ'] ?? '').split(',').flatMap((name) =>
      (process.env['HELMS'] ?? 'helm').split(',').map((helm) => [
        `${name} ${helm}`,
        async () => {
          const t = Date.now()
          try {
            await liveThrough(kube, helm, example(name), { labels: name.startsWith('06') ? [] : restricted, isWaiting: true })
          } finally {
            console.log(name, helm, Date.now() - t)
          }
        },
      ]),
    ),
  ),
)

import { dirname, join, relative, resolve } from 'node:path'
import { Failure, systemFailure } from '../failure.js'
import type { Host } from '../host.js'
import { shownPath } from '../read.js'
import { printable } from '../report/printable.js'
import { transact } from '../transact.js'
import type { Context } from './context.js'

export interface InitFlags {
  readonly force?: boolean
}

const name = 'app.yaml'

/** Writes a first manifest with comments that validates clean; gives 1 where there is one already and `--force` is not given. */
export async function init(dir: string | undefined, { force }: InitFlags, { cwd, host, out, err, quiet }: Context): Promise<number> {
  const folder = resolve(cwd, dir ?? '.')
  const path = join(folder, name)
  const shown = printable(shownPath(cwd, path))
  try {
    const there = host.lstat(path)
    if (there !== undefined && !force) {
      err.line(`mc: ${shown} is there already; --force replaces it`)
      return 1
    }
    if (there !== undefined && there.kind !== 'file') throw new Failure(3, `cannot write ${shown}: it is no file`)
    transact([{ path, text: manifest(schemaAddress(folder, host)) }], folder, host)
  } catch (error) {
    throw systemFailure(`cannot write ${shown}`, error)
  }
  if (quiet) return 0
  out.line(`created ${shown}`)
  const given = dir === undefined ? '' : ` ${printable(dir)}`
  err.line(`next: mc validate${given} && mc render${given} -t compose`)
  return 0
}

/** From a project that has mc among its packages (or from mc's own sources) the schema is a file nearby; from anywhere else it is an address. */
function schemaAddress(folder: string, host: Host): string {
  const schema = join('schema', 'application.schema.json')
  for (let at = folder; ; at = dirname(at)) {
    const own = at === resolve(host.packageFolder) ? join(at, schema) : join(at, 'node_modules', 'manifest-compiler', schema)
    if (host.stat(own)?.kind === 'file') {
      const path = relative(folder, own).replaceAll('\\', '/')
      return path.startsWith('.') ? path : `./${path}`
    }
    if (dirname(at) === at) return 'https://manifest-compiler.dev/schema/v1/application.schema.json'
  }
}

function manifest(schema: string): string {
  return `# yaml-language-server: $schema=${schema}
#
# An application: components, and traits that add something to them.
# mc validate            finds mistakes
# mc render -t compose   writes out/compose/compose.yaml
# mc explain webservice  describes a type, a trait or a field
apiVersion: core.oam.dev/v1beta1
kind: Application
metadata:
  name: hello
  annotations:
    version: "0.1.0"
    description: A first application
spec:
  components:
    # A container that serves others. Types without ports: worker, task, cron-task.
    - name: web
      type: webservice
      properties:
        image: docker.io/library/nginx:1.27-alpine
        ports:
          - name: http
            port: 80
            expose: true
        # Others wait until this command succeeds.
        readinessProbe:
          exec:
            command: [wget, -q, -O, /dev/null, http://127.0.0.1:80/]
          periodSeconds: 2
      traits:
        # A link puts the address of its target into the environment:
        # CONNECTION_CACHE_HOST, CONNECTION_CACHE_PORT and CONNECTION_CACHE_URL.
        - type: link
          properties:
            name: cache
            target:
              name: cache

    - name: cache
      type: worker
      properties:
        image: docker.io/library/redis:7-alpine
        ports:
          - name: redis
            port: 6379
        readinessProbe:
          exec:
            command: [redis-cli, ping]
          periodSeconds: 2
`
}

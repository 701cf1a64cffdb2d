import { checkWadm } from '../../../src/language/wadm/check-wadm.js'
import type { Ask } from '../../../src/store/wadm/wadm-api.js'

interface Kept {
  readonly manifests: Map<string, FakeManifest>
  deployed: string | null
}

interface FakeManifest {
  readonly metadata: { readonly name: string; readonly annotations?: Readonly<Record<string, string>> }
  readonly spec: {
    readonly components: readonly {
      readonly name: string
      readonly type: string
      readonly properties: { readonly application?: { readonly name: string; readonly component: string } }
    }[]
  }
}

/** A wadm in memory that answers as the recorded one does (replies of wadm 0.21.1), without hosts. */
export interface FakeWadm {
  readonly ask: Ask
  /** The operations so far, each with the name and, for a put, the version. */
  readonly heard: string[]
  readonly kept: ReadonlyMap<string, Kept>
  /** Is called before each operation; may throw, or change what is kept. */
  before: (operation: string) => void | Promise<void>
}

export function fakeWadm(): FakeWadm {
  const kept = new Map<string, Kept>()
  const answer = (operation: string, name: string, body: string): object => {
    const app = kept.get(name)
    const asked = body === '' || operation === 'put' ? undefined : (JSON.parse(body) as { version?: string }).version
    switch (operation) {
      case 'get':
        if (name === '') return { result: 'success', message: '', models: [...kept].sort().map(([own, one]) => summary(own, one)) }
        if (app === undefined) return { result: 'notfound', message: `Application with the name ${name} not found` }
        if (asked !== undefined && !app.manifests.has(asked))
          return { result: 'notfound', message: `Application ${name} with version ${asked} doesn't exist` }
        return { result: 'success', message: '', manifest: shuffled(app.manifests.get(asked ?? [...app.manifests.keys()].at(-1)!)) }
      case 'versions':
        if (app === undefined) return { result: 'notfound', message: `Application with the name ${name} not found`, versions: [] }
        return {
          result: 'success',
          message: '',
          versions: [...app.manifests.keys()].map((version) => ({ version, deployed: version === app.deployed })),
        }
      case 'put':
        return put(body)
      case 'deploy': {
        if (app === undefined) return { result: 'notfound', message: `Application with the name ${name} not found`, name, version: null }
        const version = asked ?? [...app.manifests.keys()].at(-1)!
        const manifest = app.manifests.get(version)
        if (manifest === undefined)
          return { result: 'error', message: `Application with the name '${name}' does not have a version '${version}' to deploy` }
        const missing = missingOf(manifest)
        if (missing.length > 0)
          return {
            result: 'error',
            message: `Application contains shared components that are not deployed in other applications: ${JSON.stringify(missing)}`,
          }
        app.deployed = version
        return { result: 'acknowledged', message: `Successfully deployed application ${name} ${version}`, name, version }
      }
      case 'undeploy':
        if (app === undefined) return { result: 'notfound', message: `Application with the name ${name} not found`, name, version: null }
        app.deployed = null
        return { result: 'acknowledged', message: `Successfully undeployed application ${name}`, name, version: null }
      case 'del':
        if (app === undefined)
          return { result: 'noop', message: `Application ${name} doesn't exist or was already deleted`, undeploy: false }
        if (asked === undefined) kept.delete(name)
        else if (!app.manifests.delete(asked))
          return { result: 'noop', message: `Application version ${asked} doesn't exist`, undeploy: false }
        else if (app.manifests.size === 0) kept.delete(name)
        else if (app.deployed === asked) app.deployed = null
        return { result: 'deleted', message: '', undeploy: false }
    }
    return { result: 'error', message: `Unsupported subject: ${operation}` }
  }
  const put = (text: string): object => {
    const { verdict, failures, error, panic, name = '', roundtrip } = checkWadm(text)
    if (panic !== undefined) throw new Error('this put ends the whole wadm')
    if (verdict !== 'valid' || roundtrip === undefined) return { result: 'error', message: error?.message ?? failures[0]?.msg }
    const manifest = roundtrip as FakeManifest
    const version = manifest.metadata.annotations?.['version'] ?? 'a ULID'
    const app = kept.get(name) ?? { manifests: new Map(), deployed: null }
    if (app.manifests.has(version)) return { result: 'error', message: `Manifest version ${version} already exists` }
    app.manifests.set(version, manifest)
    kept.set(name, app)
    return {
      result: app.manifests.size === 1 ? 'created' : 'newversion',
      total_versions: app.manifests.size,
      current_version: version,
      message: '',
      name,
    }
  }
  // wadm looks at the version that was put last, and at the kind
  const missingOf = ({ spec }: FakeManifest): string[] =>
    spec.components
      .filter(({ type, properties: { application } }) => {
        if (application === undefined) return false
        const other = kept.get(application.name)
        const last = [...(other?.manifests.values() ?? [])].at(-1)
        const isThere = last?.spec.components.some((component) => component.name === application.component && component.type === type)
        return other?.deployed == null || last?.metadata.annotations?.['experimental.wasmcloud.dev/shared'] !== 'true' || !isThere
      })
      .map(({ name }) => name)
  const fake: FakeWadm = {
    heard: [],
    kept,
    before: () => {},
    async ask(subject, body = '') {
      const [operation = '', name = ''] = subject.split('.')
      const version =
        operation === 'put'
          ? ` ${checkWadm(body).name} ${checkWadm(body).version}`
          : body === ''
            ? ''
            : ` ${(JSON.parse(body) as { version: string }).version}`
      await fake.before(`${subject}${version}`)
      fake.heard.push(`${subject}${version}`)
      return JSON.stringify(answer(operation, name, body))
    },
  }
  return fake
}

function summary(name: string, { manifests, deployed }: Kept): object {
  const message = 'Waiting for status: Lattice contains no hosts, deployment not started.'
  const status = { type: 'waiting', message }
  return {
    name,
    version: [...manifests.keys()].at(-1),
    description: null,
    deployed_version: deployed,
    detailed_status: { status, version: '', components: [] },
    status: 'undeployed',
    status_message: message,
  }
}

/** wadm gives the entries of maps in another order each time. */
function shuffled(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(shuffled)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .sort(() => Math.random() - 0.5)
      .map(([key, own]) => [key, shuffled(own)]),
  )
}

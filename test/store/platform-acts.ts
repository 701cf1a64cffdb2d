import { pathToFileURL } from 'node:url'
import { prepareOnPlatform } from '../../src/commands/lattice/on-platform.js'
import { compile } from '../../src/compile-fully.js'
import { isError } from '../../src/diagnostic.js'
import { nodeHost } from '../../src/host.js'
import { decide } from '../../src/lifecycle/decide.js'
import type { Decision, Request } from '../../src/lifecycle/decision.js'
import type { KubeClient } from '../../src/store/kube/client.js'
import { openPlatform } from '../../src/store/kube/platform/open-platform.js'
import { makeVersion } from '../../src/store/make-version.js'
import type { ApplicationChange, Store } from '../../src/store/store.js'
import { root } from '../harness.js'

/** Acts on a lattice whose records are in one place and whose objects run in another, without the command line around them. */
export interface PlatformActs {
  readonly store: Store
  /** Stores versions; gives what the check says where it is an error. */
  put(texts: readonly string[]): Promise<readonly string[]>
  /** Decides and carries out; gives the decision, and what was told. */
  act(request: Request, options?: { readonly force?: boolean }): Promise<{ readonly decision: Decision; readonly told: readonly string[] }>
}

/** `open` gives a client for each act, which may take `timeLimit` milliseconds. */
export function platformActs(store: Store, open: () => KubeClient, timeLimit = 30_000): PlatformActs {
  const stamp = { actor: 'tester', at: '2026-01-01T00:00:00Z' }
  const context = { cwd: root, host: nodeHost(pathToFileURL(`${root}/`)) }
  return {
    store,
    async put(texts) {
      const sources = texts.map((text, index) => ({ path: `app-${index}.yaml`, text }))
      const { lattice, diagnostics } = compile(sources)
      const errors = diagnostics.filter(isError)
      if (errors.length > 0) return errors.map(({ message }) => message)
      const snapshot = await store.read()
      const change = new Map<string, ApplicationChange>()
      for (const manifest of lattice.applications.values()) {
        const { name, annotations } = manifest.app.metadata
        const version = annotations?.['version'] ?? '1'
        const made = makeVersion(manifest, 1, version, stamp)
        const before = snapshot.records.get(name)
        if (before?.versions.some((own) => own.version === version)) continue
        const record = { ...before, format: 1 as const, name, versions: [...(before?.versions ?? []), made.record] }
        change.set(name, { record, texts: new Map([[version, made.text]]), event: { act: 'put', version, ...stamp } })
      }
      if (change.size > 0) await store.commit(snapshot, change)
      return []
    },
    async act(request, { force = false } = {}) {
      const client = open()
      try {
        const own: Store = { ...store, platform: openPlatform(client, { now: () => new Date(), deadline: Date.now() + timeLimit }) }
        const snapshot = await own.read()
        const decision = decide(snapshot.records, request)
        const told: string[] = []
        if (decision.objections.length > 0) return { decision, told }
        const applications = request.act === 'undeploy' ? request.applications : request.versions.map(({ application }) => application)
        const act = { store: own, snapshot, records: decision.records, applications, stamp }
        const run = await prepareOnPlatform(act, { timeout: timeLimit / 1000, forceConflicts: force }, context)
        const change = new Map<string, ApplicationChange>([...decision.records].map(([name, record]) => [name, { record }]))
        const marked = run?.mark(change) ?? change
        if (marked.size > 0) await own.commit(snapshot, marked)
        await run?.finish((line) => told.push(line))
        return { decision, told }
      } finally {
        client.close()
      }
    },
  }
}

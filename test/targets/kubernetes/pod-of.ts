import type { Diagnostic } from '../../../src/diagnostic.js'
import { type Read, type Rendered, rendered } from './rendered.js'

/** What mc makes of one workload. */
export interface Pod extends Rendered {
  readonly spec: Read
  /** Metadata of the pods. */
  readonly metadata: Read
  /** The main container. */
  readonly main: Read
  /** Code and message of each diagnostic of the target but the one about default resources. */
  readonly said: readonly string[]
}

/** Gives the pods of the component `web` of the application `shop`: `properties` and `traits` are entries of flow lists and maps. */
export function podOf(properties: string, traits = '', options: Readonly<Record<string, string>> = {}): Pod {
  return podIn({ shop: web(properties, traits) }, options)
}

/** The same component as text. */
export function web(properties: string, traits = ''): string {
  return `- name: web\n  type: webservice\n  properties: {image: "nginx:1"${properties && `, ${properties}`}}\n  traits: [${traits}]\n`
}

/** Gives the pods of `shop/web`, whatever runs beside it. */
export function podIn(applications: Readonly<Record<string, string>>, options: Readonly<Record<string, string>> = {}): Pod {
  const all = rendered(applications, options)
  const work = all.objects.find(
    ({ kind, metadata }) => ['Deployment', 'StatefulSet', 'DaemonSet', 'Job', 'CronJob'].includes(kind) && /^shop-web/.test(metadata.name),
  )
  const { template } = work.spec.jobTemplate?.spec ?? work.spec
  return {
    ...all,
    spec: template.spec,
    metadata: template.metadata,
    main: template.spec.containers[0],
    said: saidOf(all.diagnostics),
  }
}

/** Gives code and message of each diagnostic of the target but the one about default resources. */
export function saidOf(diagnostics: readonly Diagnostic[]): readonly string[] {
  return diagnostics
    .filter(({ code }) => code.startsWith('target/') && code !== 'target/default-resources')
    .map(({ code, message }) => `${code} ${message}`)
}

import type { ApplicationPlan } from '../../../src/plan/plan.js'
import { some, someOf } from '../../some.js'
import { chartVersion } from './chart-version.js'

/** `Chart.yaml` (Helm, chart API v2). */
export interface ChartFile {
  readonly apiVersion: 'v2'
  readonly name: string
  readonly description?: string | undefined
  readonly type: 'application'
  readonly version: string
  /** Of what runs, in its own words. */
  readonly appVersion?: string | undefined
  /** Versions of Kubernetes on which it can be installed. */
  readonly kubeVersion: string
  readonly keywords?: readonly string[] | undefined
  readonly home?: string | undefined
  readonly sources?: readonly string[] | undefined
  readonly maintainers?: readonly Maintainer[] | undefined
  readonly dependencies?: readonly ChartDependency[] | undefined
  readonly annotations?: Readonly<Record<string, string>> | undefined
}

/** Who answers for a chart (Helm, chart API v2). */
export interface Maintainer {
  readonly name: string
  readonly email?: string | undefined
}

/** A chart that lies in `charts/` of another one (Helm, chart API v2). */
export interface ChartDependency {
  readonly name: string
  readonly version: string
  readonly repository: string
  readonly condition?: string
}

/** What a chart is made of: an application, or for a chart of ours what we say of it. */
export type ChartSubject = Pick<ApplicationPlan, 'name' | 'version' | 'description' | 'annotations' | 'shared'>

/** What a chart says of itself besides what its application says. */
export interface ChartSetting {
  readonly name: string
  readonly kubeVersion: string
  /** Path of the manifest, as reports show it; empty where there is none. */
  readonly source: string
  /** Charts that others publish. */
  readonly dependencies?: readonly ChartDependency[]
}

/**
 * Gives `Chart.yaml` of an application. What wadm's annotations tell people of it stands where Helm has it (wasmCloud, application annotations:
 * authors, categories, homepage, source-url); the others are the chart's annotations as they are.
 */
export function chartFile({ name, version, description, annotations, shared }: ChartSubject, setting: ChartSetting): ChartFile {
  const { [authors]: people, [categories]: words, [homepage]: home, [sourceUrl]: source, ...others } = annotations
  const [homeUrl, sourcePage] = [urlOf(home), urlOf(source)]
  return {
    apiVersion: 'v2',
    name: setting.name,
    description,
    type: 'application',
    version: chartVersion(version),
    appVersion: version,
    kubeVersion: setting.kubeVersion,
    keywords: some(itemsOf(words)),
    home: homeUrl,
    sources: sourcePage === undefined ? undefined : [sourcePage],
    maintainers: some(itemsOf(people).map(maintainerOf)),
    dependencies: some(setting.dependencies),
    annotations: someOf({
      'manifest-compiler.dev/application': name,
      ...(setting.source !== '' && { 'manifest-compiler.dev/source': setting.source }),
      ...(shared && { 'experimental.wasmcloud.dev/shared': 'true' }),
      ...(home !== homeUrl && { [homepage]: home ?? '' }),
      ...(source !== sourcePage && { [sourceUrl]: source ?? '' }),
      ...others,
    }),
  }
}

const authors = 'wasmcloud.dev/authors'
const categories = 'wasmcloud.dev/categories'
const homepage = 'wasmcloud.dev/homepage'
const sourceUrl = 'wasmcloud.dev/source-url'

/** A list that a person wrote into one text, with commas or line breaks between. */
function itemsOf(text: string | undefined): readonly string[] {
  return (text ?? '')
    .split(/[,\n]/)
    .map((item) => item.trim())
    .filter(Boolean)
}

/** `helm lint` refuses what is no address. */
function urlOf(text: string | undefined): string | undefined {
  return text !== undefined && /^https?:\/\/[^\s/]+\S*$/.test(text) ? text : undefined
}

function maintainerOf(text: string): Maintainer {
  const [, name, email] = /^(.*?)\s*<([^\s@<>]+@[^\s@<>]+)>$/.exec(text) ?? []
  return name ? { name, email } : { name: text }
}

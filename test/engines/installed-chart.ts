import { join } from 'node:path'
import { parse } from 'yaml'
import type { Chart } from '../kube/charts-of.js'
import { readObjects } from '../kube/objects-of.js'
import type { Files } from '../kube/render-subject.js'
import { type KubeEngine, kubeVersion } from './kube-engine.js'

/** Helm 3 and Helm 4 by the names of their programs. */
export const helms = ['helm', 'helm4'] as const

/** A value of a chart: `--set <path>=<to>` changes it. */
export interface Setting {
  readonly path: string
  readonly to: string
}

/** Finds the tags of images among the values of a chart, and gives each another value. */
export function imageTags(files: Files, { name }: Chart): readonly Setting[] {
  return pathsOf(parse(files[`${name}/values.yaml`] ?? '')).flatMap((path) =>
    /(^|\.)image\.tag$/.test(path) ? [{ path, to: 'another' }] : [],
  )
}

/** Names the objects of a chart (`Kind name`) that a setting changes, as `helm template` says. */
export async function changedBy(
  kube: KubeEngine,
  folder: string,
  chart: Chart,
  namespace: string,
  { path, to }: Setting,
): Promise<readonly string[]> {
  const template = ['template', 'release', join(folder, chart.name), '--kube-version', kubeVersion, '--namespace', namespace, '--no-hooks']
  const [before, after] = await Promise.all([[], ['--set', `${path}=${to}`]].map((more) => kube.must('helm', [...template, ...more])))
  const [old, now] = [byName(before!), byName(after!)]
  return [...new Set([...old.keys(), ...now.keys()])].filter((name) => old.get(name) !== now.get(name)).sort()
}

function byName(text: string): ReadonlyMap<string, string> {
  return new Map(readObjects(text).map((object) => [`${object.kind} ${object.metadata.name}`, JSON.stringify(object)]))
}

function pathsOf(value: unknown, path: readonly string[] = []): readonly string[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [path.join('.')]
  return Object.entries(value).flatMap(([key, entry]) => pathsOf(entry, [...path, key.replaceAll('.', '\\.')]))
}

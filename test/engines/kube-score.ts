import { stringify } from 'yaml'
import type { KubeObject } from '../kube-linter/kube-object.js'
import type { KubeEngine } from './kube-engine.js'

/** What kube-score has against an object. */
export interface ScoreFinding {
  readonly check: string
  /** `Kind name`. */
  readonly object: string
  readonly says: string
}

interface Scored {
  readonly object_name: string
  readonly checks: readonly {
    readonly check: { readonly id: string }
    readonly grade: number
    readonly skipped: boolean
    readonly comments: readonly { readonly path: string; readonly summary: string }[] | null
  }[]
}

/** The worst of kube-score's grades that it calls OK; below are warnings and what is critical. */
const ok = 7

/** Asks kube-score, with its default checks, about the objects of one rendering; gives what is critical and its warnings. */
export async function score(kube: KubeEngine, objects: readonly KubeObject[]): Promise<readonly ScoreFinding[]> {
  const input = objects.map((object) => stringify(object)).join('---\n')
  const { stdout, stderr } = await kube.run('kube-score', ['score', '-', '--kubernetes-version', 'v1.35', '--output-format', 'json'], {
    input,
  })
  if (!stdout.startsWith('[')) throw new Error(`kube-score: ${stdout}${stderr}`)
  const scored: readonly Scored[] = JSON.parse(stdout)
  return scored.flatMap(({ object_name: object, checks }) =>
    checks
      .filter(({ grade, skipped }) => !skipped && grade < ok)
      .map(({ check, comments }) => ({
        check: check.id,
        object: object.replace(/^(\w+)\/.*\//, '$1 '),
        says: (comments ?? []).map(({ path, summary }) => (path === '' ? summary : `${path}: ${summary}`)).join('; '),
      })),
  )
}

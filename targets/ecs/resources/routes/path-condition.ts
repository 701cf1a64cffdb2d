import type { Route } from '../../../../src/plan/plan.js'

/** Paths and rewriting of a rule (ELBv2 API, `path-pattern` and `url-rewrite`), or why there is none: `fault` completes "the route …". */
export type PathCondition =
  | { readonly paths: readonly string[]; readonly rewrite?: { readonly regex: string; readonly replace: string } }
  | { readonly fault: string }

/** Longest pattern (ELBv2 API, `path-pattern`). */
const longest = 128

/**
 * Gives the condition for the path of a route: a prefix is the path itself and whole parts below it (Kubernetes Ingress, path types); where the class decides, each path that begins so, as ingress-nginx has it.
 * What is rewritten is compared by whole parts, as there too. The regular expression meets the path with its query.
 */
export function pathCondition({ path, pathType, rewrite }: Route): PathCondition {
  if (!/^\/[A-Za-z0-9_.$/~"'@:+&-]*$/.test(path))
    return { fault: 'has a path with characters that no pattern of a listener rule can have: `*` and `?` stand for others there' }
  const stem = path.replace(/\/+$/, '')
  const isStart = pathType === 'ImplementationSpecific' && rewrite === undefined
  const paths = pathType === 'Exact' ? [path] : isStart ? [`${path}*`] : stem === '' ? ['/*'] : [stem, `${stem}/*`]
  if (paths.some((pattern) => pattern.length > longest)) return { fault: `has a path of more than ${longest} characters in its pattern` }
  if (rewrite === undefined) return { paths }
  if (/[$\\]/.test(rewrite)) return { fault: 'has a `rewrite` with `$` or `\\`, which mean something else to the load balancer' }
  const start = rewrite.replace(/\/+$/, '')
  return {
    paths,
    rewrite:
      pathType === 'Exact'
        ? { regex: `^${escaped(path)}(.*)$`, replace: `${rewrite || '/'}$1` }
        : { regex: `^${escaped(stem)}/?(.*)$`, replace: `${start}/$1` },
  }
}

function escaped(path: string): string {
  return path.replace(/[.$+]/g, '\\$&')
}

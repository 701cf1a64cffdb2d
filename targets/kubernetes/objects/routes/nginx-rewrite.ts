import type { Route } from '../../../../src/plan/plan.js'

/** A path and what takes its place, in the words of ingress-nginx. */
export interface NginxRewrite {
  /** A regular expression, which ingress-nginx compares from the left and without regard to case. */
  readonly path: string
  /** `nginx.ingress.kubernetes.io/rewrite-target` */
  readonly target: string
}

/**
 * Gives a route that puts `rewrite` in the place of the part of the path that matches (ingress-nginx, rewrite). It replaces the whole path by itself,
 * so that the rest must be caught: `/shop` and what is below it, by whole parts.
 */
export function nginxRewrite({ path, pathType }: Route, rewrite: string): NginxRewrite {
  const prefix = escaped(path.replace(/\/+$/, ''))
  const start = rewrite.replace(/\/+$/, '')
  if (pathType === 'Exact') return { path: `${escaped(path)}$`, target: rewrite || '/' }
  return prefix === '' ? { path: '/(.*)', target: `${start}/$1` } : { path: `${prefix}(/|$)(.*)`, target: `${start}/$2` }
}

function escaped(path: string): string {
  return path.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
}

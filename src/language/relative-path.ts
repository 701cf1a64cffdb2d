/**
 * Gives the path from the folder `from` to `to`, `/` between names, beginning with `.`; both are taken from the working directory `cwd`.
 * Where both lie under `cwd` the answer does not depend on it: the same on every machine.
 */
export function relativePath(cwd: string, from: string, to: string): string {
  const start = resolve(cwd, from)
  const end = resolve(cwd, to)
  let common = 0
  while (common < start.length && common < end.length && start[common] === end[common]) common++
  const up = start.slice(common).map(() => '..')
  const path = [...up, ...end.slice(common)].join('/')
  return path === '' ? '.' : path.startsWith('..') ? path : `./${path}`
}

/** Gives the folder of a file's path; `.` where it has none. */
export function folderOf(path: string): string {
  const slash = path.lastIndexOf('/')
  return slash < 0 ? '.' : path.slice(0, slash) || '/'
}

export function isAbsolutePath(path: string): boolean {
  return path.startsWith('/') || /^[A-Za-z]:[\\/]/.test(path)
}

function resolve(cwd: string, path: string): string[] {
  const names: string[] = []
  for (const name of `${isAbsolutePath(path) ? '' : `${cwd}/`}${path}`.replaceAll('\\', '/').split('/')) {
    if (name === '..') names.pop()
    else if (name !== '' && name !== '.') names.push(name)
  }
  return names
}

/** Tells whether a path leads off this machine: a URL, or a repository by SSH such as `git@example.com:shop.git`. */
export function isRemote(path: string): boolean {
  return path.includes('://') || /^[\w.-]+@[\w.-]+:/.test(path)
}

/** Gives the command that installs what was written: the chart that has the others in it, else the first. */
export function installCommand(paths: readonly string[]): string {
  const [first] = paths
  const path = paths.find((candidate) => candidate.split('/')[1] === 'charts') ?? first ?? ''
  const [name = ''] = path.split('/')
  return `helm install ${name} {out}/${name}`
}

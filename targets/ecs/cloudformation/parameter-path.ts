/** Gives how the ARN of a parameter of SSM ends; the name of one in a hierarchy begins with `/` (SSM API, GetParameter). */
export function parameterPath(name: string): string {
  return `parameter/${name.replace(/^\//, '')}`
}

/**
 * Gives the text that a process is given for a text in `env`, `command`, `args` or the command of a probe: the kubelet puts variables in
 * for `$(NAME)`, leaves names that it does not know, and takes `$$` for one `$` (Kubernetes API, core/v1 EnvVar).
 */
export function expand(text: string, variables: Readonly<Record<string, string>>): string {
  return text.replace(/\$(\$|\(([^)]*)\))/g, (whole, what: string, name: string) => (what === '$' ? '$' : (variables[name] ?? whole)))
}

/** Gives the environment that the kubelet makes of a list: a variable sees those before it. */
export function environmentOf(list: readonly { readonly name: string; readonly value?: string }[]): Readonly<Record<string, string>> {
  const variables: Record<string, string> = {}
  for (const { name, value } of list) if (value !== undefined) variables[name] = expand(value, variables)
  return variables
}

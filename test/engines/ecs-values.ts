const examples: Readonly<Record<string, string>> = {
  arn: 'arn:aws:iam::123456789012:role/mine',
  role: 'arn:aws:iam::123456789012:role/mine',
  id: 'x-1',
  ids: 'x-1,x-2',
  text: 'main',
}

/** Gives a value for everything that a `deploy.sh` cannot do without: listeners in the place of target groups, and what `own` has. */
export function ecsValues(script: string, own: Readonly<Record<string, string>> = {}): Readonly<Record<string, string>> {
  const values: Record<string, string> = {}
  for (const call of callsOf(script)) {
    const [, name, kind, rest] = /^value (\S+) (\S+) (.*)$/.exec(call) ?? []
    // a default is one word after the description
    if (name !== undefined && /^('[^']*('\\''[^']*)*'|\S+)$/.test(rest ?? '')) values[name] = examples[kind ?? ''] ?? ''
  }
  for (const name of ecsListeners(script)) values[name] = 'arn:aws:elasticloadbalancing:eu-west-1:123456789012:listener/app/a/b/c'
  return { ...values, ...own }
}

/** Gives the secrets that a `deploy.sh` looks up: store and name. */
export function ecsSecrets(script: string): readonly { readonly store: string; readonly name: string }[] {
  return callsOf(script).flatMap((call) => {
    const [, store, name] = /^secret \S+ (\S+) (\S+)/.exec(call) ?? []
    return store === undefined || name === undefined ? [] : [{ store, name }]
  })
}

/** Gives the listeners and load balancers that a `deploy.sh` asks for. */
export function ecsListeners(script: string): ReadonlySet<string> {
  return new Set(
    callsOf(script).flatMap((call) =>
      /^routed /.test(call) ? (call.match(/[A-Z_]*LISTENER_ARN$|NETWORK_LOAD_BALANCER_ARN$|[A-Z_]*LISTENER_ARN(?= )/g) ?? []) : [],
    ),
  )
}

/** Long calls go over several lines. */
function callsOf(script: string): readonly string[] {
  return script.replaceAll(' \\\n  ', ' ').split('\n')
}

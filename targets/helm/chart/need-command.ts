import type { NeededData } from './needed-data.js'

/**
 * Gives the arguments of `kubectl` that make a Secret or ConfigMap; the values come from files, so that no value stands in a history of commands.
 * `shown` stands in the place of the name.
 */
export function needCommand({ kind, name, keys }: NeededData, shown: string = word(name)): string {
  if (kind === 'pull') return `create secret docker-registry ${shown} --from-file="$HOME/.docker/config.json"`
  if (kind === 'tls') return `create secret tls ${shown} --cert=./tls.crt --key=./tls.key`
  const files = keys.length === 0 ? [`./${name}`] : keys.map((key) => `${key}=./${key}`)
  const made = kind === 'config' ? 'configmap' : 'secret generic'
  return `create ${made} ${shown} ${files.map((file) => `--from-file=${word(file)}`).join(' ')}`
}

/** A word for a POSIX shell. */
function word(text: string): string {
  return /^[\w./=:@%+-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`
}

import { Failure } from '../../failure.js'

/** What `kube://<context>/<namespace>` names; what it leaves out is what kubectl would take. */
export interface KubeUrl {
  readonly context?: string
  readonly namespace?: string
}

/** Reads what follows `kube:`; the words between slashes may be percent-encoded, because contexts have names such as `arn:aws:eks:eu-west-1:1:cluster/x`. */
export function parseKubeUrl(rest: string): KubeUrl {
  const url = `kube:${rest}`
  const [, context, namespace = ''] = /^\/\/([^/?#]*)(?:\/([^/?#]*)\/?)?$/.exec(rest) ?? []
  if (context === undefined)
    throw new Failure(
      2,
      `--lattice ${url}: not the URL of a lattice in a cluster, which is kube://<context>/<namespace>; write \`/\` in a name as %2F`,
    )
  const [own, space] = [decode(context, url), decode(namespace, url)]
  if (space !== '' && !isLabel(space))
    throw new Failure(2, `--lattice ${url}: \`${space}\` is no name of a namespace (a-z, 0-9 and \`-\`, at most 63 characters)`)
  return { ...(own !== '' && { context: own }), ...(space !== '' && { namespace: space }) }
}

function decode(word: string, url: string): string {
  try {
    return decodeURIComponent(word)
  } catch {
    throw new Failure(2, `--lattice ${url}: \`${word}\` is not percent-encoded text; write \`%\` itself as %25`)
  }
}

/** RFC 1123 label, as the API server checks names of namespaces. */
function isLabel(name: string): boolean {
  return name.length <= 63 && /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/.test(name)
}

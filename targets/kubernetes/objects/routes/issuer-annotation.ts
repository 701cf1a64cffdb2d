/** Gives the annotation by which cert-manager makes a certificate for the hosts of an Ingress (cert-manager, annotated Ingress): a ClusterIssuer, or `Issuer/<name>`. */
export function issuerAnnotation(issuer: string): Readonly<Record<string, string>> {
  const slash = issuer.indexOf('/')
  const [kind, name] = slash < 0 ? ['ClusterIssuer', issuer] : [issuer.slice(0, slash), issuer.slice(slash + 1)]
  return { [kind === 'Issuer' ? 'cert-manager.io/issuer' : 'cert-manager.io/cluster-issuer']: name }
}

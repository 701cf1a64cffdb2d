import { Failure } from '../../failure.js'
import type { NoAnswer } from './send.js'

/** Says why a cluster did not answer, and what may be done about it; `changes` tells whether the request was to change something. */
export function clusterAway(
  server: string,
  context: string,
  { code, arrived, message }: NoAnswer,
  changes: boolean,
  seconds: number,
): Failure {
  const where = `the cluster of the context \`${context}\` (${server})`
  const open = changes && arrived ? '; whether the last change was made is not known: the same command finds out' : ''
  if (code === 'SLOW') return new Failure(3, `${where} gave no answer within ${seconds} s; --timeout gives it longer${open}`)
  const reason = reasons[code]
  if (reason !== undefined) return new Failure(3, `${where} cannot be reached: ${reason}${open}`)
  if (/CERT|SSL|TLS|SIGNATURE|ISSUER|EPROTO/.test(code))
    return new Failure(
      3,
      `${where} cannot be trusted: ${trust[code] ?? message.split('\n')[0]} (${code}); check certificate-authority and server in the kubeconfig`,
    )
  return new Failure(3, `${where} cannot be reached: ${message} (${code})${open}`)
}

const reasons: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing listens there (connection refused)',
  ENOTFOUND: 'no such host name (DNS)',
  EAI_AGAIN: 'the DNS server does not answer',
  ETIMEDOUT: 'it does not answer (connection timed out)',
  EHOSTUNREACH: 'there is no way to that host',
  ENETUNREACH: 'there is no way to that network',
  ECONNRESET: 'it closed the connection',
  EPIPE: 'it closed the connection',
}

const trust: Readonly<Record<string, string>> = {
  DEPTH_ZERO_SELF_SIGNED_CERT: 'its certificate is signed by itself',
  SELF_SIGNED_CERT_IN_CHAIN: 'its certificate is from an authority that the kubeconfig does not name',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'its certificate is from an authority that the kubeconfig does not name',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'its certificate is from an authority that the kubeconfig does not name',
  UNABLE_TO_GET_ISSUER_CERT: 'its certificate is from an authority that the kubeconfig does not name',
  CERT_HAS_EXPIRED: 'its certificate has expired',
  CERT_NOT_YET_VALID: 'its certificate is not valid yet; check the clock of this machine',
  ERR_TLS_CERT_ALTNAME_INVALID: 'its certificate is for another name',
  CERT_SIGNATURE_FAILURE: 'the signature of its certificate is wrong',
  ERR_SSL_WRONG_VERSION_NUMBER: 'it does not speak TLS',
  EPROTO: 'it does not speak TLS as we do',
}

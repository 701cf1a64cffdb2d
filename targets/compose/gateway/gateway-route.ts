/** A route as the gateway reads it from the Compose file: which requests, and the service that answers them. */
export interface GatewayRoute {
  /** Host of the requests, whose first part may be `*`; absent: every host. */
  readonly host?: string | undefined
  readonly path: string
  /** `exact`: the whole path; `prefix`: whole parts of it from the left; `start`: each path that begins so, as nginx has it where the class decides. */
  readonly match: 'exact' | 'prefix' | 'start'
  /** What takes the place of the part of the path that matches. */
  readonly rewrite?: string | undefined
  readonly service: string
  /** Port of the container. */
  readonly port: number
  /** The port speaks HTTP/2 without TLS (`appProtocol` http2 or grpc). */
  readonly http2?: true | undefined
  /** Name of the gateway in the manifest, for people. */
  readonly name?: string | undefined
}

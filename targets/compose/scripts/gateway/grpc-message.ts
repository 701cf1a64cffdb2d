/** Gives text as the header `grpc-message` carries it: percent and what is no plain ASCII is encoded (gRPC over HTTP/2, responses). */
export function grpcMessage(text: string): string {
  return text.replace(/[^ -$&-~]+/g, (part) =>
    [...Buffer.from(part)].map((byte) => `%${byte.toString(16).padStart(2, '0').toUpperCase()}`).join(''),
  )
}

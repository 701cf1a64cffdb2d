import type { Artifact } from '../target.js'
import type { Request } from './files/request-file.js'
import { checkRequest } from './resources/check-request.js'

/** Gives what is wrong with an emitted file. */
export function checkArtifact({ content }: Artifact): readonly string[] {
  return content !== undefined && isRequest(content) ? checkRequest(content.request, content.value) : []
}

function isRequest(content: object): content is Request {
  return 'request' in content && 'value' in content
}

import type { Artifact } from '../target.js'
import { checkTemplate } from './cloudformation/template/check-template.js'
import type { Template } from './cloudformation/template/template.js'
import type { Request } from './files/request-file.js'
import { checkRequest } from './resources/check-request.js'

/** Gives what is wrong with an emitted file. */
export function checkArtifact({ content }: Artifact): readonly string[] {
  if (content === undefined) return []
  if (isTemplate(content)) return checkTemplate(content)
  return isRequest(content) ? checkRequest(content.request, content.value) : []
}

function isRequest(content: object): content is Request {
  return 'request' in content && 'value' in content
}

function isTemplate(content: object): content is Template {
  return 'AWSTemplateFormatVersion' in content && 'Resources' in content
}

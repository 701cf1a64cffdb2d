import type { Artifact } from '../target.js'
import { checkTemplate } from './cloudformation/template/check-template.js'
import type { Template } from './cloudformation/template/template.js'
import type { Request } from './files/request-file.js'
import { checkRequest } from './resources/check-request.js'
import type { RequestName } from './resources/kinds.js'

/** Gives what is wrong with an emitted file. */
export function checkArtifact({ content }: Artifact): readonly string[] {
  if (content === undefined) return []
  if (isTemplate(content)) return checkTemplate(content)
  return isModelled(content) ? checkRequest(content.request, content.value) : []
}

function isTemplate(content: object): content is Template {
  return 'AWSTemplateFormatVersion' in content && 'Resources' in content
}

function isModelled(content: object): content is Request & { readonly request: RequestName } {
  return 'request' in content && content.request !== undefined && 'value' in content
}

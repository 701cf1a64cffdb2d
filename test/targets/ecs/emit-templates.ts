import { parse } from 'yaml'
import type { Diagnostic } from '../../../src/diagnostic.js'
import type { Template } from '../../../targets/ecs/cloudformation/template/template.js'
import { type Applications, attemptEcs } from './emit-ecs.js'

/** CloudFormation templates by path below `ecs/`, and what was said. */
export interface EmittedTemplates {
  readonly templates: Readonly<Record<string, Template>>
  readonly files: Readonly<Record<string, string>>
  readonly errors: readonly Diagnostic[]
}

/** Emits applications as CloudFormation templates. */
export function emitTemplates(applications: Applications, options: Readonly<Record<string, string>> = {}): EmittedTemplates {
  const { files, diagnostics } = attemptEcs(applications, { ...options, format: 'cloudformation' })
  const templates = Object.entries(files).filter(([path]) => path.endsWith('.yaml'))
  return {
    templates: Object.fromEntries(templates.map(([path, text]) => [path, parse(text) as Template])),
    files,
    errors: diagnostics.filter(({ severity }) => severity === 'error'),
  }
}

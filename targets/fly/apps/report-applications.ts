import type { FlyDraft } from './fly-draft.js'

/** Reports what applications say that has no place on Fly.io. */
export function reportApplications({ applications, context }: FlyDraft): void {
  for (const application of applications.values()) {
    if (application.namespace !== undefined) context.unsupported('namespace', application, 'namespace')
    for (const object of application.objects) context.unsupported('objects', object)
  }
}

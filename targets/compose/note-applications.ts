import type { ApplicationPlan } from '../../src/plan/plan.js'
import { someOf } from '../some.js'
import type { ApplicationNote } from './compose-file.js'
import type { Draft } from './draft.js'
import { literal, type Text } from './text.js'

/** Gives what the manifests say of applications as a whole, for an extension of the Compose file that Compose passes over; nothing where they say nothing. */
export function noteApplications({ plan, context }: Draft): Readonly<Record<string, ApplicationNote>> | undefined {
  const notes = plan.applications.flatMap((application): [string, ApplicationNote][] => {
    if (application.namespace !== undefined) context.unsupported('namespace', application, 'namespace')
    for (const given of application.objects) {
      context.unsupported('objects', given, 'objects')
      context.spokenOf(given)
    }
    const note = noteOf(application)
    return Object.values(note).some((value) => value !== undefined) ? [[application.name, note]] : []
  })
  return someOf(Object.fromEntries(notes))
}

function noteOf({ version, description, shared, annotations, labels }: ApplicationPlan): ApplicationNote {
  return {
    version: version === undefined ? undefined : literal(version),
    description: description === undefined ? undefined : literal(description),
    shared: shared ? true : undefined,
    annotations: textsOf(annotations),
    labels: textsOf(labels),
  }
}

function textsOf(texts: Readonly<Record<string, string>>): Readonly<Record<string, Text>> | undefined {
  return someOf(Object.fromEntries(Object.entries(texts).map(([key, value]) => [key, literal(value)])))
}

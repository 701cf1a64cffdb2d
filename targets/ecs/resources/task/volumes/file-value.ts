import type { TaskDraft } from '../task-draft.js'
import { configurationReference, secretReference } from '../value-references.js'
import type { FileSource } from './files-of.js'

/** Gives the variable by which the container that prepares volumes gets the content of a file; `file` is where a container sees it. */
export function addFileValue(
  { draft, workload, environment, secrets }: TaskDraft,
  { text, asked, place }: FileSource,
  file: string,
): string {
  const name = `MC_FILE_${environment.length + secrets.length + 1}`
  if (asked === undefined) {
    checkText(draft.context.fault, text ?? '', place)
    environment.push({ name, value: text ?? '' })
    return name
  }
  const reference = asked.what === 'secret' ? secretReference : configurationReference
  const valueFrom = reference(draft, workload.application, asked, place, { kind: 'file', name: file })
  secrets.push({ name, valueFrom })
  return name
}

/** A variable of a process ends at a NUL. */
function checkText(fault: TaskDraft['draft']['context']['fault'], text: string, place: FileSource['place']): void {
  if (!text.includes('\0')) return
  fault(
    {
      code: 'target/bad-text',
      severity: 'error',
      message: 'a file of a task comes by a variable, which cannot hold a NUL',
      help: 'put the file into the image',
    },
    ...place,
  )
}

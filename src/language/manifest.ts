import type { Application } from '../generated/application.js'
import type { Document } from './document.js'

/** An application that passed the schema check: typed data, and the document that knows its positions. */
export interface Manifest {
  readonly app: Application
  readonly document: Document
}

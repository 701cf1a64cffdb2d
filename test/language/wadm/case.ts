/** A manifest that wadm can read, and what it then says: `[message, the text that it is about]`. */
export interface Case {
  readonly title: string
  readonly text: string
  readonly errors?: readonly (readonly [message: string, at: string])[]
  readonly warnings?: readonly (readonly [message: string, at: string])[]
  readonly stored?: object
}

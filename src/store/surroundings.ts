/** What a store may know of the run that opens it. */
export interface Surroundings {
  /** Absolute; paths of a URL begin there. */
  readonly cwd: string
  readonly env: Readonly<Record<string, string | undefined>>
  /** Milliseconds that the command has in all, connecting and waiting for a lock included. */
  readonly timeLimit: number
  now(): Date
  /** Says something about the store on standard error: a lock that is waited for, a lost connection. */
  tell(line: string): void
}

/** Why a run ended without doing its job: exit code 2, the user asked for something that does not exist or makes no sense; 3, the machine did not let mc do it. */
export class Failure extends Error {
  readonly exitCode: 2 | 3

  /** `message` is one line, lower case, and says what to type or mend instead. */
  constructor(exitCode: 2 | 3, message: string) {
    super(message)
    this.name = 'Failure'
    this.exitCode = exitCode
  }
}

/** Gives the failure of a system call in plain words: `cannot read app.yaml: permission denied`; anything that is no system error is passed on as it is. */
export function systemFailure(what: string, error: unknown): unknown {
  const code = systemCode(error)
  return code === undefined ? error : new Failure(3, `${what}: ${reasons[code] ?? `the system says ${code}`}`)
}

/** Gives the code of a system error (`ENOENT`), and nothing for any other error. */
export function systemCode(error: unknown): string | undefined {
  return error instanceof Error && 'syscall' in error && 'code' in error && typeof error.code === 'string' ? error.code : undefined
}

const reasons: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EROFS: 'the file system is read-only',
  ENOENT: 'no such file or folder',
  EISDIR: 'it is a folder',
  ENOTDIR: 'a part of the path is a file, not a folder',
  EEXIST: 'it exists already',
  ENOTEMPTY: 'the folder is not empty',
  ENOSPC: 'no space left on the disk',
  EDQUOT: 'the disk quota is used up',
  EFBIG: 'the file would be too large',
  EMFILE: 'too many open files',
  ENFILE: 'too many open files',
  ELOOP: 'too many links in the path',
  ENAMETOOLONG: 'the name is too long',
  EIO: 'the disk does not answer (input or output error)',
  EBUSY: 'it is in use',
  EXDEV: 'it lies on another file system',
}

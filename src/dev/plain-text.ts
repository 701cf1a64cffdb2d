/** Gives a line of a program without its colours and cursor moves (ECMA-48 control sequences); other control characters stay. */
export function plainText(line: string): string {
  return line.replace(/\u001b\[[0-9;:?]*[ -/]*[@-~]/g, '').replaceAll('\t', '  ')
}

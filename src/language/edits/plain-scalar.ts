/** Gives a text as a YAML scalar on one line that every reader, of version 1.1 too, takes for that very string. */
export function plainScalar(text: string): string {
  const isWord = /^[A-Za-z][A-Za-z0-9_./-]*$/.test(text) && !/^(y|n|yes|no|on|off|true|false|null|nan|inf)$/i.test(text)
  // in an image a colon stands before its tag, and counts as text
  const isImage = /^[a-z0-9][\w.-]*(:\d+)?\/[\w./-]+(:[\w.-]*[A-Za-z_.][\w.-]*)?(@\w+:\w+)?$/.test(text)
  return isWord || isImage ? text : JSON.stringify(text)
}

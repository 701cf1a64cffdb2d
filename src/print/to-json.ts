/** Prints plain data as JSON, indented by two spaces, in the data's own order, with one newline at the end. */
export function toJson(value: object): string {
  return `${JSON.stringify(value, null, 2)}\n`
}

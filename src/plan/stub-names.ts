/** Gives the names of applications in the option `stub` of a target: with commas between. */
export function stubNames(option: string | undefined): readonly string[] {
  return (option ?? '')
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '')
}

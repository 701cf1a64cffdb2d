/** Gives milliseconds as Compose writes durations: whole seconds where they are, else milliseconds. */
export function duration(milliseconds: number): string {
  return milliseconds % 1000 === 0 ? `${milliseconds / 1000}s` : `${milliseconds}ms`
}

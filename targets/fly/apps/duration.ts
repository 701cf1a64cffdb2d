/** Gives milliseconds as Fly.io writes durations, with a unit: whole seconds where they are, else milliseconds. */
export function duration(milliseconds: number): string {
  return milliseconds % 1000 === 0 ? `${milliseconds / 1000}s` : `${Math.round(milliseconds)}ms`
}

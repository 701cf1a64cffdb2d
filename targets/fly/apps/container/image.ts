import type { Container } from '../../../../src/plan/plan.js'

/** Gives the image of a container; one without is an error by then (`target/no-image-record`). */
export function imageOf({ image }: Container): string {
  return image ?? ''
}

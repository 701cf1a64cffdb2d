import type { TargetOption } from '../target.js'

/** Options of the fly target. */
export const flyOptions = {
  prefix: {
    description: 'beginning of the names of all apps, because each name exists once in all of Fly.io, such as `acme-`',
    default: '',
  },
} as const satisfies Readonly<Record<string, TargetOption>>

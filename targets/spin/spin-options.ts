import type { TargetOption } from '../target.js'

/** Options for Spin applications, of targets that run containers only. */
export const spinOptions = {
  'spin-image': { description: 'image of the Spin CLI', default: 'ghcr.io/spinframework/spin:v4.1.0' },
  'spin-plugins': {
    description: 'plugins for mqtt, sqs and command triggers: installed before each start, or in `spin-image` already',
    default: 'install',
    choices: ['install', 'image'],
  },
} as const satisfies Readonly<Record<string, TargetOption>>

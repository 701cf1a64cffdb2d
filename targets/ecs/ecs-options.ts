import type { TargetOption } from '../target.js'

/** Options of the ecs target. */
export const ecsOptions = {
  name: { description: 'name of the whole: of the Cloud Map namespace and of the wasmCloud lattice', default: 'lattice' },
  format: {
    description: 'what is written: requests for the AWS CLI with scripts, or CloudFormation templates',
    default: 'files',
    choices: ['files', 'cloudformation'],
  },
  'tools-image': { description: 'image with busybox in /bin, for health checks and files inside other containers', default: 'busybox:1' },
} as const satisfies Readonly<Record<string, TargetOption>>

import { spinOptions } from '../spin/spin-options.js'
import type { TargetOption } from '../target.js'
import { serviceOptions } from './resources/service/service-options.js'
import { wasmOptions } from './resources/wasm/wasm-options.js'

/** Options of the ecs target. */
export const ecsOptions = {
  name: { description: 'name of the whole: of the Cloud Map namespace and of the wasmCloud lattice', default: 'lattice' },
  format: {
    description: 'what is written: requests for the AWS CLI with scripts, or CloudFormation templates',
    default: 'files',
    choices: ['files', 'cloudformation'],
  },
  'launch-type': {
    description:
      'what tasks run on: Fargate, EC2 machines of the cluster (GPUs, daemons, ports and paths of the machine), or machines outside AWS that are registered with it',
    default: 'FARGATE',
    choices: ['FARGATE', 'EC2', 'EXTERNAL'],
  },
  architecture: {
    description: 'processor of all tasks; `auto` takes the one that an image is built for alone, else X86_64',
    default: 'auto',
    choices: ['auto', 'X86_64', 'ARM64'],
  },
  'proxy-size': {
    description:
      'what the size of a task counts for the proxy of Service Connect where the manifest says its amounts: 0.25 vCPU and 64 MiB, as AWS recommends, or nothing',
    default: 'none',
    choices: ['none', 'recommended'],
  },
  registry: {
    description:
      'registry of images that are built from sources and that no record of images names; the tag is the version of the application',
    default: '',
  },
  logs: {
    description: 'where the output of containers goes: to CloudWatch Logs, one group for each application, or nowhere',
    default: 'awslogs',
    choices: ['awslogs', 'none'],
  },
  secrets: {
    description:
      'where secrets are kept: in Secrets Manager, as JSON with a field for each key, or in the Parameter Store of SSM, one parameter for each key',
    default: 'secretsmanager',
    choices: ['secretsmanager', 'ssm'],
  },
  'secret-name': {
    description:
      'name of a secret there; {secret}, {application} and {key} are filled in, and a parameter of SSM ends with its key where {key} is not said',
    default: '{secret}',
  },
  'config-name': {
    description:
      'name of the parameter of SSM with configuration that no manifest carries; {config}, {application} and {key} are filled in',
    default: '/{config}/{key}',
  },
  claims: {
    description: 'what a claim is: an EFS file system, or an access point of one, which makes its folder and sets its owner',
    default: 'file-systems',
    choices: ['file-systems', 'access-points'],
  },
  'tools-image': { description: 'image with busybox in /bin, for health checks and files inside other containers', default: 'busybox:1' },
  ...serviceOptions,
  ...wasmOptions,
  ...spinOptions,
} as const satisfies Readonly<Record<string, TargetOption>>

import type { Container as ContainerComponent } from '../../language/is-container.js'
import type { Work } from '../plan.js'

/** Gives how a container runs, by the type of its component (KubeVela's types of workload). */
export function workOf(type: ContainerComponent['type']): Work {
  return works[type]
}

/** Gives the kind of Kubernetes object that KubeVela makes of a workload; `Job` stands for CronJob too, which no trait patches. */
export function kubernetesKind(work: Work): 'Deployment' | 'StatefulSet' | 'DaemonSet' | 'Job' {
  return kinds[work]
}

const works = {
  webservice: 'service',
  worker: 'worker',
  task: 'task',
  'cron-task': 'cron',
  daemon: 'daemon',
  statefulset: 'stateful',
} as const satisfies Record<ContainerComponent['type'], Work>

const kinds = {
  service: 'Deployment',
  worker: 'Deployment',
  daemon: 'DaemonSet',
  stateful: 'StatefulSet',
  task: 'Job',
  cron: 'Job',
} as const

import { web } from '../example.js'
import type { ManifestRule } from '../rule.js'

const counted = (count: number): string => web(`count: ${count}`, '', 'task')

/** A task runs at least once (KubeVela task, `count`; Kubernetes, Job `parallelism`). */
export const taskCount: ManifestRule = {
  code: 'container/task-count',
  severity: 'warning',
  scope: 'manifest',
  summary: 'the `count` of a task is at least 1',
  why: 'It becomes `parallelism` and `completions` (KubeVela task), and a job with 0 of them is done before anything ran (Kubernetes, Job).',
  bad: counted(0),
  good: counted(1),
  check({ app, document }, say) {
    for (const component of app.spec.components) {
      if ((component.type !== 'task' && component.type !== 'cron-task') || component.properties.count !== 0) continue
      say({ message: `the task \`${component.name}\` never runs: its \`count\` is 0`, span: document.at(component.properties, 'count') })
    }
  },
}

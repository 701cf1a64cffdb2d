import { spawnSync } from 'node:child_process'
import { homedir } from 'node:os'
import { join } from 'node:path'
import * as assert from 'uvu/assert'
import { counts } from '../../targets/ecs/resources/limits/counts.js'
import { ranges } from '../../targets/ecs/resources/limits/ranges.js'
import { lengthForm, lengths } from '../../targets/ecs/resources/limits/text-lengths.js'
import { forms } from '../../targets/ecs/resources/limits/texts.js'
import { root, skip, tests } from '../harness.js'
import { startCloud } from './cloud-engine.js'

interface Bound {
  readonly at: string
  readonly type: string
  readonly min: number | null
  readonly max: number | null
}

/** What is nothing that ECS runs containers with, and what the rule for tags looks at. */
const elsewhere = /Sage|Kinesis|EventBridge|Sqs|Predictive|StepScaling|tags\.\*\.(key|value)$/

const cloud = startCloud()
if (typeof cloud === 'string') skip('bounds in the models of the AWS client', cloud)
else
  tests('bounds in the models of the AWS client', {
    'each is one that is looked at before anything is written': () => {
      const bounds = modelBounds().filter(({ at }) => !elsewhere.test(at))
      assert.ok(bounds.length > 60, `${bounds.length}`)
      assert.equal(
        bounds.filter((bound) => !isHeld(bound)),
        [],
      )
    },
  })

function isHeld({ at, type, min, max }: Bound): boolean {
  if (type === 'integer')
    return ranges.some(
      (range) => range.at === at && range.from >= (min ?? 0) && (max === null || (range.to ?? Number.POSITIVE_INFINITY) <= max),
    )
  if (type === 'list') return max === null || counts.some((count) => count.at === at && count.most <= max)
  const ours = [...forms, ...lengths.map(lengthForm)].filter((form) => form.at === at)
  const isRefused = (text: string): boolean => ours.some(({ form }) => !form.test(text))
  return (max === null || isRefused('a'.repeat(max + 1))) && (min !== 1 || isRefused(''))
}

function modelBounds(): readonly Bound[] {
  const python = join(process.env['MC_ENGINES'] ?? join(homedir(), '.cache', 'mc-engines'), 'venv', 'bin', 'python')
  const { stdout, stderr, status } = spawnSync(python, [join(root, 'test', 'engines', 'cloud', 'model-bounds.py')], { encoding: 'utf8' })
  assert.is(status, 0, stderr)
  return JSON.parse(stdout) as readonly Bound[]
}

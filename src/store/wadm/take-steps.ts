import { Failure } from '../../failure.js'
import { LatticeChanged } from '../store.js'
import type { Step } from './plan-steps.js'
import type { Answer, WadmApi } from './wadm-api.js'

/**
 * Takes steps one after the other. Where wadm refuses one, those before it are taken back, so that nothing has changed: then it throws a `Failure` with wadm's words,
 * or `LatticeChanged` where somebody else was there meanwhile. Where wadm does not answer, what is known of the steps is in the `Failure`.
 */
export async function takeSteps(api: WadmApi, steps: readonly Step[], tell: (line: string) => void): Promise<void> {
  const done: Step[] = []
  for (const step of steps) {
    let answer: Answer
    try {
      answer = await take(api, step)
    } catch (error) {
      throw error instanceof Failure ? cutOff(error, step, done) : error
    }
    // what somebody else has deleted is deleted
    if (answer.result === 'refused' || (answer.result === 'absent' && step.act !== 'delete')) {
      await takeBack(api, done, `wadm refuses to ${inWords(step)}: ${answer.message}`)
      if (answer.result === 'absent' || /^Manifest version .* already exists$/s.test(answer.message)) throw new LatticeChanged()
      throw new Failure(3, `wadm refuses to ${inWords(step)}: ${answer.message}; nothing was changed${hintAt(answer.message)}`)
    }
    if (step.act === 'put' && step.lost.length > 0)
      tell(`wadm keeps \`${step.application}\` ${step.version} without ${step.lost.map((path) => `\`${path}\``).join(', ')}`)
    if (step.act === 'deploy' && step.note !== undefined) tell(`${step.note}, as version ${step.version} of wadm's`)
    done.push(step)
  }
}

function take(api: WadmApi, step: Step): Promise<Answer> {
  switch (step.act) {
    case 'put':
      return api.put(step.text)
    case 'deploy':
      return api.deploy(step.application, step.version)
    case 'undeploy':
      return api.undeploy(step.application)
    case 'delete':
      return api.remove(step.application, step.version)
  }
}

/** Takes the last step back first; deletions are the last steps of all, and each of them is meant, so they stay. */
async function takeBack(api: WadmApi, done: readonly Step[], why: string): Promise<void> {
  const left: Step[] = []
  for (const step of [...done].reverse()) {
    try {
      if ((await undo(api, step)).result === 'refused') left.push(step)
    } catch {
      left.push(step)
    }
  }
  if (left.length === 0) return
  throw new Failure(
    3,
    `${why}; and what was done before could not be taken back: ${listed(left.reverse())}; look at \`mc status\`, then run it again`,
  )
}

function undo(api: WadmApi, step: Step): Promise<Answer> {
  switch (step.act) {
    case 'put':
      return api.remove(step.application, step.version)
    case 'deploy':
    case 'undeploy':
      return step.former === undefined ? api.undeploy(step.application) : api.deploy(step.application, step.former)
    case 'delete':
      return Promise.resolve({ result: 'refused', message: '' })
  }
}

function cutOff({ message }: Failure, step: Step, done: readonly Step[]): Failure {
  const before = done.length === 0 ? 'nothing was done before that' : `done before that: ${listed(done)}`
  return new Failure(
    3,
    `${message}; it was asked to ${inWords(step)}, and whether it did is not known; ${before}; run the same command again when it answers`,
  )
}

function inWords(step: Step): string {
  const version = 'version' in step && step.version !== undefined ? ` ${step.version}` : ''
  return `${step.act} \`${step.application}\`${version}`
}

function listed(steps: readonly Step[]): string {
  return steps.map(inWords).join(', ')
}

/** wadm looks at the version of the shared application that was put last, not at the deployed one (wadm 0.21 server/handlers.rs, `missing_shared_components`). */
function hintAt(message: string): string {
  return message.startsWith('Application contains shared components')
    ? '; wadm looks at the version of the shared application that was put last, whichever is deployed'
    : ''
}

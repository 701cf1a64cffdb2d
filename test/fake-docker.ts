import type { Finished, Programs } from '../src/programs.js'
import type { BakeTarget } from '../targets/compose/build/bake-file.js'

/** What a call of docker answers: what is not given is 0 and empty. */
export type Answer = Partial<Finished>

/** A docker that answers by a function, and remembers how it was called. */
export interface FakeDocker {
  readonly programs: Programs
  /** `image tag a b`, in the order of the calls. */
  readonly calls: string[]
  /** What bake was given by standard input, parsed, and the variables on top of mc's own. */
  readonly bakes: { readonly target: Readonly<Record<string, BakeTarget>> }[]
  readonly env: Readonly<Record<string, string>>[]
}

/** Makes a docker with buildx and an engine that answers; `answer` decides about every other call. */
export function fakeDocker(answer: (call: string) => Answer | undefined): FakeDocker {
  const calls: string[] = []
  const bakes: FakeDocker['bakes'] = []
  const given: FakeDocker['env'] = []
  return {
    calls,
    bakes,
    env: given,
    programs: {
      start(program, words, { input, env, onLine }) {
        const call = words.join(' ')
        calls.push(call)
        if (input !== undefined) {
          bakes.push(JSON.parse(input))
          given.push(env ?? {})
        }
        const { code = 0, stdout = '', stderr = '' } = program === 'docker' ? (answer(call) ?? {}) : { code: 127 }
        for (const line of stderr.split('\n')) if (line !== '') onLine?.(line, 'stderr')
        return { ended: Promise.resolve({ code, stdout, stderr }), signal: () => {} }
      },
    },
  }
}

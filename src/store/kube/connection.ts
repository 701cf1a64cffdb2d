import { setTimeout as sleep } from 'node:timers/promises'
import { AnswerLost } from '../key-value/key-value.js'
import type { Surroundings } from '../surroundings.js'
import { type Authority, makeAuthority } from './authority.js'
import { clusterAway } from './cluster-away.js'
import type { Access } from './kube-config.js'
import { type Answer, NoAnswer, type Request, send } from './send.js'

/** An open way to the API server of one context. */
export interface Connection {
  readonly access: Access
  /**
   * Asks, and gives the answer whatever its status. What the server certainly did not do is asked again while there is time; a change whose answer
   * was lost is not, and throws `AnswerLost`. Throws a `Failure` where the cluster is away or slow.
   */
  request(request: Request): Promise<Answer>
  close(): void
}

/** Milliseconds that a request has in any case, also where those of the command are over: work that is under way is finished. */
const leastPatience = 5000
/** Milliseconds between tries to reach a server that is not there; a restarted one is back by then, and one that is away is said to be soon. */
const redial = [250, 1000]

/** Makes a connection; nothing is sent before the first request. */
export function connectCluster(access: Access, { env, timeLimit }: Pick<Surroundings, 'env' | 'timeLimit'>): Connection {
  const { server } = access.cluster
  const end = Date.now() + timeLimit
  let authority: Promise<Authority> | undefined
  let agent: Authority['agent']

  const authorize = async (patience: number): Promise<Authority> => {
    const known = await authority
    if (known !== undefined && (known.expires ?? Number.POSITIVE_INFINITY) > Date.now() + 1000) return known
    agent?.destroy()
    authority = makeAuthority(access, env, patience)
    const made = await authority
    agent = made.agent
    return made
  }

  return {
    access,
    close: () => agent?.destroy(),
    async request(request) {
      const until = Math.max(end, Date.now() + Math.min(leastPatience, timeLimit))
      let authorized = false
      for (let turn = 0; ; turn++) {
        const patience = Math.max(until - Date.now(), 1)
        let answer: Answer
        try {
          answer = await send(server, await authorize(patience), request, patience)
        } catch (error) {
          if (!(error instanceof NoAnswer)) throw error
          const changes = request.method !== 'GET'
          const wait = redial[turn]
          if (wait !== undefined && isPassing(error) && !(changes && error.arrived) && Date.now() + wait < until) {
            await sleep(wait)
            continue
          }
          const failure = clusterAway(server, access.context, error, changes, Math.round(timeLimit / 1000))
          throw changes && error.arrived ? new AnswerLost(failure.message) : failure
        }
        if (answer.status === 401 && access.user.exec && !authorized) {
          // the program's answer may have been withdrawn meanwhile
          authorized = true
          authority = undefined
          continue
        }
        const pause = pauseAfter(request, answer, turn)
        if (pause === undefined || Date.now() + pause > until) return answer
        await sleep(pause)
      }
    },
  }
}

function isPassing({ code }: NoAnswer): boolean {
  return ['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'EAI_AGAIN', 'ETIMEDOUT'].includes(code)
}

/** Milliseconds to wait before asking again: a server that has too much to do did nothing (429), and reading can be repeated after a failure inside it. */
function pauseAfter({ method }: Request, { status, headers }: Answer, turn: number): number | undefined {
  const busy = status === 429
  const broken = method === 'GET' && [500, 502, 503, 504].includes(status)
  if (!busy && !(broken && turn < 8)) return undefined
  const asked = Number(headers['retry-after'])
  const own = Math.min(100 * 2 ** turn, 3000) * (0.5 + Math.random())
  return Number.isFinite(asked) && asked > 0 ? Math.max(asked * 1000, own) : own
}

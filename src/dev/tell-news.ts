import { printable } from '../report/printable.js'
import type { Compose } from './compose-client.js'
import type { ContainerNews } from './container-events.js'
import { listContainers } from './containers.js'
import type { DevProject } from './project.js'
import { tailOf } from './tail-of.js'

export interface Teller {
  tell(news: ContainerNews): void
  /** Says nothing any more. */
  stop(): void
}

export interface TellerOptions {
  /** The project as it is now. */
  project(): DevProject
  compose(): Compose
  /** Whether the first start goes on, which says by itself what is done. */
  isStarting(): boolean
  say(text: string): void
  fail(text: string, lines: readonly string[]): void
}

/** How long a container has to come back before it counts as gone, in milliseconds: Docker waits at least 0.1 s before it starts one again. */
const patience = 2000

/** Makes the messages about containers: what a fault was, with the program's last lines, and whether the container came back. */
export function makeTeller({ project, compose, isStarting, say, fail }: TellerOptions): Teller {
  const timers = new Set<NodeJS.Timeout>()
  let queue = Promise.resolve()
  let isOver = false
  return {
    tell(news) {
      if (news.kind === 'ended' || news.kind === 'asked') later(news)
      // the last lines of a program take a while to get, and what came of it must not be told before
      queue = queue.then(() => (isOver ? undefined : show(news)))
    },
    stop() {
      isOver = true
      for (const timer of timers) clearTimeout(timer)
    },
  }

  async function show(news: ContainerNews): Promise<void> {
    const name = printable(news.service)
    const { runs = [] } = project().services.get(news.service) ?? {}
    switch (news.kind) {
      case 'ended':
        await showEnd(news)
        break
      case 'done':
        // helpers of ours end as they should, and nobody asked for them
        if (runs.length > 0 && !isStarting()) say(`${name} ended with exit code 0`)
        break
      case 'again':
        say(`${name} runs again${news.count === 1 ? '' : ` (restart ${news.count})`}`)
        break
      case 'unhealthy':
        fail(`${name} is unhealthy: its health check fails`, [])
        break
      case 'healthy':
        say(`${name} is healthy again`)
        break
      case 'asked':
        break
    }
  }

  async function showEnd({ service, at, why = 'ended' }: ContainerNews): Promise<void> {
    const lines = why.startsWith('was killed') ? [] : await tailOf(compose(), service, at)
    if (!isOver) fail(`${printable(service)} ${why}`, lines)
  }

  /** Asks a while later whether the container has come back. */
  function later(news: ContainerNews): void {
    const timer = setTimeout(() => {
      timers.delete(timer)
      void check(news)
    }, patience)
    timers.add(timer)
  }

  async function check({ id, name, service, kind }: ContainerNews): Promise<void> {
    const container = (await listContainers(compose())).find((one) => id.startsWith(one.id))
    if (isOver || container?.state !== 'exited') return
    const what = kind === 'asked' ? 'was stopped' : 'stays down'
    say(`${printable(service)} ${what}: \`docker start ${printable(name)}\` brings it back`)
  }
}

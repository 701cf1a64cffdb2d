import type { Running } from '../programs.js'
import { type ContainerNews, makeEventReader, wantedEvents } from './container-events.js'
import { type Docker, end } from './docker.js'

/** The engine's events of one project. */
export interface EngineWatch {
  stop(): Promise<void>
}

/** Tells what happens to the containers of a project. `gone` is called where the engine no longer tells anything, and the watch has ended then. */
export function watchEngine(docker: Docker, project: string, tell: (news: ContainerNews) => void, gone: () => void): EngineWatch {
  const read = makeEventReader()
  const filters = [`label=com.docker.compose.project=${project}`, 'type=container', ...wantedEvents.map((event) => `event=${event}`)]
  const words = ['events', ...filters.flatMap((filter) => ['--filter', filter]), '--format', 'json']
  let isOver = false
  const running: Running = docker.follow(words, (line, stream) => {
    const news = stream === 'stdout' ? read(line) : undefined
    if (news !== undefined && !isOver) tell(news)
  })
  const finished = running.ended.then(() => {
    if (!isOver) gone()
  })
  return {
    async stop() {
      isOver = true
      await end(running)
      await finished
    },
  }
}

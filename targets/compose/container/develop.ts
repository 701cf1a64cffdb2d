import type { Container, ContainerWorkload, Watch } from '../../../src/plan/plan.js'
import type { Service, WatchRule } from '../compose-file.js'
import type { Draft } from '../draft.js'
import { literal } from '../text.js'

/** Gives the `develop` section (Compose develop spec); paths are seen from the output folder. */
export function watchOf({ context }: Draft, { application }: ContainerWorkload, { develop }: Container): Service['develop'] {
  if (develop === undefined || develop.watch.length === 0) return undefined
  return { watch: develop.watch.map((rule) => ruleOf(rule, (path) => context.relative(application, path))) }
}

function ruleOf({ path, action, target, ignore, include, initialSync, exec }: Watch, relative: (path: string) => string): WatchRule {
  return {
    path: literal(relative(path)),
    action,
    target: target === undefined ? undefined : literal(target),
    ignore: ignore?.map(literal),
    include: include?.map(literal),
    initial_sync: initialSync,
    exec: exec && execOf(exec),
  }
}

function execOf({ command, user, workingDir, environment }: NonNullable<Watch['exec']>): WatchRule['exec'] {
  return {
    command: Array.isArray(command) ? command.map(literal) : [],
    user: typeof user === 'string' ? literal(user) : undefined,
    working_dir: typeof workingDir === 'string' ? literal(workingDir) : undefined,
    environment:
      typeof environment === 'object' && environment !== null
        ? Object.fromEntries(Object.entries(environment).map(([key, value]) => [key, literal(String(value))]))
        : undefined,
  }
}

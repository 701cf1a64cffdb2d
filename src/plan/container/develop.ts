import type { Develop, ServiceProperties, WatchExec, WatchRule } from '../../generated/application.js'
import { isRemote } from '../../language/relative-path.js'
import type { Container, Watch } from '../plan.js'
import type { Scope } from '../scope.js'

/**
 * Gives what happens when files change: the rules of the manifest, then those that `sync` and `language` make.
 * Where a component with `build` says nothing, every change of its context builds the image again; an empty list of rules stands for none.
 */
export function planDevelop(scope: Scope, properties: ServiceProperties): Container['develop'] {
  const { develop = {} } = properties
  const own = develop.watch?.map((rule) => planRule(scope, rule))
  const isAsked = develop.sync !== undefined || develop.language !== undefined || develop.reload !== undefined
  const made = own === undefined || isAsked ? makeRules(scope, properties, develop) : []
  return own === undefined && made.length === 0 ? undefined : { watch: [...(own ?? []), ...made] }
}

/** What never counts, whatever the language. Compose leaves out `.git`, what `.dockerignore` names and the files that editors write beside others by itself. */
const neverWatched = ['.idea/', '.vscode/', '**/.DS_Store']

/** Folders that tools fill, where nothing tells the language. */
const filledByTools = ['**/node_modules/', '**/__pycache__/', '.venv/']

/** By language: folders that tools fill, and files that say what an image consists of. */
const languages = {
  node: {
    ignored: ['**/node_modules/', 'coverage/'],
    rebuilt: ['package.json', 'package-lock.json', 'npm-shrinkwrap.json', 'yarn.lock', 'pnpm-lock.yaml'],
  },
  python: {
    ignored: ['**/__pycache__/', '.venv/', 'venv/', '.pytest_cache/', '.mypy_cache/', '.ruff_cache/'],
    rebuilt: ['requirements.txt', 'pyproject.toml', 'setup.py', 'setup.cfg', 'poetry.lock', 'uv.lock', 'Pipfile', 'Pipfile.lock'],
  },
  go: { ignored: [], rebuilt: ['go.mod', 'go.sum'] },
  java: { ignored: ['.gradle/'], rebuilt: ['pom.xml', 'build.gradle', 'build.gradle.kts', 'settings.gradle', 'settings.gradle.kts'] },
} as const

function makeRules(scope: Scope, properties: ServiceProperties, develop: Develop): readonly Watch[] {
  const { trace } = scope
  const { build } = properties
  // a repository elsewhere cannot be watched
  if (build === undefined || isRemote(build.context ?? '.')) return []
  const language = scope.from(develop, 'language')
  const isInterpreted = language?.value === 'node' || language?.value === 'python'
  // what the build says, and the working directory, is told of them; what follows from it alone is nothing that the manifest asks for here
  const path = build.context ?? '.'
  const target = scope.from(develop, 'sync') ?? (isInterpreted ? properties.workingDir : undefined)
  const known = language === undefined ? [] : [languages[language.value]]
  const ignored = [...neverWatched, ...(language === undefined ? filledByTools : known.flatMap((one) => one.ignored))]
  if (target === undefined) return [trace.build<Watch>({ path, action: 'rebuild', ignore: trace.join(ignored, language) })]

  const dockerfile = build.dockerfileInline === undefined ? (build.dockerfile ?? 'Dockerfile') : undefined
  const rebuilt = [...(dockerfile === undefined ? [] : [dockerfile]), ...known.flatMap((one) => one.rebuilt)]
  const reload = scope.from(develop, 'reload')
  const sync = trace.build<Watch>({
    path,
    action: trace.join(reload?.value === 'self' ? 'sync' : 'sync+restart', reload),
    target,
    ignore: trace.join([...ignored, ...rebuilt], language),
  })
  if (rebuilt.length === 0) return [sync]
  return [sync, trace.build<Watch>({ path, action: 'rebuild', include: trace.join(rebuilt, language) })]
}

function planRule(scope: Scope, rule: WatchRule): Watch {
  return scope.trace.build<Watch>({
    path: scope.required(rule, 'path'),
    action: scope.required(rule, 'action'),
    target: scope.from(rule, 'target'),
    ignore: scope.from(rule, 'ignore'),
    include: scope.from(rule, 'include'),
    initialSync: scope.from(rule, 'initialSync'),
    exec: rule.exec && planExec(scope, rule.exec),
  })
}

function planExec(scope: Scope, exec: WatchExec): NonNullable<Watch['exec']> {
  return scope.trace.build<Record<string, unknown>>({
    command: scope.from(exec, 'command'),
    user: scope.from(exec, 'user'),
    workingDir: scope.from(exec, 'workingDir'),
    environment: scope.from(exec, 'environment'),
  })
}

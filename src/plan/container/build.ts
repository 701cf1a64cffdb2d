import type { BuildSecret, Build as Fields } from '../../generated/application.js'
import { parseMemory } from '../../language/quantities.js'
import type { Build } from '../plan.js'
import type { Scope } from '../scope.js'

/** Gives how an image is built; the context is the folder of the manifest where nothing else is said (Compose Build Specification). */
export function planBuild(scope: Scope, build: Fields): Build {
  return scope.trace.build<Build>({
    context: scope.from(build, 'context') ?? '.',
    dockerfile: scope.from(build, 'dockerfile'),
    dockerfileInline: scope.from(build, 'dockerfileInline'),
    target: scope.from(build, 'target'),
    args: scope.from(build, 'args') ?? {},
    additionalContexts: scope.from(build, 'additionalContexts'),
    secrets: build.secrets?.map((secret) => secretOf(scope, secret)),
    ssh: scope.from(build, 'ssh'),
    cacheFrom: scope.from(build, 'cacheFrom'),
    cacheTo: scope.from(build, 'cacheTo'),
    platforms: scope.from(build, 'platforms'),
    tags: scope.from(build, 'tags'),
    labels: scope.from(build, 'labels'),
    network: scope.from(build, 'network'),
    extraHosts: scope.from(build, 'extraHosts'),
    pull: scope.from(build, 'pull'),
    noCache: scope.from(build, 'noCache'),
    noCacheFilter: scope.from(build, 'noCacheFilter'),
    shmSize: scope.from(build, 'shmSize', parseMemory),
    ulimits: scope.from(build, 'ulimits'),
    privileged: scope.from(build, 'privileged'),
    entitlements: scope.from(build, 'entitlements'),
    isolation: scope.from(build, 'isolation'),
    provenance: scope.from(build, 'provenance'),
    sbom: scope.from(build, 'sbom'),
  })
}

type Secret = NonNullable<Build['secrets']>[number]

function secretOf(scope: Scope, secret: BuildSecret): Secret {
  const { secretKeyRef } = secret
  return scope.trace.build<Secret>({
    id: scope.required(secret, 'id'),
    secret: scope.trace.build<Secret['secret']>({ name: scope.required(secretKeyRef, 'name'), key: scope.required(secretKeyRef, 'key') }),
  })
}

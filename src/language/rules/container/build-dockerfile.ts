import { isContainer } from '../../is-container.js'
import { web } from '../example.js'
import type { ManifestRule } from '../rule.js'

const built = (more: string): string =>
  web(`
    build:
      ${more}dockerfileInline: |
        FROM nginx:1
  `)

/** A build has one Dockerfile (Compose build spec, dockerfile_inline). */
export const buildDockerfile: ManifestRule = {
  code: 'container/build-dockerfile',
  severity: 'error',
  scope: 'manifest',
  summary: '`build` has `dockerfile` or `dockerfileInline`, not both',
  why: 'Compose refuses a build with two Dockerfiles (Compose build specification, dockerfile_inline).',
  bad: built('dockerfile: Dockerfile.dev\n      '),
  good: built(''),
  check({ app, document }, say) {
    for (const { properties } of app.spec.components.filter(isContainer)) {
      const { build } = properties
      if (build?.dockerfile === undefined || build.dockerfileInline === undefined) continue
      say({
        message: '`dockerfileInline` stands beside `dockerfile`',
        span: document.at(build, 'dockerfileInline', 'key'),
        related: [{ span: document.at(build, 'dockerfile', 'key'), message: 'the file is named here' }],
        help: 'remove one of them',
      })
    }
  },
}

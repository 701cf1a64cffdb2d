import { type FlyRule, tableAt, textAt, textsAt } from '../fly-rule.js'

/** One way to the image is enough (flyctl, `validateBuildStrategies`, a warning there too). */
export const severalBuilds: FlyRule = {
  code: 'fly/several-builds',
  severity: 'warning',
  summary: 'the image comes from one place',
  why: 'Of `image`, `builder` with `buildpacks`, `dockerfile` and `builtin` flyctl takes one, and the others are passed over (flyctl, internal/appconfig/validation.go).',
  bad: 'app = "shop"\n\n[build]\nimage = "ghcr.io/acme/web:1.2.3"\ndockerfile = "Dockerfile"\n',
  good: 'app = "shop"\n\n[build]\nimage = "ghcr.io/acme/web:1.2.3"\n',
  check({ document, root }, say) {
    const build = tableAt(root, 'build')
    if (build === undefined) return
    const ways = [
      ['image'],
      ['builder', ...(textsAt(build, 'buildpacks').length > 0 ? ['buildpacks'] : [])],
      ['dockerfile', 'build-target'],
      ['builtin'],
    ].flatMap((keys) => keys.filter((key) => textAt(build, key) || textsAt(build, key).length > 0).slice(0, 1))
    const [, second] = ways
    if (second === undefined) return
    say({
      message: `the image comes from ${ways.length} places: ${ways.map((key) => `\`${key}\``).join(', ')}`,
      span: document.at(build, second, 'key'),
      help: 'keep one of them',
    })
  },
}

import type { Component } from '../../../generated/application.js'
import { traitsOf } from '../../../lattice/traits-of.js'
import { connectionPrefix } from '../../connection-prefix.js'
import { type ContainerLink, containerLinks } from '../../container-links.js'
import { type Container, isContainer } from '../../is-container.js'
import type { Manifest } from '../../manifest.js'
import { web } from '../example.js'
import type { ManifestRule, Say } from '../rule.js'

const overridden = (name: string): string =>
  web(
    `
    env:
      - name: MODE
        value: safe
  `,
    `
    - type: env
      properties:
        env:
          ${name}: fast
  `,
  )

/** A variable gets its value from one place (KubeVela `env`; mc, links between containers). */
export const shadowedEnv: ManifestRule = {
  code: 'container/shadowed-env',
  severity: 'warning',
  scope: 'manifest',
  summary: 'a variable is not set by the component and by a trait or link as well',
  why: 'Only one value arrives: the trait `env` goes before the property (KubeVela `env`), the property before a link, and the first link before the others.',
  bad: overridden('MODE'),
  good: overridden('LEVEL'),
  check(manifest, say) {
    const bySource = new Map<Component, ContainerLink[]>()
    for (const link of containerLinks(manifest.app)) {
      const others = bySource.get(link.source)
      if (others === undefined) bySource.set(link.source, [link])
      else others.push(link)
    }
    for (const component of manifest.app.spec.components.filter(isContainer)) {
      checkTraits(manifest, component, say)
      checkLinks(manifest, component, bySource.get(component) ?? [], say)
    }
  },
}

function checkTraits({ document }: Manifest, component: Container, say: Say): void {
  const { env = [] } = component.properties
  for (const { properties = {} } of traitsOf(component, 'env')) {
    for (const patch of [properties, ...(properties.containers ?? [])]) {
      if (patch.env === undefined || (patch.containerName || component.name) !== component.name || patch.replace) continue
      for (const variable of env) {
        if (!Object.hasOwn(patch.env, variable.name)) continue
        say({
          message: `this value of \`${variable.name}\` does not count: the trait \`env\` sets it again`,
          span: document.at(variable, 'name'),
          related: [{ span: document.at(patch.env, variable.name, 'key'), message: 'this value counts' }],
          help: 'remove one of them',
        })
      }
    }
  }
}

function checkLinks({ document }: Manifest, component: Container, links: readonly ContainerLink[], say: Say): void {
  const first = new Map<string, { readonly parent: object; readonly key: string; readonly whole: 'key' | 'value' }>()
  for (const variable of component.properties.env ?? []) first.set(variable.name, { parent: variable, key: 'name', whole: 'value' })
  for (const { name, properties, sourceConfig } of links) {
    const addresses = ['HOST', 'PORT', 'URL'].map((word) => ({
      variable: `${connectionPrefix(name)}${word}`,
      parent: properties as object,
      key: 'target',
    }))
    const values = sourceConfig.flatMap((config) =>
      Object.keys(config.properties ?? {}).map((variable) => ({ variable, parent: config.properties ?? config, key: variable })),
    )
    for (const { variable, parent, key } of [...addresses, ...values]) {
      const before = first.get(variable)
      if (before === undefined) first.set(variable, { parent, key, whole: 'key' })
      // two links of one name are reported as that
      if (before === undefined || (before.key === 'target' && key === 'target')) continue
      say({
        message: `the link \`${name}\` does not set \`${variable}\`, which has a value already`,
        span: document.at(parent, key, 'key'),
        related: [{ span: document.at(before.parent, before.key, before.whole), message: 'this value counts' }],
        help: 'remove one of them, or choose another name',
      })
    }
  }
}

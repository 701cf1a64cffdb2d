import { components } from '../example.js'
import type { ManifestRule } from '../rule.js'

const triggered = (more: string): string =>
  components(`
    - name: orders
      type: spin
      properties:
        image: ghcr.io/acme/orders:1.0.0
        triggers:
          - type: redis
            ${more}
  `)

/** A trigger says what it waits for (Spin, "Triggers"). */
export const triggerFields: ManifestRule = {
  code: 'spin/trigger-fields',
  severity: 'error',
  scope: 'manifest',
  summary: 'a `redis` trigger has a `channel`, an `mqtt` trigger a `topic` and an `sqs` trigger a `queueUrl`',
  why: 'They are what the trigger waits for, and required in `spin.toml` (Spin, "Triggers").',
  bad: triggered('address: redis://cache:6379'),
  good: triggered('channel: orders'),
  check({ app, document }, say) {
    for (const component of app.spec.components) {
      if (component.type !== 'spin') continue
      for (const trigger of component.properties.triggers ?? []) {
        const key = trigger.type === 'http' || trigger.type === 'command' ? undefined : required[trigger.type]
        if (key === undefined || trigger[key] !== undefined) continue
        say({
          message: `the \`${trigger.type}\` trigger of \`${component.name}\` lacks \`${key}\``,
          span: document.at(trigger, 'type'),
          help: `add \`${key}\`, as in \`spin.toml\``,
        })
      }
    }
  },
}

const required = { redis: 'channel', mqtt: 'topic', sqs: 'queueUrl' } as const

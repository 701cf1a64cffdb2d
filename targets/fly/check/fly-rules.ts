import type { FlyExplanation, FlyRule } from './fly-rule.js'
import { autoExtend } from './rules/auto-extend.js'
import { badDuration } from './rules/bad-duration.js'
import { badMachineConfig } from './rules/bad-machine-config.js'
import { badPort } from './rules/bad-port.js'
import { badSize } from './rules/bad-size.js'
import { badStatics } from './rules/bad-statics.js'
import { badUdp } from './rules/bad-udp.js'
import { badVm } from './rules/bad-vm.js'
import { clampedDuration } from './rules/clamped-duration.js'
import { envNotText } from './rules/env-not-text.js'
import { fileSource } from './rules/file-source.js'
import { idleSection } from './rules/idle-section.js'
import { nanoseconds } from './rules/nanoseconds.js'
import { noApp } from './rules/no-app.js'
import { noCheckForBluegreen } from './rules/no-check-for-bluegreen.js'
import { noCheckPort } from './rules/no-check-port.js'
import { noPorts } from './rules/no-ports.js'
import { noProcess } from './rules/no-process.js'
import { noProtocol } from './rules/no-protocol.js'
import { reservedEnv } from './rules/reserved-env.js'
import { rootMount } from './rules/root-mount.js'
import { secondMount } from './rules/second-mount.js'
import { severalBuilds } from './rules/several-builds.js'
import { softAboveHard } from './rules/soft-above-hard.js'
import { strategyWithVolume } from './rules/strategy-with-volume.js'
import { unfinishedCommand } from './rules/unfinished-command.js'
import { unknownProcess } from './rules/unknown-process.js'

/** Every rule over a fly.toml whose fields have the right types. */
export const flyRules: readonly FlyRule[] = [
  autoExtend,
  badDuration,
  badMachineConfig,
  badPort,
  badSize,
  badStatics,
  badUdp,
  badVm,
  clampedDuration,
  envNotText,
  fileSource,
  idleSection,
  nanoseconds,
  noApp,
  noCheckForBluegreen,
  noCheckPort,
  noPorts,
  noProcess,
  noProtocol,
  reservedEnv,
  rootMount,
  secondMount,
  severalBuilds,
  softAboveHard,
  strategyWithVolume,
  unfinishedCommand,
  unknownProcess,
]

const reference = 'https://fly.io/docs/reference/configuration/'

/** Every code of the checker: of its rules, of reading and of the schema. */
export const flyExplanations: readonly FlyExplanation[] = [
  {
    code: 'fly/syntax',
    severity: 'error',
    summary: 'fly.toml is TOML',
    why: 'flyctl reads TOML 1.1 (https://toml.io/en/v1.1.0) and stops at the first place that is none; so does this check.',
    bad: 'app = "shop\n',
    good: 'app = "shop"\n',
  },
  {
    code: 'fly/wrong-type',
    severity: 'error',
    summary: 'every field has the type that flyctl reads',
    why: 'flyctl cannot read the file otherwise, and says so with a name of its own source (flyctl, internal/appconfig).',
    bad: 'app = "shop"\n\n[http_service]\ninternal_port = "eight"\n',
    good: 'app = "shop"\n\n[http_service]\ninternal_port = 8080\n',
  },
  {
    code: 'fly/bad-value',
    severity: 'error',
    summary: 'every field has a value that the platform knows',
    why: `flyctl checks strategies, restart policies and kinds of checks; ports, protocols, handlers, regions and names it hands on, and the platform refuses them or they have no effect (${reference}, https://fly.io/docs/networking/services/#connection-handlers).`,
    bad: 'app = "shop"\n\n[[services]]\nprotocol = "tcp"\ninternal_port = 8080\n\n[[services.ports]]\nport = 70000\n',
    good: 'app = "shop"\n\n[[services]]\nprotocol = "tcp"\ninternal_port = 8080\n\n[[services.ports]]\nport = 7000\n',
  },
  {
    code: 'fly/missing-key',
    severity: 'error',
    summary: 'a section has the fields without which it means nothing',
    why: `A service has \`internal_port\`, a mount \`source\` and \`destination\`, a check \`type\`, a file \`guest_path\`, a restart \`policy\` (${reference}).`,
    bad: 'app = "shop"\n\n[http_service]\nforce_https = true\n',
    good: 'app = "shop"\n\n[http_service]\ninternal_port = 8080\nforce_https = true\n',
  },
  {
    code: 'fly/unknown-key',
    severity: 'error',
    summary: 'fly.toml has only keys that there are',
    why: 'flyctl passes over unknown keys without a word, so that a misspelt one has no effect; `fly config validate --strict` refuses them, and so does this check.',
    bad: 'app = "shop"\n\n[http_service]\ninternal_port = 8080\nforce_http = true\n',
    good: 'app = "shop"\n\n[http_service]\ninternal_port = 8080\nforce_https = true\n',
  },
  {
    code: 'fly/unread-key',
    severity: 'warning',
    summary: 'services, mounts, sizes and metrics have only keys that flyctl reads',
    why: 'In these sections even `fly config validate --strict` passes over unknown keys, such as those of old files (`script_checks`); they have no effect.',
    bad: 'app = "shop"\n\n[[vm]]\nsize = "shared-cpu-1x"\nmem = "512mb"\n',
    good: 'app = "shop"\n\n[[vm]]\nsize = "shared-cpu-1x"\nmemory = "512mb"\n',
  },
  ...flyRules,
]

#!/usr/bin/env node
// Stands in for flyctl: keeps apps and what they have in a file (FAKE_FLY_STATE) and knows the commands and flags that our scripts use, and no others.
import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const { FAKE_FLY_STATE: stateFile, FAKE_FLY_LOG: logFile, FAKE_FLY_EXIT: exitCode = '0', FAKE_FLY_ENDLESS: endless } = process.env
const state = existsSync(stateFile) ? JSON.parse(readFileSync(stateFile, 'utf8')) : { next: 1, apps: {} }
const args = process.argv.slice(2)
if (logFile) appendFileSync(logFile, `${JSON.stringify(args)}\n`)

const commands = {
  'auth whoami': {},
  'apps list': { org: 'text', quiet: 'flag' },
  'apps create': { org: 'text' },
  'apps destroy': { yes: 'flag' },
  'secrets list': { app: 'text', json: 'flag' },
  'secrets import': { app: 'text', stage: 'flag' },
  'secrets set': { app: 'text', stage: 'flag' },
  'ips list': { app: 'text', json: 'flag' },
  'ips allocate-v4': { app: 'text', shared: 'flag', yes: 'flag' },
  'ips allocate-v6': { app: 'text', private: 'flag' },
  'certs list': { app: 'text', json: 'flag' },
  'certs add': { app: 'text' },
  'volumes list': { app: 'text', json: 'flag' },
  'volumes create': { app: 'text', size: 'text', region: 'text', count: 'text', yes: 'flag' },
  'scale count': { app: 'text', region: 'text', yes: 'flag' },
  'machine list': { app: 'text', json: 'flag' },
  'machine create': { app: 'text', name: 'text', region: 'text', 'machine-config': 'text' },
  'machine start': { app: 'text' },
  'machine status': { app: 'text' },
  'machine stop': { app: 'text' },
  'machine destroy': { app: 'text', force: 'flag' },
  deploy: { ha: 'flag', 'no-public-ips': 'flag', yes: 'flag', 'primary-region': 'text' },
}

const name = args[0] === 'deploy' ? 'deploy' : args.slice(0, 2).join(' ')
const known = commands[name]
if (known === undefined) fail(`unknown command "${name}" for "flyctl"`)
const { flags, words } = parse(args.slice(name.split(' ').length), known)
run()
writeFileSync(stateFile, `${JSON.stringify(state, null, 1)}\n`)

function parse(rest, kinds) {
  const found = { flags: {}, words: [] }
  for (let at = 0; at < rest.length; at++) {
    if (rest[at] === '--') return { ...found, words: [...found.words, ...rest.slice(at + 1)] }
    if (!rest[at].startsWith('-')) {
      found.words.push(rest[at])
      continue
    }
    const [, flag, value] = /^--([a-z0-9-]+)(?:=(.*))?$/s.exec(rest[at]) ?? fail(`unknown shorthand flag: ${rest[at]}`)
    if (kinds[flag] === undefined) fail(`unknown flag: --${flag} of ${name}`)
    found.flags[flag] = kinds[flag] === 'flag' ? value !== 'false' : (value ?? rest[++at])
  }
  return found
}

function run() {
  const app = () => state.apps[flags.app] ?? fail(`Could not find App "${flags.app}"`)
  switch (name) {
    case 'auth whoami':
      return console.log('someone@example.com')
    case 'apps list':
      for (const [key, { org }] of Object.entries(state.apps)) if (org === flags.org) console.log(` ${key}\t`)
      return console.log('')
    case 'apps create':
      if (state.apps[words[0]]) fail('Validation failed: Name has already been taken')
      if (!flags.org) fail('org slug must be specified when not running interactively')
      state.apps[words[0]] = { org: flags.org, secrets: {}, ips: [], certificates: [], volumes: [], machines: [], deployed: null }
      return
    case 'apps destroy':
      if (!state.apps[words[0]]) fail(`Could not find App "${words[0]}"`)
      delete state.apps[words[0]]
      return
    case 'secrets list':
      return json(Object.keys(app().secrets).map((key) => ({ name: key, digest: 'x', status: 'Staged' })))
    case 'secrets import':
      return void Object.assign(app().secrets, readSecrets(readFileSync(0, 'utf8')))
    case 'secrets set':
      app().secrets[words[0].slice(0, -2)] = readFileSync(0, 'utf8').trim()
      return
    case 'ips list':
      return json(app().ips.map((kind) => ({ ID: 'ip_x', Address: '2a09::1', Type: kind, Region: 'global' })))
    case 'ips allocate-v4':
      if (!flags.shared && !flags.yes) fail('yes flag must be specified when not running interactively')
      return void app().ips.push(flags.shared ? 'shared_v4' : 'v4')
    case 'ips allocate-v6':
      return void app().ips.push(flags.private ? 'private_v6' : 'v6')
    case 'certs list':
      return json(app().certificates.map((hostname) => ({ hostname, status: 'active' })))
    case 'certs add':
      return void app().certificates.push(words[0])
    case 'volumes list':
      return json(app().volumes)
    case 'volumes create':
      if (!flags.region) fail('region code must be specified when not running interactively')
      for (let at = 0; at < Number(flags.count); at++)
        app().volumes.push({
          id: `vol_${state.next++}`,
          name: words[0],
          state: 'created',
          size_gb: Number(flags.size),
          region: flags.region,
        })
      return
    case 'deploy':
      return deploy()
    case 'scale count':
      return scale(app())
    case 'machine list':
      return json(app().machines.map(({ id, name: own, region, config }) => ({ id, name: own, state: 'stopped', region, config })))
    case 'machine create': {
      const machine = {
        id: `m${state.next++}`,
        name: flags.name,
        region: flags.region ?? 'iad',
        state: 'created',
        image: words[0],
        cmd: words.slice(1),
      }
      app().machines.push({ ...machine, config: JSON.parse(readFileSync(flags['machine-config'], 'utf8')) })
      console.log(
        `Success! A Machine has been successfully created in app ${flags.app}\n Machine ID: ${machine.id}\n Instance ID: x\n State: created`,
      )
      return
    }
    case 'machine stop':
      machineOf(app()).state = 'stopped'
      return
    case 'machine start':
      machineOf(app()).state = endless === undefined ? 'stopped' : 'started'
      state.ran = [...(state.ran ?? []), [flags.app, machineOf(app()).image, ...machineOf(app()).cmd]]
      return
    case 'machine status':
      return console.log(
        `Machine ID: ${words[0]}\nState: ${machineOf(app()).state}\n\nEvent Logs\nstopped  exit  flyd  now  exit_code=${exitCode},oom_killed=false,requested_stop=false\nstarted  start  flyd  now  exit_code=9,oom_killed=false`,
      )
    case 'machine destroy':
      app().machines = app().machines.filter((own) => own !== machineOf(app()))
  }
}

function machineOf(app) {
  return app.machines.find(({ id }) => id === words[0]) ?? fail(`machine ${words[0]} not found`)
}

function deploy() {
  const toml = readFileSync(join(words[0], 'fly.toml'), 'utf8')
  const [, appName] = /^app = "(.*)"$/m.exec(toml) ?? fail('app name is required')
  const app = state.apps[appName] ?? fail(`Could not find App "${appName}"`)
  if (flags.ha !== false || !flags['no-public-ips']) fail('this would make machines and addresses that nobody asked for')
  app.deployed = toml
  if (app.machines.length === 0) app.machines.push({ id: `m${state.next++}`, group: 'app', region: flags['primary-region'] || 'iad' })
}

function scale(app) {
  if (app.deployed === null) fail('this app has no complete releases')
  if (!flags.yes) fail('--yes flag must be specified when not running interactively')
  for (const word of words) {
    const [, group, count] = /^([^=]+)=(\d+)$/.exec(word) ?? fail(`'${word}' is not a valid process=count option`)
    const own = app.machines.filter((machine) => machine.group === group)
    const regions = flags.region?.split(',') ?? [own[0]?.region ?? 'iad']
    const kept = own.slice(0, Number(count))
    while (kept.length < Number(count)) kept.push({ id: `m${state.next++}`, group, region: regions[kept.length % regions.length] })
    app.machines = [...app.machines.filter((machine) => machine.group !== group), ...kept]
  }
}

/** Lines as `fly secrets import` reads them (flyctl, internal/command/secrets/parser.go). */
function readSecrets(text) {
  const secrets = {}
  let open
  for (const line of text.split('\n').map((own) => own.replace(/\r$/, ''))) {
    if (open !== undefined) {
      if (line.endsWith('"""')) {
        secrets[open.key] = open.value + line.slice(0, -3)
        open = undefined
      } else open.value += `${line}\n`
      continue
    }
    if (line.startsWith('#') || line.trim() === '') continue
    const cut = line.indexOf('=')
    if (cut < 0) fail(`Secrets must be provided as NAME=VALUE pairs (${line} is invalid)`)
    const key = line.slice(0, cut).trim()
    let value = line.slice(cut + 1).replace(/^ +/, '')
    const hash = value.indexOf('#')
    if (hash >= 0 && (value.slice(0, hash).match(/"/g)?.length ?? 0) % 2 === 0) value = value.slice(0, hash).replace(/ +$/, '')
    if (value.startsWith('"""') && value.endsWith('"""') && value.length >= 6) secrets[key] = value.slice(3, -3)
    else if (value.startsWith('"""')) open = { key, value: `${value.slice(3)}\n` }
    else secrets[key] = /^(".*"|'.*')$/s.test(value) ? value.slice(1, -1) : value
  }
  return secrets
}

function json(value) {
  console.log(JSON.stringify(value, null, 4))
}

function fail(message) {
  console.error(`Error: ${message}`)
  process.exit(1)
}

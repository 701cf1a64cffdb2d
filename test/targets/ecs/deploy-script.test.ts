import { spawnSync } from 'node:child_process'
import { chmodSync, existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import * as assert from 'uvu/assert'
import { awkwardTexts } from '../../engines/awkward-texts.js'
import { temporary, tests } from '../../harness.js'
import { filesOf } from '../../kube/render-subject.js'
import { example } from '../../kube/subjects.js'
import { type Applications, component, emitEcs } from './emit-ecs.js'

type Files = Readonly<Record<string, string>>

const account: Readonly<Record<string, string>> = {
  CLUSTER: 'main',
  AWS_REGION: 'eu-west-1',
  SUBNETS: 'subnet-1, subnet-2',
  EXECUTION_ROLE_ARN: 'arn:aws:iam::123456789012:role/execution',
  SCHEDULER_ROLE_ARN: 'arn:aws:iam::123456789012:role/scheduler',
  LISTENER_ARN: 'arn:aws:elasticloadbalancing:eu-west-1:123456789012:listener/app/a/b/c',
  HTTPS_LISTENER_ARN: 'arn:aws:elasticloadbalancing:eu-west-1:123456789012:listener/app/a/b/d',
}

/** Runs a script of rendered files where no program is named `aws`, unless one is given. */
function run(files: Files, script: string, env: Readonly<Record<string, string>>, tools = temporary()) {
  const folder = temporary(files)
  const path = join(folder, script)
  chmodSync(path, 0o755)
  return { folder, ...spawnSync(path, { env: { PATH: `${tools}:/usr/bin:/bin`, HOME: folder, ...env }, encoding: 'utf8' }) }
}

/** Gives a folder with an `aws` that writes down its arguments, and answers with the number of its call. */
function recorder(): string {
  const tools = temporary({
    aws: '#!/bin/bash\nprintf \'%s\\0\' "$@" >>"${0%/*}/calls"\nprintf \'\\n\\0\' >>"${0%/*}/calls"\necho "arn:x:y:z:1:$(grep -acz \'^$\' "${0%/*}/calls" || true)"\n',
  })
  chmodSync(join(tools, 'aws'), 0o755)
  return tools
}

/** The calls of a recorder, as lists of arguments. */
function callsOf(tools: string): readonly (readonly string[])[] {
  if (!existsSync(join(tools, 'calls'))) return []
  return readFileSync(join(tools, 'calls'), 'utf8')
    .split('\n\0')
    .slice(0, -1)
    .map((call) => call.split('\0').slice(0, -1))
}

/** What a dry run prints, run by bash with a recorder. */
function plannedCalls(files: Files, script = 'deploy.sh'): readonly (readonly string[])[] {
  const tools = recorder()
  const { status, stdout, stderr } = run(files, script, { ...account, DRY_RUN: '1' }, tools)
  assert.is(status, 0, stderr)
  assert.equal(callsOf(tools), [], 'a dry run calls nothing')
  const pasted = spawnSync('bash', ['-eu'], { input: stdout, env: { PATH: `${tools}:/usr/bin:/bin` }, encoding: 'utf8' })
  assert.is(pasted.status, 0, `${pasted.stderr}\n${stdout}`)
  return callsOf(tools)
}

/** The JSON of a call's request. */
function requestOf(call: readonly string[]): unknown {
  return JSON.parse(call[call.indexOf('--cli-input-json') + 1] ?? 'null')
}

const named = (calls: readonly (readonly string[])[], ...words: readonly string[]) =>
  calls.filter((call) => words.every((word, at) => call[at] === word))

/** A file as it is sent, by other means than the script's. */
function sent(text: string, more: Readonly<Record<string, string>> = {}): unknown {
  const values: Readonly<Record<string, string>> = { ...account, NAMESPACE: 'lattice', ...more }
  const fill = (value: unknown): unknown => {
    if (typeof value === 'string')
      return value.replace(
        /\$\{(\w+)\}|arn:aws:iam::0{12}:role\/(\w+)/g,
        (all, name?: string, role?: string) => values[name ?? role ?? ''] ?? all,
      )
    if (Array.isArray(value)) return value.flatMap((item) => (item === '${SUBNETS}' ? ['subnet-1', 'subnet-2'] : [fill(item)]))
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, fill(item)]))
  }
  return fill(JSON.parse(text))
}

const web = (env: readonly object[] = []) => component({ env, ports: [{ port: 80, name: 'http', expose: true }] })
const text = fc
  .oneof(fc.constantFrom(...awkwardTexts), fc.string({ unit: 'binary', maxLength: 20 }))
  .filter((value) => !value.includes('\0'))

tests('ECS: deploy.sh', {
  'all that is missing is said at once, with what it is': () => {
    const { status, stderr } = run(filesOf(example('order-processing'), 'ecs'), 'deploy.sh', {})
    assert.is(status, 1)
    for (const said of [
      'CLUSTER is not set: name of',
      'SUBNETS is not set',
      'EXECUTION_ROLE_ARN is not set',
      'AWS_REGION is not set',
      'aws is not there',
    ])
      assert.match(stderr, said)
    assert.match(stderr, /TARGET_GROUP_ORDERS_ORDERPROCESSOR_8080_ARN is not set: .*; it is made where LISTENER_ARN is set instead/)
  },
  'a value that could break JSON or sed is refused': () => {
    const files = emitEcs({ shop: [web()] }).files
    for (const wrong of [
      { SUBNETS: 'subnet-1"' },
      { CLUSTER: 'a|b' },
      { CLUSTER: 'a&b' },
      { CLUSTER: 'a\\b' },
      { CLUSTER: 'a\nb' },
      { EXECUTION_ROLE_ARN: 'role' },
    ]) {
      const { status, stderr } = run(files, 'deploy.sh', { ...account, ...wrong, DRY_RUN: '1' })
      assert.is(status, 1, JSON.stringify(wrong))
      assert.match(stderr, `${Object.keys(wrong)[0]} is \``)
    }
  },
  'what a dry run prints can be pasted, and sends every file with its values': () => {
    const { files } = emitEcs({ shop: [web()] })
    const calls = plannedCalls(files)
    const [definition] = named(calls, 'ecs', 'register-task-definition')
    assert.equal(requestOf(definition!), sent(files['shop/shop-web/taskdef.json']!))
    const [made] = named(calls, 'ecs', 'create-service')
    const { networkConfiguration } = requestOf(made!) as {
      networkConfiguration: { awsvpcConfiguration: { subnets: string[]; securityGroups: string[] } }
    }
    assert.equal(networkConfiguration.awsvpcConfiguration.subnets, ['subnet-1', 'subnet-2'])
    // the group that an earlier call has made
    assert.match(networkConfiguration.awsvpcConfiguration.securityGroups[0]!, /^arn:x/)
    assert.equal(named(calls, 'ecs', 'wait')[0]?.slice(1), ['wait', 'services-stable', '--cluster', 'main', '--services', 'shop-web'])
  },
  'texts of a manifest arrive as they are': () => {
    fc.assert(
      fc.property(fc.array(text, { minLength: 1, maxLength: 30 }), (values) => {
        const { files } = emitEcs({ shop: [web(values.map((value, at) => ({ name: `V${at}`, value })))] })
        const [definition] = named(plannedCalls(files), 'ecs', 'register-task-definition')
        const { containerDefinitions } = requestOf(definition!) as {
          containerDefinitions: { environment: { name: string; value: string }[] }[]
        }
        assert.equal(
          containerDefinitions[0]!.environment.map(({ value }) => value),
          values,
        )
      }),
      { numRuns: 6 },
    )
  },
  'names of applications and components may be strange': () => {
    fc.assert(
      fc.property(fc.array(fc.stringMatching(/^[a-z][a-z0-9-]{0,20}[a-z0-9]$/), { minLength: 1, maxLength: 4 }), text, (names, strange) => {
        const unique = [...new Set(names)]
        const applications: Applications = Object.fromEntries(
          unique.map((name) => [name, [component({ env: [{ name: 'V', value: strange }] }, [], 'web', 'worker')]]),
        )
        const { files } = emitEcs(applications)
        const calls = named(plannedCalls(files), 'ecs', 'register-task-definition').map((call) => requestOf(call) as { family: string })
        assert.equal(new Set(calls.map(({ family }) => family)), new Set(unique.map((name) => `${name}-web`)))
      }),
      { numRuns: 5 },
    )
  },
  'a text that looks like a variable survives': () => {
    const { files } = emitEcs({ shop: [web([{ name: 'A', value: '${AWS_REGION} and ${AWS_REGION_} and $CLUSTER' }])] })
    assert.match(files['shop/shop-web/taskdef.json']!, '"awslogs-region": "${AWS_REGION__}"')
    const [definition] = named(plannedCalls(files), 'ecs', 'register-task-definition')
    const { containerDefinitions } = requestOf(definition!) as {
      containerDefinitions: { environment: object[]; logConfiguration: { options: Record<string, string> } }[]
    }
    assert.equal(containerDefinitions[0]!.environment, [{ name: 'A', value: '${AWS_REGION} and ${AWS_REGION_} and $CLUSTER' }])
    assert.is(containerDefinitions[0]!.logConfiguration.options['awslogs-region'], 'eu-west-1')
  },
  'an update leaves the number of copies to scaling': () => {
    const scaled = component({}, [{ type: 'autoscaler', properties: { min: 2, max: 5, cpu: 70 } }])
    const fixed = component({}, [{ type: 'scaler', properties: { replicas: 3 } }], 'fixed')
    const { files } = emitEcs({ shop: [scaled, fixed] })
    const read = (path: string) => JSON.parse(files[path]!) as Record<string, unknown>
    assert.is(read('shop/shop-web/service.json')['desiredCount'], 2)
    assert.is(read('shop/shop-web/update-service.json')['desiredCount'], undefined)
    assert.is(read('shop/shop-fixed/update-service.json')['desiredCount'], 3)
    for (const key of ['launchType', 'serviceName', 'tags', 'schedulingStrategy'])
      assert.is(read('shop/shop-web/update-service.json')[key], undefined, key)
  },
  'a route with a certificate takes it to the listener for HTTPS': () => {
    const gateway = { type: 'gateway', properties: { domain: 'shop.example.com', secretName: 'shop-tls', http: { '/': 80 } } }
    const { files } = emitEcs({ shop: [component({ ports: [{ port: 80, name: 'http' }] }, [gateway])] })
    assert.match(files['deploy.sh']!, /^value CERTIFICATE_SHOP_TLS_ARN arn .* ''$/m)
    const { status, stdout, stderr } = run(files, 'deploy.sh', {
      ...account,
      CERTIFICATE_SHOP_TLS_ARN: 'arn:aws:acm:eu-west-1:1:certificate/c',
      DRY_RUN: '1',
    })
    assert.is(status, 0, stderr)
    assert.match(
      stdout,
      `add-listener-certificates --listener-arn ${account['HTTPS_LISTENER_ARN']} --certificates CertificateArn=arn:aws:acm`,
    )
    assert.is(run(files, 'deploy.sh', { ...account, DRY_RUN: '1' }).status, 0)
  },
  'what needs another comes after it, and in a circle the first is deployed twice': () => {
    const link = (name: string) => ({ type: 'link', properties: { target: { name } } })
    const ports = [{ port: 80, name: 'http' }]
    const { files } = emitEcs({
      shop: [component({ ports }, [link('b')], 'a'), component({ ports }, [link('a')], 'b'), component({}, [link('a')], 'first', 'worker')],
    })
    const calls = plannedCalls(files).filter(([, operation]) => ['create-service', 'update-service', 'wait'].includes(operation!))
    const short = calls.map((call) =>
      call[1] === 'create-service'
        ? `create ${(requestOf(call) as { serviceName: string }).serviceName}`
        : call[1] === 'wait'
          ? `wait ${call.slice(6).join(' ')}`
          : call.slice(1).join(' '),
    )
    assert.equal(short, [
      'create shop-a',
      'create shop-b',
      'wait shop-a shop-b',
      'update-service --cluster main --service shop-a --force-new-deployment',
      'wait shop-a',
      'create shop-first',
      'wait shop-first',
    ])
  },
  'undeploy.sh takes the waves from the last to the first, and asks for no more than names': () => {
    const files = filesOf(example('02-links'), 'ecs')
    const { status, stdout, stderr } = run(files, 'undeploy.sh', { CLUSTER: 'main', AWS_REGION: 'eu-west-1', DRY_RUN: '1' })
    assert.is(status, 0, stderr)
    const deleted = [...stdout.matchAll(/delete-service --cluster main --service (\S+) --force/g)].map(([, name]) => name)
    assert.equal(deleted, ['notes-web', 'notes-database'])
  },
})

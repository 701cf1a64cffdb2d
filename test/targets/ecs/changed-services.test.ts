import { spawnSync } from 'node:child_process'
import { chmodSync, existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as assert from 'uvu/assert'
import { temporary, tests } from '../../harness.js'
import { component, emitEcs } from './emit-ecs.js'

/* What deploy.sh does with services that it finds: an `aws` of ours answers as ECS would. */
const arn = 'arn:aws:ecs:eu-west-1:1:task-definition/shop-web:7'

/** What ECS knows of the service `shop-web`; columns as `deploy.sh` asks for them. */
interface Found {
  readonly status?: string
  readonly revision?: string
  readonly strategy?: string
  readonly print?: string
  readonly balancers?: number
  readonly connected?: string
  /** When its tasks' deployment and the services that it links to were made. */
  readonly deployed?: string
  readonly made?: string
  /** What is true after the wait: the revision that runs, and what became of the deployment. */
  readonly after?: string
}

/** Deploys a web service and its database onto what is found; gives the calls that change something or wait. */
function deployed(found: Found, env: Readonly<Record<string, string>> = {}) {
  const { status = 'ACTIVE', revision = arn, strategy = 'REPLICA', print = 'None', balancers = 0, connected = 'False' } = found
  const folder = lattice()
  const tools = temporary({
    aws: `#!/bin/bash
name=
[ "$3" != --cli-input-json ] || name=$(sed -n -E 's/^  "service(Name)?": "(.*)",?$/\\2/p' "\${4#file://}")
{ printf '%s ' "$@" | tr '\\n' ' '; echo "# $name"; } >>"\${0%/*}/calls"
case "$*" in
  *describe-clusters*) echo ACTIVE ;;
  *list-namespaces*) echo HTTP ;;
  *describe-log-groups*) echo /ecs/shop ;;
  *list-task-definitions*) echo ${arn} ;;
  *describe-task-definition*) echo None ;;
  *register-task-definition*) echo ${arn} ;;
  *services*shop-web*'[status, taskDefinition'*) ${status === '' ? 'echo None' : `printf '%s\\t' ${status} ${revision} ${strategy} ${print} ${balancers} 0 ${connected}; echo`} ;;
  *services*'[status, taskDefinition'*) echo None ;;
  *'deployments[?status=='*createdAt*) echo ${found.deployed ?? '2026-01-02T00:00:00+00:00'} ;;
  *createdAt*) echo ${found.made ?? '2026-01-01T00:00:00+00:00'} ;;
  *rolloutState*shop-web* | *shop-web*rolloutState*) printf 'shop-web\\t%s\\n' '${found.after ?? `${arn}\tCOMPLETED`}' ;;
  *rolloutState*) printf 'shop-db\\t%s\\tCOMPLETED\\n' ${arn} ;;
  *create-service* | *update-service*--cli*) echo "arn:aws:ecs:eu-west-1:1:service/main/$name" ;;
esac
`,
  })
  chmodSync(join(tools, 'aws'), 0o755)
  const { status: code, stderr } = spawnSync(join(folder, 'deploy.sh'), {
    env: { PATH: `${tools}:/usr/bin:/bin`, ...given, ...env },
    encoding: 'utf8',
  })
  const calls = existsSync(join(tools, 'calls')) ? readFileSync(join(tools, 'calls'), 'utf8').split('\n') : []
  const own = calls.filter(
    (call) => /^ecs (create-service|update-service|delete-service|wait)|^ecs tag-resource.*service\//.test(call) && !/shop-db/.test(call),
  )
  return {
    code,
    stderr,
    calls: own.map((call) =>
      call
        .replace(/ *#.*/, '')
        .replace(/file:\S+/, 'FILE')
        .replace(/value=[0-9a-f]{64}/, 'value=PRINT'),
    ),
  }
}

const [create, update] = ['create-service', 'update-service'].map(
  (operation) => `ecs ${operation} --cli-input-json FILE --task-definition ${arn}`,
)
const answer = '--query service.serviceArn --output text'
const tag =
  'ecs tag-resource --resource-arn arn:aws:ecs:eu-west-1:1:service/main/shop-web --tags key=mc:lattice,value=lattice key=mc:request,value=PRINT'
const wait = 'ecs wait services-stable --cluster main --services shop-web'

/** The print that the script itself makes of the request. */
function currentPrint(): string {
  const folder = lattice()
  const { stdout } = spawnSync(join(folder, 'deploy.sh'), { env: { PATH: '/usr/bin:/bin', ...given, DRY_RUN: '1' }, encoding: 'utf8' })
  const [, print = ''] = /shop\/shop-web\/service\.json[\s\S]*?key=mc:request,value=([0-9a-f]{64})/.exec(stdout) ?? []
  assert.is(print.length, 64)
  return print
}

const given = {
  CLUSTER: 'main',
  AWS_REGION: 'eu-west-1',
  SUBNETS: 'subnet-1',
  SECURITY_GROUPS: 'sg-1',
  EXECUTION_ROLE_ARN: 'arn:aws:iam::123456789012:role/x',
}

/** The files of a service and the one that it links to, in a folder. */
function lattice(): string {
  const link = { type: 'link', properties: { target: { name: 'db' } } }
  const { files } = emitEcs({ shop: [component({}, [link]), component({ ports: [{ port: 5432, name: 'tcp' }] }, [], 'db')] })
  const folder = temporary(files)
  chmodSync(join(folder, 'deploy.sh'), 0o755)
  return folder
}

tests('ECS: services that are there already', {
  'one that is not there, or has been deleted, is made': () => {
    for (const status of ['', 'INACTIVE']) assert.equal(deployed({ status }).calls, [`${create} ${answer}`, tag, wait])
  },
  'one that is ending is waited for, and made anew': () => {
    assert.equal(deployed({ status: 'DRAINING' }).calls, [
      'ecs wait services-inactive --cluster main --services shop-web',
      `${create} ${answer}`,
      tag,
      wait,
    ])
  },
  'one that has changed is updated': () => {
    assert.equal(deployed({}).calls, [`${update} ${answer}`, tag, wait])
    const [first] = deployed({ print: currentPrint(), revision: 'arn:aws:ecs:eu-west-1:1:task-definition/shop-web:6' }).calls
    assert.is(first, `${update} ${answer}`)
  },
  'one that has not changed is left alone': () => assert.equal(deployed({ print: currentPrint() }).calls, [wait]),
  'one whose tasks are older than what it links to is deployed again': () => {
    const younger = { print: currentPrint(), made: '2026-01-03T00:00:00+00:00' }
    assert.equal(deployed(younger).calls, ['ecs update-service --cluster main --service shop-web --force-new-deployment', wait])
  },
  'load balancers that it no longer has are taken away': () => {
    assert.equal(deployed({ balancers: 1 }).calls[0], `${update} --load-balancers [] ${answer}`)
  },
  'what ECS does not change is refused, and made anew where that is asked for': () => {
    const refused = deployed({ strategy: 'DAEMON' })
    assert.is(refused.code, 1)
    assert.match(refused.stderr, 'service shop-web is there as DAEMON and has to become REPLICA')
    assert.equal(refused.calls, [])
    assert.equal(deployed({ strategy: 'DAEMON' }, { REPLACE: '1' }).calls.slice(0, 3), [
      'ecs delete-service --cluster main --service shop-web --force',
      'ecs wait services-inactive --cluster main --services shop-web',
      `${create} ${answer}`,
    ])
  },
  'a deployment that ECS has taken back is a failure, although the service is stable': () => {
    for (const after of ['arn:aws:ecs:eu-west-1:1:task-definition/shop-web:6\tCOMPLETED', `${arn}\tFAILED`]) {
      const { code, stderr } = deployed({ after })
      assert.is(code, 1)
      assert.match(stderr, 'not stable: shop-web')
    }
  },
})

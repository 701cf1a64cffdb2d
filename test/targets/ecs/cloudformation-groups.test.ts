import fc from 'fast-check'
import * as assert from 'uvu/assert'
import { parse } from 'yaml'
import type { Source } from '../../../src/diagnostic.js'
import { toYaml } from '../../../src/print/to-yaml.js'
import { latticeStack } from '../../../targets/ecs/cloudformation/lattice/lattice-stack.js'
import { templateOf } from '../../../targets/ecs/cloudformation/template/stack-draft.js'
import type { Template } from '../../../targets/ecs/cloudformation/template/template.js'
import { type SecurityGroup, securityGroups } from '../../../targets/ecs/resources/network/security-groups.js'
import { tests } from '../../harness.js'
import { corpora, examples } from '../../kube/subjects.js'
import { latticeModels, manifestOf } from '../kubernetes/lattice-models.js'
import { drafted } from './drafted.js'

// that the groups of a lattice are its graph is for another test to say (`security-groups.test.ts`)
tests('ecs: security groups in CloudFormation', {
  'those of random lattices are read back from the template as they were': () => {
    fc.assert(
      fc.property(latticeModels, ({ applications }) => {
        assert.ok(agree(applications.map((application) => ({ path: `${application.name}.yaml`, text: manifestOf(application) }))))
      }),
      { numRuns: 60 },
    )
  },
  'so are those of every example': () => {
    for (const { sources, name } of examples()) assert.ok(agree(sources), name)
  },
  'and of every manifest of the corpora that is valid': () => {
    for (const { sources } of corpora()) agree(sources)
  },
})

/** Tells whether there is something to agree on. */
function agree(sources: readonly Source[]): boolean {
  const made = drafted(sources)
  if (made === undefined) return false
  const names = new Map(made.draft.units.map(({ id, name }) => [id, name]))
  const wanted = securityGroups(made.draft).map((group) => readable(group, (id) => `${latticeName}-${names.get(id) ?? 'balancer'}`))
  const template = parse(toYaml(templateOf(latticeStack(made.draft)))) as Template
  assert.equal(groupsIn(template), wanted.flat().sort())
  return wanted.length > 0
}

const latticeName = 'lattice'

/** Gives a group as lines: its name, and each rule with its side and the name of its peer. */
function readable({ id, ingress, egress, description }: SecurityGroup, nameOf: (id: string) => string): readonly string[] {
  const own = nameOf(id)
  return [
    `${own}: ${description}`,
    ...[...ingress.map((rule) => ['in', rule] as const), ...egress.map((rule) => ['out', rule] as const)].flatMap(([side, rule]) => {
      const peers = rule.peer === 'anywhere' ? ['0.0.0.0/0', '::/0'] : [nameOf(rule.peer.group)]
      return peers.map((peer) => `${own} ${side} ${peer} ${rule.protocol === 'all' ? '-1' : rule.protocol} ${rule.port ?? 'all'}`)
    }),
  ]
}

/** Gives the same of a template, whether rules stand within groups or by themselves; every group says at least one rule of its own on the way out, because it would let out everything else. */
function groupsIn({ Resources }: Template): readonly string[] {
  const groups = Object.entries(Resources).filter(([, { Type }]) => Type === 'AWS::EC2::SecurityGroup')
  const names = new Map(groups.map(([id, { Properties = {} }]) => [id, (Properties['Tags'] as { Value: string }[])[0]!.Value]))
  const nameOf = (value: unknown): string => names.get((value as { 'Fn::GetAtt': [string] })['Fn::GetAtt'][0])!
  const line = (own: string, side: string, rule: Record<string, unknown>): string => {
    const group = rule['SourceSecurityGroupId'] ?? rule['DestinationSecurityGroupId']
    const peer = rule['CidrIp'] ?? rule['CidrIpv6'] ?? nameOf(group)
    assert.is(rule['FromPort'], rule['ToPort'])
    return `${own} ${side} ${peer} ${rule['IpProtocol']} ${rule['FromPort'] ?? 'all'}`
  }
  const rules = (value: unknown): Record<string, unknown>[] => (value ?? []) as Record<string, unknown>[]
  return Object.entries(Resources)
    .flatMap(([id, { Type, Properties = {} }]) => {
      if (Type === 'AWS::EC2::SecurityGroupIngress') return [line(nameOf(Properties['GroupId']), 'in', Properties)]
      if (Type === 'AWS::EC2::SecurityGroupEgress') return [line(nameOf(Properties['GroupId']), 'out', Properties)]
      if (Type !== 'AWS::EC2::SecurityGroup') return []
      assert.ok(rules(Properties['SecurityGroupEgress']).length > 0, `${id} lets out everything`)
      return [
        `${names.get(id)}: ${String(Properties['GroupDescription'])}`,
        ...rules(Properties['SecurityGroupIngress']).map((rule) => line(names.get(id)!, 'in', rule)),
        ...rules(Properties['SecurityGroupEgress']).map((rule) => line(names.get(id)!, 'out', rule)),
      ]
    })
    .sort()
}

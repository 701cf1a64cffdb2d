import type { Case } from './case.js'
import { http, link, manifest, scaler } from './example-manifest.js'

const customScaler = 'Scaler trait deserialized as custom trait, ensure fields are correct: '
const customLink = 'Link trait deserialized as custom trait, ensure fields are correct: '
const missing = 'The following capability component(s) are missing from the manifest: '
const secret = '{name: pin, properties: {policy: vault, key: k}}'
const withSecret = `{image: i, secrets: [${secret}]}`

/** Cases for each of wadm's rules on what it could read; 26 and 27 are among the reading cases. */
export const ruleCases: readonly Case[] = [
  {
    title: 'rule 1: a dot in the name',
    text: manifest({ name: 'my.shop' }),
    errors: [['manifest name [my.shop] is not allowed (should match regex [^[-\\w]+$])', 'my.shop']],
  },
  { title: 'rule 1: letters of all scripts pass', text: manifest({ name: 'größe-日本_٣' }) },
  {
    title: 'rule 2: the version latest',
    text: manifest({ annotations: '{version: latest}' }),
    errors: [['latest is not allowed in wadm', 'latest']],
  },
  {
    title: 'rules 3 and 4: keys, labels first, in order of the keys',
    text: manifest({ annotations: '{"tea pot": "a\\"\\u0301\\n"}', labels: '{z_: 1, -a: 2}' }),
    errors: [
      ['Invalid OAM label: ("-a", "2")', '-a'],
      ['Invalid OAM label: ("z_", "1")', 'z_'],
      ['Invalid OAM annotation: ("tea pot", "a\\"\\u{301}\\n")', '"tea pot"'],
    ],
  },
  {
    title: 'rule 5: a name for every repetition',
    text: manifest({
      more: '- {name: web, type: component, properties: {image: i}}\n    - {name: "web", type: capability, properties: {image: i}}',
    }),
    errors: [
      ['Duplicate component name in manifest: web', 'web'],
      ['Duplicate component name in manifest: web', '"web"'],
    ],
  },
  {
    title: 'rule 6: explicit identifiers over both types',
    text: manifest({ properties: '{image: i, id: one}', more: '- {name: db, type: capability, properties: {image: i, id: one}}' }),
    errors: [['Duplicate component identifier in manifest: one', 'one']],
  },
  {
    title: 'rules 7 and 13: a target that is no component',
    text: manifest({ traits: link('target: {name: cash}, name: till') }),
    errors: [[`${missing}["cash"]`, 'cash']],
    warnings: [['link (name [till]) target [cash] is not a listed component', 'cash']],
  },
  {
    title: 'rule 7: no target at all is the target ""',
    text: manifest({ traits: link('') }),
    errors: [[`${missing}[""]`, 'properties']],
    warnings: [['link (target []) target [] is not a listed component', 'properties']],
  },
  {
    title: 'rule 7: the properties of a link under any type',
    text: manifest({ traits: link('target: cash').replace('type: link', 'type: wire') }),
    errors: [[`${missing}["cash"]`, 'cash']],
  },
  {
    title: 'rules 8 and 9: unknown interfaces of known namespaces',
    text: manifest({ traits: http('interfaces: [incoming-handler, handler], target: web') }),
    warnings: [['unrecognized interface [wasi:http/handler]', 'handler']],
  },
  {
    title: 'rules 12 and 17: a link that is none',
    text: manifest({ traits: '[{type: link, properties: {values: {b: 1, a: [1.0, -0]}, target: web}}]' }),
    errors: [
      ["custom link is missing 'target' name property", 'web'],
      [`${customLink}{"target":"web","values":{"a":[1.0,0],"b":1}}`, 'properties'],
    ],
  },
  {
    title: 'rules 10, 11 and 17: two more of them',
    text: manifest({ traits: '[{type: link, properties: {a: b}}, {type: link, properties: {target: {name: cash}}}]' }),
    errors: [
      ["custom link is missing 'target' property", 'properties'],
      [`${customLink}{"a":"b"}`, 'properties'],
      [`${customLink}{"target":{"name":"cash"}}`, 'properties'],
    ],
    warnings: [['custom link target [cash] is not a listed component', 'cash']],
  },
  {
    title: 'rules 14 to 16: policies of secrets',
    text: manifest({ policies: '[{name: vault, type: other, properties: {}}]', properties: withSecret }),
    errors: [
      [
        "secret 'pin' is mapped to policy 'vault' which is not a secret policy. Expected type 'policy.secret.wasmcloud.dev/v1alpha1'",
        'vault',
      ],
    ],
  },
  {
    title: 'rule 15: a policy without backend, the last of its name',
    text: manifest({
      policies: '[{name: vault, type: x, properties: {}}, {name: vault, type: policy.secret.wasmcloud.dev/v1alpha1, properties: {}}]',
      properties: withSecret,
    }),
    errors: [["secret 'pin' is mapped to policy 'vault' which does not include a 'backend' property", 'vault']],
  },
  {
    title: 'rule 16: the secrets of links come first',
    text: manifest({ properties: withSecret, traits: link(`target: {name: web, secrets: [${secret.replace('pin', 'cvc')}]}`) }),
    errors: [
      ["secret 'cvc' is mapped to unknown policy 'vault'", 'vault'],
      ["secret 'pin' is mapped to unknown policy 'vault'", 'vault'],
    ],
  },
  {
    title: 'rule 18: a scaler with a float',
    text: manifest({ traits: scaler('{instances: 2.50}') }),
    errors: [[`${customScaler}{"instances":2.5}`, '2.50']],
  },
  {
    title: 'rule 18: a spread without requirements',
    text: manifest({ traits: scaler('{instances: 2, spread: [{name: s}]}') }),
    errors: [[`${customScaler}{"instances":2,"spread":[{"name":"s"}]}`, 'name']],
  },
  {
    title: 'rule 18: 2^64 is one too many, as a float',
    text: manifest({ traits: scaler('{instances: 1e20}') }),
    errors: [[`${customScaler}{"instances":1e20}`, '1e20']],
  },
  {
    title: 'rule 18: both names of one field',
    text: manifest({ traits: scaler('{instances: 1, replicas: 1}') }),
    errors: [[`${customScaler}{"instances":1,"replicas":1}`, 'replicas']],
  },
  {
    title: 'rule 19: image and application',
    text: manifest({ properties: '{image: i, application: {name: hub, component: c}}' }),
    errors: [["Component cannot have both 'image' and 'application' properties", 'i']],
  },
  {
    title: 'rule 20: neither',
    text: manifest({ properties: '{}' }),
    errors: [["Component must have either 'image' or 'application' property", 'properties']],
  },
  {
    title: 'rule 21: configuration of a shared component hides the rest',
    text: manifest({ properties: '{application: {name: hub, component: c}, config: [{name: n}]}', traits: scaler('{instances: 1}') }),
    errors: [["Shared component 'hub' cannot specify additional 'config'", 'config']],
  },
  {
    title: 'rule 22: secrets of a shared component',
    text: manifest({
      policies: '[{name: vault, type: policy.secret.wasmcloud.dev/v1alpha1, properties: {backend: b}}]',
      properties: withSecret.replace('image: i', 'application: {name: hub, component: c}'),
    }),
    errors: [["Shared component 'hub' cannot specify additional 'secrets'", 'secrets']],
  },
  {
    title: 'rule 23: a scaler of a shared component',
    text: manifest({ properties: '{application: [hub, c]}', traits: scaler('{instances: 1}') }),
    errors: [["Shared component 'hub' cannot include a scaler trait", 'spreadscaler']],
  },
  {
    title: 'rule 24: an interface twice under one name',
    text: manifest({ traits: http('interfaces: [incoming-handler, "incoming-handler"], target: web') }),
    errors: [["Duplicate link found inside component 'web': default (wasi:http/incoming-handler)", '"incoming-handler"']],
  },
  {
    title: 'rule 25: configurations with properties over all links',
    text: manifest({
      traits: link(
        'target: {name: web, config: [{name: n, properties: {}}, {name: o}]}, source: {config: [{name: "n", properties: {}}, {name: o}]}',
      ),
    }),
    errors: [["Duplicate link config name found: 'n'", '"n"']],
  },
]

import type { Case } from './case.js'
import { link, manifest, scaler } from './example-manifest.js'

const kept = (component: object, extra: object = {}) => ({
  apiVersion: 'core.oam.dev/v1beta1',
  kind: 'Application',
  metadata: { name: 'shop' },
  spec: { components: [{ name: 'web', type: 'component', properties: { image: 'i' }, ...component }], ...extra },
})

/** What wadm reads in ways that may surprise; `stored` is what it keeps. */
export const readingCases: readonly Case[] = [
  { title: 'a plain manifest', text: manifest() },
  { title: 'neither apiVersion nor kind is looked at', text: manifest().replace('core.oam.dev/v1beta1', 'v0').replace('Application', '~') },
  { title: 'CRLF line ends', text: manifest().replaceAll('\n', '\r\n') },
  {
    title: 'JSON with tabs',
    text: '{\n\t"apiVersion": "a",\n\t"kind": "b",\n\t"metadata": {"name": "j", "annotations": {}},\n\t"spec": {"components": []}\n}\n',
  },
  {
    title: 'a byte order mark before JSON on one line',
    text: '\uFEFF{"apiVersion": "a", "kind": "b", "metadata": {"name": "j", "annotations": {}}, "spec": {"components": []}}',
  },
  { title: 'an end mark and a comment after it', text: `--- # here\n${manifest()}...\n# there\n` },
  {
    title: 'unknown keys where wadm drops them',
    text: manifest({ policies: '[{name: p, type: t, properties: {}, extra: 1}]' }).replace('spec:', 'spec:\n  rollout: [1]'),
  },
  {
    title: 'no annotations but their key',
    text: manifest({ annotations: '' }),
    stored: { ...kept({ properties: { image: 'reg/web:1' } }) },
  },
  { title: 'an absent list of components', text: manifest().replace(/components:.*/s, 'components:\n') },
  {
    title: 'scalars of every look where the type is known to be a string',
    text: manifest({
      annotations: '{a: 1.0, b: 0o17, c: ~, d: , e: no, f: !x 3, g: 2024-01-01}',
      labels: '{12: 012}',
      properties: '{image: i}',
    }),
    stored: {
      ...kept({}),
      metadata: {
        name: 'shop',
        annotations: { a: '1.0', b: '0o17', c: '~', d: '', e: 'no', f: '3', g: '2024-01-01' },
        labels: { 12: '012' },
      },
    },
  },
  { title: 'the old type actor is stored as component', text: manifest({ type: 'actor', properties: '{image: i}' }), stored: kept({}) },
  {
    title: 'a type by its number, as serde reads enums',
    text: manifest({ type: '1', properties: '{image: i}' }),
    stored: kept({ type: 'capability' }),
  },
  {
    title: 'a field by its number and a struct as a list',
    text: manifest({ properties: '{0: i, config: [[c, {k: v}]]}' }),
    stored: kept({ properties: { image: 'i', config: [{ name: 'c', properties: { k: 'v' } }] } }),
  },
  {
    title: 'null for what is optional',
    text: manifest({ properties: '{image: i, application: ~, id: null}', traits: 'null' }),
    stored: kept({}),
  },
  {
    title: 'tags of YAML itself set a type',
    text: manifest({ properties: '{image: !!str 5}', traits: scaler('{instances: !!int "7"}') }),
    stored: kept({ properties: { image: '5' }, traits: [{ type: 'spreadscaler', properties: { instances: 7 } }] }),
  },
  {
    title: 'replicas is stored as instances',
    text: manifest({ properties: '{image: i}', traits: scaler('{replicas: 0x10}') }),
    stored: kept({ traits: [{ type: 'spreadscaler', properties: { instances: 16 } }] }),
  },
  {
    title: 'empty requirements are lost on storing',
    text: manifest({ properties: '{image: i}', traits: scaler('{instances: 1, spread: [{name: s, requirements: {}}]}') }),
    stored: kept({ traits: [{ type: 'spreadscaler', properties: { instances: 1, spread: [{ name: 's' }] } }] }),
  },
  {
    title: 'a target as a string takes target_config',
    text: manifest({ properties: '{image: i}', traits: link('target: web, target_config: [{name: t}]') }),
    warnings: [["one of the components' link trait contains a target_config key, please use target:config: rather", 'target_config']],
    stored: kept({
      traits: [
        {
          type: 'link',
          properties: { namespace: 'acme', package: 'pay', interfaces: ['charge'], target: { name: 'web', config: [{ name: 't' }] } },
        },
      ],
    }),
  },
  {
    title: 'source wins over source_config',
    text: manifest({
      properties: '{image: i}',
      traits: link('target: {name: web}, source_config: [{name: old}], source: {config: [{name: new}]}'),
    }),
    warnings: [["one of the components' link trait contains a source_config key, please use source:config: rather", 'source_config']],
    stored: kept({
      traits: [
        {
          type: 'link',
          properties: {
            namespace: 'acme',
            package: 'pay',
            interfaces: ['charge'],
            source: { config: [{ name: 'new' }] },
            target: { name: 'web' },
          },
        },
      ],
    }),
  },
  {
    title: 'a name defined twice shifts the anchors after it, as in serde_yaml',
    text: manifest({ annotations: '{a: &p one, b: &p two, c: &q three, d: *p}', properties: '{image: i}' }),
    stored: { ...kept({}), metadata: { name: 'shop', annotations: { a: 'one', b: 'two', c: 'three', d: 'three' } } },
  },
  {
    title: 'brackets and quotes go on at any indentation',
    text: manifest({ properties: '{\nimage: "reg/\n  web" # it\'s here\n}' }),
    stored: kept({ properties: { image: 'reg/ web' } }),
  },
  { title: 'a trait of another type may hold anything', text: manifest({ traits: '[{type: spreadscalar, properties: [1, {a: null}]}]' }) },
]

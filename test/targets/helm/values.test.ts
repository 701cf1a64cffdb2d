import { Ajv } from 'ajv'
import * as assert from 'uvu/assert'
import { isMap, isScalar, parse, parseDocument } from 'yaml'
import { tests } from '../../harness.js'
import { filesOf } from '../../kube/render-subject.js'
import { examples } from '../../kube/subjects.js'
import { charts } from './charts.js'

const shop = `
- name: web
  type: webservice
  properties:
    image: ghcr.io/acme/web:1.2.3
    env: [{name: MODE, value: "{{ .Values.x }}"}, {name: TOKEN, valueFrom: {secretKeyRef: {name: web-token, key: token}}}]
    ports: [{port: 8080, name: http, expose: true}]
    cpu: "0.5"
`

tests('helm: values', {
  'have a comment each, and the schema takes the defaults and nothing unknown': () => {
    // compiling a schema takes long, and all of them meet both Helms in the engine tests
    for (const subject of examples().filter((_, index) => index % 2 === 1)) {
      const files = filesOf(subject, 'helm')
      const paths = Object.keys(files).filter((path) => /^[^/]+\/values\.yaml$/.test(path))
      assert.ok(paths.length > 0)
      for (const path of paths) {
        const text = files[path]!
        const schema = JSON.parse(files[path.replace('.yaml', '.schema.json')]!)
        assert.equal(uncommented(text, schema), [], path)
        const validate = new Ajv({ strict: false }).compile(schema)
        assert.ok(validate(parse(text)), `${path}: ${JSON.stringify(validate.errors)}`)
        assert.not(validate({ ...parse(text), unknown: 1 }))
        assert.is(schema.$schema, 'http://json-schema.org/draft-07/schema#')
      }
    }
  },
  'hold what the manifest says, and what changes nothing': () => {
    const { web } = charts({ shop }).values('shop')
    assert.equal(web.image, { repository: 'ghcr.io/acme/web', tag: '1.2.3', digest: '', pullPolicy: 'Always' })
    assert.equal(web.env, { MODE: '{{ .Values.x }}' })
    assert.equal(web.existingSecrets, { 'web-token': 'web-token' })
    assert.is(web.resources.requests.cpu, '500m')
    assert.is(web.autoscaling.enabled, false)
    assert.equal([web.nodeSelector, web.tolerations, web.extraEnv], [{}, [], []])
  },
  'refuse what has a wrong type, is misspelt, or is needed and taken away': () => {
    const { files } = charts({ shop })
    const validate = new Ajv({ strict: false }).compile(JSON.parse(files['shop/values.schema.json']!))
    const refused = (change: (web: Record<string, unknown>) => void): void => {
      const values = parse(files['shop/values.yaml']!)
      change(values.web)
      assert.not(validate(values), JSON.stringify(values.web))
    }
    refused((web) => Object.assign(web, { replicas: 'many' }))
    refused((web) => Object.assign(web, { replica: 2 }))
    refused((web) => delete web['image'])
    refused((web) => Object.assign(web, { readinessProbe: { httpget: {} } }))
    refused((web) => Object.assign(web, { resources: { limits: { cpu: '1 core' } } }))
    refused((web) => Object.assign(web, { podLabels: { 'app.kubernetes.io/name': 'other' } }))
    refused((web) => Object.assign(web, { affinity: { podAntiAffinity: { preferred: [] } } }))
    refused((web) => Object.assign(web, { env: { MODE: 12_345_678 } }))
  },
  'of components have keys that Go templates and YAML 1.1 can spell, and that are no other’s': () => {
    const names = ['web-api', 'web.api', 'global', 'y', 'on', '2nd', 'networkPolicy']
    const components = names.map((name) => `- {name: "${name}", type: worker, properties: {image: "busybox:1"}}`).join('\n')
    const { values, files } = charts({ shop: components })
    const keys = Object.keys(values('shop'))
    for (const key of keys) assert.match(key, /^[A-Za-z_][A-Za-z0-9_]*$/)
    assert.ok(
      ['globalComponent', 'yComponent', 'onComponent', '_2nd', 'networkPolicyComponent'].every((key) => keys.includes(key)),
      keys.join(),
    )
    assert.is(keys.filter((key) => /^webApi_[0-9a-f]{8}$/.test(key)).length, 2)
    const deployments = Object.entries(files).filter(([path]) => path.endsWith('deployment.yaml'))
    assert.is(deployments.length, names.length)
  },
  'that a chart does not know are its neighbours’ namespaces only': () => {
    const { files } = charts({ shop })
    const validate: (given: unknown) => boolean = new Ajv({ strict: false }).compile(JSON.parse(files['shop/values.schema.json']!))
    const values = charts({ shop }).values('shop')
    values.global.namespaces.other = 'elsewhere'
    values.global.ofAParent = { some: ['thing'] }
    values.enabled = true
    assert.ok(validate(values))
    values.global.namespaces.other = 1
    assert.not(validate(values))
  },
})

interface Schema {
  readonly properties?: Readonly<Record<string, Schema>>
  readonly additionalProperties?: unknown
}

/** Gives the paths of values without a comment of their own; what the schema does not take apart is one value. */
function uncommented(text: string, { properties = {} }: Schema, map: unknown = parseDocument(text).contents, path = ''): string[] {
  if (!isMap(map)) return []
  return map.items.flatMap(({ key, value }, at) => {
    const name = isScalar(key) ? String(key.value) : ''
    const own = properties[name]
    if (own === undefined) return []
    // of a first key the comment stands above the map
    const hasComment = (isScalar(key) && key.commentBefore) || (at === 0 && map.commentBefore)
    // the values of a chart below its name are its own
    const isLeaf = own.properties === undefined || (own.additionalProperties === true && name !== 'global')
    if (isLeaf) return hasComment ? [] : [`${path}${name}`]
    return uncommented(text, own, value, `${path}${name}.`)
  })
}

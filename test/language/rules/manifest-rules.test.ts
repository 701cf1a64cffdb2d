import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import * as assert from 'uvu/assert'
import { components, web } from '../../../src/language/rules/example.js'
import { manifestRules } from '../../../src/language/rules/manifest-rules.js'
import { root, tests } from '../../harness.js'
import { findings } from './findings.js'

const areas = ['schema', 'wasm', 'link', 'trait', 'container', 'spin']

tests('rules over one application', {
  'a rule stands in the file of its code, and every file is registered': () => {
    const files = areas.flatMap((area) =>
      readdirSync(join(root, 'src/language/rules', area))
        .filter((file) => file !== 'index.ts')
        .map((file) => `${area}/${file.replace(/\.ts$/, '')}`),
    )
    assert.equal(manifestRules.map(({ code }) => code).sort(), files.sort())
  },
})

const wasm = (traits: string, properties = ''): string =>
  components(`
    - name: store
      type: capability
      properties:
        image: ghcr.io/acme/store:1.0.0
    - name: api
      type: component
      properties:
        image: ghcr.io/acme/api:1.0.0
        ${properties}
      traits:
        - type: spreadscaler
          properties: {instances: 1}
        ${traits}
  `)

const link = (source: string, target = '{name: cache}', type = 'worker', ports = 'ports: [{port: 6379, name: redis}]'): string =>
  components(`
    - name: cache
      type: webservice
      properties:
        image: ghcr.io/acme/cache:1.0.0
        ${ports}
    - name: web
      type: ${type}
      properties:
        image: ghcr.io/acme/web:1.0.0
      traits:
        - type: link
          properties:
            target: ${target}
            ${source}
  `)

/** A Spin application with a store that has these values as options, and links of these names to a container. */
const stores = (values: readonly string[], links: readonly string[]): string =>
  components(`
    - name: cache
      type: webservice
      properties:
        image: ghcr.io/acme/cache:1.0.0
        ports: [{port: 6379}]
    - name: orders
      type: spin
      properties:
        image: ghcr.io/acme/orders:1.0.0
        runtimeConfig: {keyValueStores: [{name: default, type: redis, options: [${values.map((value, index) => `{name: "${index}", value: "${value}"}`).join(', ')}]}]}
      traits: [${links.map((name) => `{type: link, properties: {name: ${name}, target: {name: cache}}}`).join(', ')}]
  `)

/** What beside each rule's own snippets must be found: `code @text under the carets`, in the order of the file. */
const cases: Readonly<Record<string, readonly [manifest: string, ...expected: string[]]>> = {
  'dots in a name, without WebAssembly': [web('').replace('name: shop', 'name: shop.eu')],
  'dots in a name, with WebAssembly': [wasm('').replace('name: shop', 'name: shop.eu'), 'schema/bad-name @shop.eu'],
  'an annotation of somebody’s own': [
    web('').replace('name: shop\n', 'name: shop\n  annotations: {versions: "2", owner: me, descriptor: x}\n'),
    'schema/misspelt-annotation @versions',
  ],
  'a shared annotation with a capital': [
    web('').replace('name: shop\n', 'name: shop\n  annotations: {experimental.wasmcloud.dev/shared: True}\n'),
    'schema/shared-value @True',
  ],
  'build and image together': [web('build: {context: .}')],
  'a component that waits for itself': [
    components(`
    - name: web
      type: worker
      dependsOn: [web]
      properties: {image: "ghcr.io/acme/web:1.0.0"}
    `),
    'schema/unknown-dependency @web',
  ],
  'inputs, outputs and a workflow': [
    components(
      `
    - name: web
      type: worker
      inputs: [{from: a, parameterKey: b}]
      outputs: [{name: c}]
      properties: {image: "ghcr.io/acme/web:1.0.0"}
    `,
      'workflow: {steps: []}',
    ),
    'schema/not-supported @inputs',
    'schema/not-supported @outputs',
    'schema/not-supported @workflow',
  ],
  'a policy that nobody knows': [
    components(
      '- {name: web, type: worker, properties: {image: "ghcr.io/acme/web:1"}}',
      'policies: [{name: a, type: acme.dev/policy, properties: {}}]',
    ),
  ],
  'images of sidecars and init containers': [
    web(
      '',
      `
    - type: sidecar
      properties: {name: proxy, image: "ghcr.io/acme/proxy:"}
    - type: init-container
      properties: {name: prepare, image: "http://ghcr.io/acme/prepare", appMountPath: /a, initMountPath: /a}
    - type: container-image
      properties: {image: "Web"}
    `,
    ),
    'schema/bad-image @"ghcr.io/acme/proxy:"',
    'schema/bad-image @"http://ghcr.io/acme/prepare"',
    'schema/bad-image @"Web"',
  ],
  'images of WebAssembly': [
    components(`
    - {name: a, type: capability, properties: {image: "file:///srv/a.wasm"}}
    - {name: b, type: capability, properties: {image: "wasmcloud+builtin://http-client"}}
    - {name: c, type: capability, properties: {image: "https://acme.dev/c"}}
    - {name: d, type: capability, properties: {image: ""}}
    `),
    'schema/bad-image @"https://acme.dev/c"',
    'schema/empty-image @""',
  ],
  'a secret of a link': [
    wasm(
      `- type: link
          properties:
            namespace: wasi
            package: keyvalue
            interfaces: [store]
            target: {name: store, secrets: [{name: key, properties: {policy: vault, key: k}}]}`,
    ),
    'wasm/secret-policy @vault',
  ],
  'a policy of another type, and one without a backend': [
    components(
      `
    - name: store
      type: capability
      properties:
        image: ghcr.io/acme/store:1.0.0
        secrets:
          - {name: a, properties: {policy: one, key: k}}
          - {name: b, properties: {policy: two, key: k}}
    `,
      `
    policies:
      - {name: one, type: acme.dev/vault, properties: {backend: b}}
      - {name: two, type: policy.secret.wasmcloud.dev/v1alpha1, properties: {}}
    `,
    ),
    'wasm/secret-policy @one',
    'wasm/secret-policy @two',
  ],
  'weights of a daemon scaler': [
    wasm('').replace(
      'spreadscaler\n          properties: {instances: 1}',
      'daemonscaler\n          properties: {instances: 1, spread: [{name: a, weight: 0, requirements: {a: b}}]}',
    ),
  ],
  'both names of the number of instances': [
    wasm('').replace('{instances: 1}', '{instances: 1, replicas: 2}'),
    'wasm/bad-instances @replicas',
  ],
  'a misspelt scaler is one mistake': [wasm('').replace('spreadscaler', 'spread-scaler'), 'trait/unknown @spread-scaler'],
  'a definition of somebody’s own is not corrected': [web('', '- {type: myenv, properties: {}}'), 'trait/unknown @myenv'],
  'a link by its old trait': [
    wasm('- {type: linkdef, properties: {target: {name: store}, namespace: wasi, package: keyvalue, interfaces: [store]}}'),
    'trait/unknown @linkdef',
  ],
  'a link to a component that is not there is one mistake': [
    wasm('- {type: link, properties: {target: {name: sore}}}'),
    'link/unknown-target @sore',
  ],
  'an unknown package and an unknown interface': [
    wasm(`- {type: link, properties: {target: {name: store}, namespace: wasi, package: keyvalues, interfaces: [store]}}
        - {type: link, properties: {target: {name: store}, namespace: wasi, package: http, interfaces: [incoming-handler, outgoing]}}
        - {type: link, properties: {target: {name: store}, namespace: acme, package: any, interfaces: [thing]}}`),
    'link/unrecognized-interface @keyvalues',
    'link/unrecognized-interface @outgoing',
  ],
  'the same interface twice in one link': [
    wasm('- {type: link, properties: {target: {name: store}, namespace: wasi, package: keyvalue, interfaces: [store, store]}}'),
    'link/duplicate @store',
  ],
  'links of the same interface with different names': [
    wasm(`- {type: link, properties: {name: a, target: {name: store}, namespace: wasi, package: keyvalue, interfaces: [store]}}
        - {type: link, properties: {name: b, target: {name: store}, namespace: wasi, package: keyvalue, interfaces: [store]}}`),
  ],
  'configuration of links that is stored elsewhere': [
    wasm(`- {type: link, properties: {name: a, target: {name: store, config: [{name: c}]}, namespace: wasi, package: keyvalue, interfaces: [store]}}
        - {type: link, properties: {name: b, target: {name: store, config: [{name: c}]}, namespace: wasi, package: keyvalue, interfaces: [store]}}`),
  ],
  'a link of a container needs no interfaces': [link('')],
  'variables of a link': [
    link(`source:
              config:
                - name: c
                  properties:
                    A: "$\{target.host}:$\{target.port}"
                    B: "$$\{target.nope} $\{HOME} $x"
                    C: "$\{target.config.size}"
                    D: "$\{target}"
                    E: "$\{tarset.host}"`),
    'link/unknown-variable @"${target.config.size}"',
    'link/unknown-variable @"${target}"',
    'link/unknown-variable @"${tarset.host}"',
  ],
  'a variable of the target’s configuration': [
    link(
      'source: {config: [{name: c, properties: {SIZE: "${target.config.size}"}}]}',
      '{name: cache, config: [{name: d, properties: {size: "3"}}]}',
    ),
  ],
  'an address without a port': [
    link('source: {config: [{name: c, properties: {URL: "${target.url}"}}]}', '{name: cache}', 'worker', ''),
    'link/unknown-variable @"${target.url}"',
  ],
  'a port by its number, its name and its default name': [link('', '{name: cache, port: 6379}')],
  'a port by its name': [link('', '{name: cache, port: redis}')],
  'a port that stands in front of another': [link('', '{name: cache, port: 80}', 'worker', 'ports: [{port: 80, containerPort: 8080}]')],
  'a port by its default name': [link('', '{name: cache, port: port-8080}', 'worker', 'ports: [{port: 80, containerPort: 8080}]')],
  'a port that is not there': [link('', '{name: cache, port: 6380}'), 'link/unknown-port @6380'],
  'a link that sets a variable which is there': [
    link('').replace(
      '        image: ghcr.io/acme/web:1.0.0\n',
      '        image: ghcr.io/acme/web:1.0.0\n        env: [{name: CONNECTION_CACHE_HOST, value: x}]\n',
    ),
    'container/shadowed-env @target',
  ],
  'a misspelt probe port, in quotes': [
    web('ports: [{port: 8080}]\nlivenessProbe: {tcpSocket: {port: "8080"}}\nreadinessProbe: {httpGet: {path: /, port: port-8080}}'),
    'container/probe-port-name @"8080"',
  ],
  'probes of several kinds': [
    web('livenessProbe: {tcpSocket: {port: 1}, exec: {command: [true]}}'.replace('[true]', '["true"]')),
    'container/probe-kind @tcpSocket',
  ],
  'a probe of a sidecar': [
    web('ports: [{port: 8080}]', '- {type: sidecar, properties: {name: a, image: a, livenessProbe: {tcpSocket: {port: 9090}}}}'),
  ],
  'a readiness probe that waits for two successes': [web('readinessProbe: {tcpSocket: {port: 1}, successThreshold: 2}')],
  'amounts that are none': [
    web('cpu: 500M\nmemory: 512m\nlimit: {cpu: 2cores, memory: "1024"}'),
    'container/bad-quantity @500M',
    'container/bad-quantity @512m',
    'container/bad-quantity @2cores',
    'container/bad-quantity @"1024"',
  ],
  'amounts of storage': [
    web(
      '',
      '- {type: storage, properties: {pvc: [{name: a, mountPath: /a, resources: {requests: {storage: 10K}}}], emptyDir: [{name: b, mountPath: /b, sizeLimit: 1Gi}]}}',
    ),
    'container/bad-quantity @10K',
  ],
  'a limit below what is requested, by a trait': [
    web('', '- {type: resource, properties: {requests: {cpu: 1, memory: 1Gi}, limits: {cpu: 0.5, memory: 1024Mi}}}'),
    'container/limit-below-request @0.5',
  ],
  'file modes': [
    web(
      'volumeMounts: {secret: [{name: a, mountPath: /a, secretName: s, defaultMode: 0400, items: [{key: k, path: p, mode: 0o400}, {key: l, path: q, mode: 755}]}]}',
    ),
    'container/file-mode @0400',
    'container/file-mode @755',
  ],
  'one volume at two paths': [web('volumeMounts: {pvc: [{name: a, mountPath: /a, claimName: c}, {name: a, mountPath: /b, claimName: c}]}')],
  'a path with and without a slash at its end': [
    web('volumeMounts: {emptyDir: [{name: a, mountPath: /a}, {name: b, mountPath: /a/}]}'),
    'container/duplicate-mount-path @/a/',
  ],
  'a volume of the storage trait': [
    web(
      '',
      '- {type: storage, properties: {emptyDir: [{name: a, mountPath: /a}]}}\n- {type: sidecar, properties: {name: s, image: s, volumes: [{name: a, path: /a}, {name: emptydir-a, path: /b}]}}',
    ),
    'container/mount-without-volume @a',
  ],
  'the shared volume of an init container': [
    web(
      '',
      '- {type: init-container, properties: {name: i, image: i, appMountPath: /a, initMountPath: /b}}\n- {type: sidecar, properties: {name: s, image: s, volumes: [{name: workdir, path: /a}]}}',
    ),
  ],
  'names of variables': [
    web('env: [{name: "", value: a}, {name: A=B, value: a}, {name: a-b, value: a}]', '- {type: env, properties: {env: {1A: b}}}'),
    'container/bad-env-name @""',
    'container/bad-env-name @A=B',
    'container/odd-env-name @a-b',
    'container/odd-env-name @1A',
  ],
  'sources of variables': [
    web(
      'env: [{name: A, valueFrom: {}}, {name: B, valueFrom: {fieldRef: {fieldPath: metadata.name}, secretKeyRef: {name: a, key: b}}}, {name: C}]',
    ),
    'container/env-source @valueFrom',
    'container/env-source @secretKeyRef',
  ],
  'the trait env replaces all': [web('env: [{name: A, value: a}]', '- {type: env, properties: {replace: true, env: {A: b}}}')],
  'a node port': [
    web('exposeType: NodePort\nports: [{port: 80, expose: true, nodePort: 30080}, {port: 81, nodePort: 30081}]'),
    'container/node-port-ignored @nodePort',
  ],
  'a sidecar that comes too late': [
    web('', '- {type: env, properties: {containerName: s, env: {A: b}}}\n- {type: sidecar, properties: {name: s, image: s}}'),
    'trait/unknown-container @s',
  ],
  'autoscalers of different kinds': [
    web('cpu: 1', '- {type: hpa, properties: {min: 0, max: 3}}\n- {type: cpuscaler, properties: {max: 3}}'),
    'trait/autoscaler-bounds @0',
    'trait/twice @cpuscaler',
  ],
  'an autoscaler without a minimum': [
    web('', '- {type: autoscaler, properties: {min: 20, concurrency: 5}}'),
    'trait/autoscaler-bounds @20',
  ],
  'scaling to nothing by requests': [web('', '- {type: autoscaler, properties: {min: 0, concurrency: 5}}')],
  'gateways with names': [
    web(
      'ports: [{port: 80}]',
      '- {type: gateway, properties: {name: a, http: {/a: 80}}}\n- {type: gateway, properties: {name: b, domain: "*.acme.dev", http: {/b: 80}}}\n- {type: gateway, properties: {name: b, domain: Acme.dev, http: {/c: 80}}}',
    ),
    'trait/twice @gateway',
    'trait/gateway-host @Acme.dev',
  ],
  'scalers of a task and of a daemon': [
    components(`
    - {name: a, type: task, properties: {image: a}, traits: [{type: scaler, properties: {replicas: 2}}]}
    - {name: b, type: daemon, properties: {image: b}, traits: [{type: hpa, properties: {}}]}
    - {name: c, type: spin, properties: {image: c}, traits: [{type: storage, properties: {}}, {type: scaler}]}
    `),
    'trait/wrong-kind @scaler',
    'trait/wrong-kind @hpa',
    'trait/wrong-kind @storage',
  ],
  'time zones': [
    components(`
    - {name: a, type: cron-task, properties: {image: a, schedule: "@daily", timeZone: Etc/UTC}}
    - {name: b, type: cron-task, properties: {image: a, schedule: "@daily", timeZone: Asia/Calcutta}}
    - {name: c, type: cron-task, properties: {image: a, schedule: "@daily", timeZone: europe/berlin}}
    - {name: d, type: cron-task, properties: {image: a, schedule: "@daily", timeZone: "+01:00"}}
    - {name: e, type: cron-task, properties: {image: a, schedule: "@daily", timeZone: Local}}
    `),
    'container/time-zone @europe/berlin',
    'container/time-zone @"+01:00"',
    'container/time-zone @Local',
  ],
  'a Spin application that nobody can call': [
    link('', '{name: cache}')
      .replace('type: webservice', 'type: spin')
      .replace('ports: [{port: 6379, name: redis}]', 'triggers: [{type: redis, channel: a}]'),
    'link/no-port @cache',
  ],
  'several ports: the name of the link may be that of one': [
    link('name: admin', '{name: cache}', 'worker', 'ports: [{port: 6379, name: redis}, {port: 8001, name: admin}]'),
  ],
  'several ports: so may that of the target': [
    link('', 'cache', 'worker', 'ports: [{port: 6379, name: cache}, {port: 8001, name: admin}]').replace(
      'target: cache',
      'target: {name: cache}',
    ),
  ],
  'several ports: a number made into a name is none': [
    link('name: port-6379', '{name: cache}', 'worker', 'ports: [{port: 6379}, {port: 8001, name: admin}]'),
    'link/ambiguous-port @cache',
  ],
  'addresses of links in stores': [
    stores(
      ['${target.url}', '${target.redis.url}', '${target.queue.prot}', '${target.queue.host}', '$${target.x}', '${HOME}'],
      ['redis', 'queue'],
    ),
    'spin/unknown-link @"${target.url}"',
    'spin/unknown-link @"${target.queue.prot}"',
  ],
  'the address of the only link in stores': [
    stores(['${target.url}', '${target.port}', '${tarset.host}'], ['redis']),
    'spin/unknown-link @"${tarset.host}"',
  ],
  'addresses of links to WebAssembly in stores': [
    stores(['${target.redis.host}'], ['redis'])
      .replace('type: webservice', 'type: component')
      .replace('        ports: [{port: 6379}]\n', ''),
    'wasm/no-scaler @cache',
    'link/not-served @cache',
  ],
  'addresses without links in stores': [stores(['${target.url}'], []), 'spin/unknown-link @"${target.url}"'],
  'options of a store': [
    stores(['a'], []).replace('options: [', 'options: [{name: type, value: b}, {name: "0", value: a}, '),
    'spin/duplicate-store @type',
    'spin/duplicate-store @"0"',
  ],
  debuggers: [
    components(`
    - {name: a, type: worker, properties: {image: a, debug: {env: {A: b}}}}
    - {name: b, type: worker, properties: {image: b, cmd: [sh, run.sh], debug: {preset: python}}}
    - {name: c, type: worker, properties: {image: c, debug: {preset: go}}}
    - {name: d, type: worker, properties: {image: d, debug: {preset: go, cmd: [dlv, exec, /d]}}}
    - {name: e, type: worker, properties: {image: e, debug: {preset: java}}}
    - {name: f, type: worker, properties: {image: f, debug: {preset: go}}, traits: [{type: command, properties: {command: [/f]}}]}
    `),
    'container/debug-preset @debug',
    'container/debug-preset @python',
    'container/debug-preset @go',
  ],
  'live update of what is not built': [
    web('develop: {sync: /app, language: node}'),
    'container/watch-rule @sync',
    'container/watch-rule @language',
  ],
  'the memory of a build': [web('build: {shmSize: 64mb}'), 'container/bad-quantity @64mb'],
}

tests(
  'what the rules find',
  Object.fromEntries(
    Object.entries(cases).map(([name, [manifest, ...expected]]) => [
      name,
      () =>
        assert.equal(
          findings(manifest).map(({ code, span }) => `${code} @${span?.source.text.slice(span.start, span.end)}`),
          expected,
        ),
    ]),
  ),
)

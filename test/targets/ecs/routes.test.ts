import fc from 'fast-check'
import * as assert from 'uvu/assert'
import type { Route } from '../../../src/plan/plan.js'
import { createListener, createRule, createTargetGroup } from '../../../targets/ecs/resources/routes/elb-requests.js'
import { pathCondition } from '../../../targets/ecs/resources/routes/path-condition.js'
import { routeKey, rulePriorities } from '../../../targets/ecs/resources/routes/rule-priorities.js'
import { tests } from '../../harness.js'
import { drafted } from './drafted.js'
import { errorsOf, type Rendered, rendered, saidOf, tried } from './rendered.js'

const web = (gateway: string, more = '', port = ''): string => `
- name: web
  type: webservice
  properties:
    image: nginx:1
    ports: [{port: 80, containerPort: 8080, name: http${port}}]${more.replace(/^/gm, '\n    ')}
  traits:
    - type: gateway
      properties: ${gateway}
`
const route = (parts: Partial<Route>): Route => ({ path: '/', pathType: 'Prefix', port: 80, annotations: {}, labels: {}, ...parts })
const groupsOf = (text: string) => {
  const manifest = `apiVersion: core.oam.dev/v1beta1\nkind: Application\nmetadata: {name: shop}\nspec:\n  components:\n${text.trim().replace(/^/gm, '    ')}\n`
  const { draft } = drafted([{ path: 'shop.yaml', text: manifest }])!
  return { draft, groups: draft.units.flatMap(({ targetGroups }) => targetGroups) }
}

tests('ecs: routes', {
  'a route leads to a target group, of which the service knows the ARN': () => {
    const { files } = rendered({ shop: web('{domain: shop.example.com, http: {/: 8080}}') })
    assert.equal(files['shop/shop-web/service.json'].loadBalancers, [
      { targetGroupArn: '${TARGET_GROUP_SHOP_WEB_80_ARN}', containerName: 'web', containerPort: 8080 },
    ])
    const { groups } = groupsOf(web('{domain: shop.example.com, pathType: Prefix, http: {/: 8080, /admin/: 8080}}'))
    const [{ rules, ...group }] = groups as [(typeof groups)[0]]
    assert.equal(
      { ...group, port: group.port.containerPort },
      {
        name: 'shop-web-80',
        variable: 'TARGET_GROUP_SHOP_WEB_80_ARN',
        containerName: 'web',
        port: 8080,
        kind: 'application',
        targetType: 'ip',
        protocol: 'HTTP',
        healthCheck: { protocol: 'HTTP', path: '/', matcher: '200-499' },
      },
    )
    assert.equal(
      rules.map(({ host, paths }) => ({ host, paths })),
      [
        { host: 'shop.example.com', paths: ['/*'] },
        { host: 'shop.example.com', paths: ['/admin', '/admin/*'] },
      ],
    )
    assert.ok(rules[1]!.priority < rules[0]!.priority, 'the longer path comes first')
  },
  'the readiness probe is the health check, in the ranges of ELB': () => {
    const checkOf = (probe: string, port = '') =>
      groupsOf(web('{secretName: tls, http: {/: 8080}}', `readinessProbe: ${probe}`, port)).groups[0]?.healthCheck
    const times = { interval: 10, timeout: 2, healthyThreshold: 2, unhealthyThreshold: 3 }
    assert.equal(checkOf('{httpGet: {path: /ready, port: 9000}, periodSeconds: 10, timeoutSeconds: 1}'), {
      protocol: 'HTTP',
      path: '/ready',
      port: 9000,
      ...times,
      matcher: '200-399',
    })
    assert.equal(
      checkOf('{httpGet: {path: /ready, port: 8080, httpHeaders: [{name: Host, value: x}]}, periodSeconds: 2, timeoutSeconds: 8}'),
      {
        protocol: 'HTTP',
        path: '/ready',
        ...times,
        interval: 9,
        timeout: 8,
        matcher: '200-499',
      },
    )
    assert.equal(checkOf('{tcpSocket: {port: 8080}}'), { protocol: 'HTTP', path: '/', ...times, matcher: '200-499' })
    assert.equal(checkOf('{grpc: {port: 8080}}', ', appProtocol: grpc'), {
      protocol: 'HTTP',
      path: '/grpc.health.v1.Health/Check',
      ...times,
      matcher: '0',
    })
  },
  'times that a load balancer cannot have are said, where the manifest has them': () => {
    const probe = (times: string) => rendered({ shop: web('{http: {/: 8080}}', `readinessProbe: {tcpSocket: {port: 8080}${times}}`) })
    const messages = said(probe(', periodSeconds: 2, failureThreshold: 12'), 'target/rounded').filter((message) =>
      /load balancer/.test(message),
    )
    assert.equal(messages, ['the load balancer asks every 5 s, not 2', 'the load balancer gives a task up after 10 failures, not 12'])
    assert.equal(said(probe(''), 'target/rounded'), [])
  },
  'paths by whole parts, alone, or as they begin': () => {
    const paths = (parts: Partial<Route>) => pathCondition(route(parts))
    assert.equal(paths({ path: '/shop' }), { paths: ['/shop', '/shop/*'] })
    assert.equal(paths({ path: '/shop/' }), { paths: ['/shop', '/shop/*'] })
    assert.equal(paths({ path: '/shop', pathType: 'Exact' }), { paths: ['/shop'] })
    assert.equal(paths({ path: '/shop', pathType: 'ImplementationSpecific' }), { paths: ['/shop*'] })
    assert.equal(paths({ path: '/', pathType: 'ImplementationSpecific' }), { paths: ['/*'] })
    for (const path of ['/a*', '/a b', '/é', '/a%20', `/${'a'.repeat(126)}`]) assert.ok('fault' in paths({ path }), path)
  },
  'what is rewritten is what takes the place of the prefix': () => {
    const through = (parts: Partial<Route>, url: string): string => {
      const condition = pathCondition(route(parts))
      if ('fault' in condition || condition.rewrite === undefined) return 'none'
      return url.replace(new RegExp(condition.rewrite.regex), condition.rewrite.replace)
    }
    const prefix = { path: '/shop', rewrite: '/' }
    assert.equal(
      ['/shop', '/shop/', '/shop/a/b?x=1', '/shop?x=1'].map((url) => through(prefix, url)),
      ['/', '/', '/a/b?x=1', '/?x=1'],
    )
    assert.equal(
      ['/shop', '/shop/a'].map((url) => through({ ...prefix, rewrite: '/api/v1/' }, url)),
      ['/api/v1/', '/api/v1/a'],
    )
    assert.is(through({ path: '/', rewrite: '/api' }, '/a'), '/api/a')
    assert.is(through({ path: '/a.b', pathType: 'Exact', rewrite: '/x' }, '/a.b?y=2'), '/x?y=2')
    assert.is(through({ path: '/shop', pathType: 'ImplementationSpecific', rewrite: '/' }, '/shop/a'), '/a')
    assert.ok('fault' in pathCondition(route({ ...prefix, rewrite: '/$1' })))
  },
  'the most specific rule comes first, and another route leaves its number as it is': () => {
    const host = fc.constantFrom(undefined, '*.example.com', 'shop.example.com', 'other.example.com')
    const path = fc.array(fc.constantFrom('a', 'b', 'long-part'), { maxLength: 4 }).map((parts) => `/${parts.join('/')}`)
    const pathType = fc.constantFrom('Prefix' as const, 'Exact' as const, 'ImplementationSpecific' as const)
    const routes = fc.uniqueArray(
      fc.record({ host, path, pathType }).map(({ host: name, ...rest }) => route({ ...rest, ...(name && { host: name }) })),
      { minLength: 1, maxLength: 30, selector: routeKey },
    )
    const rank = ({ host: name, path: text, pathType: type }: Route): readonly number[] => [
      name === undefined ? 2 : name.startsWith('*') ? 1 : 0,
      -text.replace(/\/+$/, '').length,
      ['Exact', 'Prefix', 'ImplementationSpecific'].indexOf(type),
    ]
    fc.assert(
      fc.property(routes, (all) => {
        const numbers = rulePriorities(all)
        const of = (one: Route): number => numbers.get(routeKey(one))!
        assert.is(new Set(numbers.values()).size, all.length)
        for (const one of all) {
          assert.ok(Number.isInteger(of(one)) && of(one) >= 1 && of(one) <= 50_000, `${of(one)}`)
          for (const other of all) {
            const [a, b] = [rank(one), rank(other)]
            const at = a.findIndex((value, index) => value !== b[index])
            if (at >= 0 && a[at]! < b[at]!) assert.ok(of(one) < of(other), `${routeKey(one)} before ${routeKey(other)}`)
          }
        }
        assert.equal([...rulePriorities(all.toReversed())].sort(), [...numbers].sort(), 'the order of routes decides nothing')
      }),
    )
    const alone = rulePriorities([route({ path: '/shop' })]).get(routeKey(route({ path: '/shop' })))
    const among = rulePriorities([route({ path: '/shop' }), route({ path: '/shop/cart' }), route({ host: 'a.b' })])
    assert.is(among.get(routeKey(route({ path: '/shop' }))), alone)
  },
  'a certificate is one of Certificate Manager': () => {
    const { draft, groups } = groupsOf(web('{domain: shop.example.com, secretName: shop-tls, http: {/: 8080}}'))
    const [rule] = groups[0]!.rules
    assert.is(rule?.certificate, 'CERTIFICATE_SHOP_TLS_ARN')
    assert.is(draft.variables.get('CERTIFICATE_SHOP_TLS_ARN')?.kind, 'arn')
  },
  'requests to ELB': () => {
    const { draft, groups } = groupsOf(
      web(
        '{domain: shop.example.com, secretName: tls, pathType: Exact, http: {/a: 8080}, rewrite: /b}',
        'readinessProbe: {grpc: {port: 8080}}',
        ', appProtocol: grpc',
      ),
    )
    const [group] = groups as [(typeof groups)[0]]
    assert.equal(plain(createTargetGroup(draft, group)), {
      Name: 'shop-web-80',
      Protocol: 'HTTP',
      ProtocolVersion: 'GRPC',
      Port: 8080,
      VpcId: '<VPC_ID>',
      TargetType: 'ip',
      HealthCheckProtocol: 'HTTP',
      HealthCheckPath: '/grpc.health.v1.Health/Check',
      HealthCheckIntervalSeconds: 10,
      HealthCheckTimeoutSeconds: 2,
      HealthyThresholdCount: 2,
      UnhealthyThresholdCount: 3,
      Matcher: { GrpcCode: '0' },
    })
    const { Priority, ...rule } = createRule(draft, group, group.rules[0]!)
    assert.ok(Priority > 0)
    assert.equal(plain(rule), {
      ListenerArn: '<HTTPS_LISTENER_ARN>',
      Conditions: [
        { Field: 'host-header', HostHeaderConfig: { Values: ['shop.example.com'] } },
        { Field: 'path-pattern', PathPatternConfig: { Values: ['/a'] } },
      ],
      Actions: [{ Type: 'forward', TargetGroupArn: '<TARGET_GROUP_SHOP_WEB_80_ARN>' }],
      Transforms: [{ Type: 'url-rewrite', UrlRewriteConfig: { Rewrites: [{ Regex: '^/a(.*)$', Replace: '/b$1' }] } }],
    })
  },
  'an exposed port is open to connections from outside': () => {
    const open = `- name: web\n  type: webservice\n  properties: {image: "nginx:1", exposeType: LoadBalancer, ports: [{port: 53, expose: true, protocol: UDP, name: dns}, {port: 80, name: http}]}\n`
    const { draft, groups } = groupsOf(open)
    const [group] = groups as [(typeof groups)[0]]
    assert.equal([group.kind, group.protocol, group.name, group.rules], ['network', 'UDP', 'shop-web-53-udp', []])
    assert.equal(group.healthCheck, { protocol: 'TCP', port: 80 })
    assert.equal(plain(createListener(draft, group)), {
      LoadBalancerArn: '<NETWORK_LOAD_BALANCER_ARN>',
      Protocol: 'UDP',
      Port: 53,
      DefaultActions: [{ Type: 'forward', TargetGroupArn: '<TARGET_GROUP_SHOP_WEB_53_UDP_ARN>' }],
    })
    assert.match(said(rendered({ shop: open.replace('LoadBalancer', 'NodePort') }), 'target/no-effect').join(), 'no port of a machine')
  },
  'what an Application Load Balancer cannot have is refused at its line': () => {
    const refused = (text: string) => errorsOf(tried({ shop: text }).diagnostics)
    assert.match(refused(web('{http: {"/a*": 8080}}'))[0] ?? '', 'the route /a* has a path with characters')
    assert.match(refused(web('{http: {/: 8080}}', '', ', appProtocol: grpc'))[0] ?? '', 'takes by HTTPS alone')
    const datagrams = `- name: web\n  type: webservice\n  properties: {image: "nginx:1", exposeType: LoadBalancer, ports: [{port: 53, expose: true, protocol: UDP}]}\n`
    assert.match(refused(datagrams)[0] ?? '', 'it asks by TCP, and all ports of `shop/web` are of UDP')
    assert.match(refused(web('{existingServiceName: other, http: {/: 8080}}'))[0] ?? '', 'leads to nothing that ECS keeps running')
  },
  'what the gateway of an Ingress would do otherwise is said': () => {
    const made = rendered({ shop: web('{domain: "*.example.com", class: traefik, annotations: {a: b}, http: {/: 8080}}') })
    assert.equal(saidOf(made, 'target/unsupported').map(({ line }) => line).length, 2)
    assert.match(said(made, 'target/route-host').join(), 'any number of parts')
    const twice = rendered({
      shop: web('{class: a, http: {/: 8080}}') + web('{class: b, http: {/: 8080}}').replace('name: web', 'name: other'),
    })
    assert.match(said(twice, 'target/route-taken').join(), 'leads to `shop/web` and not to `shop/other`')
  },
})

function said(made: Rendered, code: string): readonly string[] {
  return saidOf(made, code).map(({ message }) => message)
}

/** Marks of variables as people read them. */
function plain(value: object): unknown {
  return JSON.parse(
    JSON.stringify(value)
      .replace(/\ufdd0/g, '<')
      .replace(/\ufdd1/g, '>'),
  ) as unknown
}

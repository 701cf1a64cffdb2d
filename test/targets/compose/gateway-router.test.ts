import * as assert from 'uvu/assert'
import type { GatewayRoute } from '../../../targets/compose/gateway/gateway-route.js'
import { makeRouter, rewriteTarget } from '../../../targets/compose/scripts/gateway/router.js'
import { tests } from '../../harness.js'

const route = (path: string, facts: Partial<GatewayRoute> = {}): GatewayRoute => ({
  path,
  match: 'prefix',
  service: `${facts.host ?? ''}${path}`,
  port: 80,
  ...facts,
})

/** Tells which service each target of a host gets; `-` is none. */
function answers(routes: readonly GatewayRoute[], host: string | undefined, ...targets: readonly string[]): string[] {
  const router = makeRouter(routes)
  return targets.map((target) => router(host, target)?.service ?? '-')
}

tests('gateway: router', {
  // the table of the Kubernetes documentation (Ingress, path types, examples)
  'paths as Kubernetes compares them': () => {
    const one = (match: GatewayRoute['match'], path: string, ...targets: readonly string[]): string =>
      answers([route(path, { match, service: '+' })], 'x', ...targets).join('')
    assert.is(one('prefix', '/', '/', '/any', '/any/path'), '+++')
    assert.is(one('exact', '/foo', '/foo', '/bar', '/foo/'), '+--')
    assert.is(one('exact', '/foo/', '/foo', '/foo/'), '-+')
    assert.is(one('prefix', '/foo', '/foo', '/foo/', '/foo/bar', '/foobar'), '+++-')
    assert.is(one('prefix', '/foo/', '/foo', '/foo/'), '++')
    assert.is(one('prefix', '/aaa/bb', '/aaa/bbb', '/aaa/bb', '/aaa/bb/', '/aaa/bb/ccc'), '-+++')
    assert.is(one('prefix', '/aaa/bbb', '/aaa/bbbxyz'), '-')
    assert.is(one('start', '/foo', '/foo', '/foobar', '/fo'), '++-')
  },
  'a query is no part of the path': () => {
    assert.equal(answers([route('/a', { match: 'exact' })], 'x', '/a?b=/c', '/a/?b', '/a#b'), ['/a', '-', '/a'])
  },
  'the longest path wins, and an exact one before a prefix': () => {
    const routes = [route('/'), route('/a'), route('/a/b'), route('/a', { match: 'exact', service: 'exactly' })]
    assert.equal(answers(routes, 'x', '/b', '/a', '/a/c', '/a/b/c'), ['/', 'exactly', '/a', '/a/b'])
    assert.equal(answers([...routes].reverse(), 'x', '/b', '/a', '/a/c', '/a/b/c'), ['/', 'exactly', '/a', '/a/b'])
  },
  'the most exact host decides before the path': () => {
    const routes = [
      route('/long/path', { service: 'any' }),
      route('/', { host: '*.example.com', service: 'wild' }),
      route('/a', { host: 'shop.example.com', service: 'shop' }),
    ]
    const asked = (host: string | undefined): string[] => answers(routes, host, '/a', '/long/path')
    assert.equal(asked('shop.example.com'), ['shop', '-'])
    assert.equal(asked('SHOP.example.com.:8000'), ['shop', '-'])
    assert.equal(asked('blog.example.com'), ['wild', 'wild'])
    // a `*` is one part
    assert.equal(asked('a.blog.example.com'), ['-', 'any'])
    assert.equal(asked('example.com'), ['-', 'any'])
    assert.equal(asked(undefined), ['-', 'any'])
    assert.equal(asked('[::1]:8000'), ['-', 'any'])
  },
  'behind a host, .localhost may follow': () => {
    const routes = [route('/', { host: 'shop.example.com' }), route('/', { host: '*.shop.org' }), route('/x', { host: 'own.localhost' })]
    assert.equal(
      ['shop.example.com.localhost:8000', 'a.shop.org.localhost', 'localhost:8000', 'example.com.localhost'].map(
        (host) => answers(routes, host, '/')[0],
      ),
      ['shop.example.com/', '*.shop.org/', '-', '-'],
    )
    assert.equal(answers(routes, 'own.localhost', '/x'), ['own.localhost/x'])
  },
  'letters of other scripts arrive encoded, or bare as Node reads bytes': () => {
    const bare = Buffer.from('/café').toString('latin1')
    assert.equal(answers([route('/café')], 'x', '/caf%C3%A9', '/caf%c3%a9/x', bare, '/cafe'), ['/café', '/café', '/café', '-'])
  },
  // the table of the Gateway API (HTTPPathModifier, replacePrefixMatch)
  'a rewrite takes the place of what matched': () => {
    const table = [
      ['/foo/bar', '/foo', '/xyz', '/xyz/bar'],
      ['/foo/bar', '/foo', '/xyz/', '/xyz/bar'],
      ['/foo/bar', '/foo/', '/xyz', '/xyz/bar'],
      ['/foo/bar', '/foo/', '/xyz/', '/xyz/bar'],
      ['/foo', '/foo', '/xyz', '/xyz'],
      ['/foo/', '/foo', '/xyz', '/xyz/'],
      ['/foo/bar', '/foo', '/', '/bar'],
      ['/foo/', '/foo', '/', '/'],
      ['/foo', '/foo', '/', '/'],
      ['/foo/b%20r?q=/foo', '/foo', '/', '/b%20r?q=/foo'],
      ['/foo?q', '/foo', '/é', '/%C3%A9?q'],
      ['/a', '/', '/b', '/b/a'],
    ] as const
    for (const [target, path, rewrite, expected] of table)
      assert.is(rewriteTarget(route(path, { rewrite }), target), expected, `${target} ${path} ${rewrite}`)
    assert.is(rewriteTarget(route('/foo', { rewrite: '/xyz/', match: 'exact' }), '/foo?a'), '/xyz/?a')
    assert.is(rewriteTarget(route('/foo', { rewrite: '/', match: 'start' }), '/foobar'), '/bar')
    assert.is(rewriteTarget(route('/foo'), '/foo/%7e?a'), '/foo/%7e?a')
  },
})

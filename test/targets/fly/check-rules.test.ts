import fc from 'fast-check'
import * as assert from 'uvu/assert'
import type { Diagnostic } from '../../../src/diagnostic.js'
import { checkFlyToml } from '../../../targets/fly/check/check-fly-toml.js'
import { flyExplanations } from '../../../targets/fly/check/fly-rules.js'
import { tests } from '../../harness.js'

const found = (text: string): readonly Diagnostic[] => checkFlyToml({ path: 'fly.toml', text }).diagnostics
const say = (diagnostics: readonly Diagnostic[]): string => diagnostics.map(({ code, message }) => `${code}: ${message}`).join('\n')

const cases: Record<string, () => void> = {}
for (const { code, severity, bad, good, summary, why } of flyExplanations) {
  cases[`${code}: bad gives exactly this code`] = () => {
    const diagnostics = found(bad)
    assert.equal([...new Set(diagnostics.map((diagnostic) => diagnostic.code))], [code], say(diagnostics))
    for (const { severity: own, span, message } of diagnostics) {
      assert.is(own, severity)
      assert.ok(span !== undefined && span.start <= span.end && span.end <= bad.length, 'it has a position')
      assert.match(message, /^[^A-Z].*[^.]$|^`|^UDP/s, 'lower case, no full stop')
    }
  }
  cases[`${code}: good gives nothing`] = () => assert.is(say(found(good)), '')
  cases[`${code}: says what and why`] = () => assert.ok(summary.length > 10 && why.length > 20)
}
tests('fly.toml: each rule’s own snippets', cases)

tests('fly.toml: positions and words', {
  'a misspelt key is pointed at, and mended': () => {
    const text = 'app = "x"\n\n[http_service]\ninternal_prot = 8080\n'
    const [first] = found(text).filter(({ code }) => code === 'fly/unknown-key')
    assert.is(text.slice(first?.span?.start, first?.span?.end), 'internal_prot')
    assert.is(first?.label, 'did you mean `internal_port`?')
    assert.is(first?.edits?.[0]?.text, 'internal_port')
  },
  'values in old forms keep their places': () => {
    const text =
      'app = "x"\n[mount]\nsource = "d"\ndestination = "/d"\ninitial_size = 0\n[[services]]\nprotocol = "tcp"\ninternal_port = "99999"\n[[services.ports]]\nport = "70000"\n'
    assert.equal(
      found(text).map(({ code, span }) => [code, text.slice(span?.start, span?.end)]),
      [
        ['fly/bad-value', '"99999"'],
        ['fly/bad-value', '"70000"'],
        ['fly/bad-size', '0'],
      ],
    )
  },
  'every key may have every name': () => {
    assert.is(say(found('app = "x"\n[env]\n__proto__ = "a"\nconstructor = "b"\ntoString = "c"\n')), '')
    assert.equal(
      found('app = "x"\n[constructor]\na = 1\n').map(({ code }) => code),
      ['fly/unknown-key'],
    )
  },
  'what is nested without end is an error like others': () => {
    for (const text of [`a = ${'['.repeat(100_000)}`, `a = ${'['.repeat(500)}${']'.repeat(500)}`, `${'a.'.repeat(50_000)}a = 1`])
      assert.equal(
        found(text).map(({ code }) => code),
        ['fly/syntax'],
        text.slice(0, 10),
      )
  },
})

tests('fly.toml: containers in machine_config', {
  'are looked at, one by one': () => {
    const config = {
      containers: [
        { name: 'app', depends_on: [{ name: 'nope', condition: 'started' }], mounts: [{ name: 'tmp', path: '/tmp' }] },
        { name: 'proxy', image: 'envoy:1', healthchecks: [{ name: 'a', kind: 'never' }] },
        { name: 'proxy', depends_on: [{ name: 'app', condition: 'ready' }] },
      ],
    }
    const messages = found(`app = "x"\ncontainer = "web"\nmachine_config = '''${JSON.stringify(config)}'''\n`).map(({ message }) => message)
    assert.equal(messages, [
      '`machine_config.containers.1.healthchecks.0.kind` has a value that it cannot have',
      '`machine_config.containers.2.depends_on.0.condition` has a value that it cannot have',
      '`machine_config` has no container `web`',
      'container `app` of `machine_config` depends on `nope`, which is no other container',
      'container `app` of `machine_config` mounts `tmp`, which is none of the `volumes`',
      'container `proxy` of `machine_config` is there twice',
      'container `proxy` of `machine_config` has no image',
    ])
  },
})

tests('fly.toml: whatever it is', {
  'ten thousand mistakes are ten thousand diagnostics': () => {
    const text = `app = "x"\n[http_service]\ninternal_port = 80\n${Array.from({ length: 10_000 }, (_, index) => `x${index} = 1\n`).join('')}`
    assert.is(found(text).length, 10_000)
  },
  'no text ends the checker': () => {
    const pieces = fc.constantFrom(
      ...flyExplanations.flatMap(({ bad, good }) => [bad, good]).flatMap((text) => text.split(/(?<=[\n=[\]"{}, ])/)),
    )
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 40 }), (parts) => {
        for (const { message, span } of found(parts.join(''))) assert.ok(message !== '' && span !== undefined)
      }),
      { numRuns: 300, seed: 7 },
    )
  },
})

import * as assert from 'uvu/assert'
import { run, tests } from './harness.js'

const good = 'app = "shop"\n\n[http_service]\ninternal_port = 8080\n'
const bad = 'app = "shop"\n\n[http_service]\ninternal_prot = 8080\n'
const doubtful = `${good}\n[[vm]]\nmem = "512mb"\n`

tests('validate --compat fly', {
  'accepts what Fly.io accepts': async () => {
    const { code, stdout, stderr } = await run(['validate', '--compat', 'fly', 'fly.toml'], { files: { 'fly.toml': good } })
    assert.equal([code, stdout], [0, ''])
    assert.match(stderr, /^ok: Fly\.io accepts 1 file \(\d+ ms\)\n$/)
  },
  'refuses with line, code and suggestion': async () => {
    const { code, stdout, stderr } = await run(['validate', '--compat', 'fly', 'fly.toml'], { files: { 'fly.toml': bad } })
    assert.is(code, 1)
    assert.match(stdout, /^fly\.toml:4:1: error: `http_service` has no `internal_prot` \[fly\/unknown-key\]/m)
    assert.match(stdout, /\^{13} did you mean `internal_port`\?/)
    assert.match(stderr, /2 errors in 1 of 1 file\. For more on a code: mc explain fly\/missing-key/)
  },
  'counts warnings': async () => {
    const files = { 'fly.toml': doubtful }
    assert.is((await run(['validate', '--compat', 'fly', '.'], { files })).code, 0)
    assert.is((await run(['validate', '--compat', 'fly', '--max-warnings', '0', '.'], { files })).code, 1)
  },
  'reads standard input and files of other names': async () => {
    assert.is((await run(['validate', '--compat', 'fly', '-'], { stdin: bad })).code, 1)
    assert.is((await run(['validate', '--compat', 'fly', 'prod.toml'], { files: { 'prod.toml': good } })).code, 0)
  },
  'finds fly.toml below a folder, and manifests are none of it': async () => {
    const { code, stdout } = await run(['validate', '--compat', 'fly', '--format', 'json', '.'], {
      files: { 'a/fly.toml': good, 'b/fly.production.toml': bad, 'b/Cargo.toml': 'x', 'app.yaml': 'a: [' },
    })
    const { documents } = JSON.parse(stdout) as { documents: readonly { file: string; verdict: string; name: string }[] }
    assert.is(code, 1)
    assert.equal(
      documents.map(({ file, verdict, name }) => [file, verdict, name]),
      [
        ['a/fly.toml', 'valid', 'shop'],
        ['b/fly.production.toml', 'invalid', 'shop'],
      ],
    )
    const none = await run(['validate', '--compat', 'fly', '.'], { files: { 'app.yaml': good } })
    assert.is(none.code, 2)
    assert.match(none.stderr, /no fly\.toml found in \.: name a file, or a folder with fly\.toml or fly\.<name>\.toml/)
  },
  'has every format': async () => {
    for (const format of ['oneline', 'sarif', 'github', 'json']) {
      const { code, stdout } = await run(['validate', '--compat', 'fly', '--format', format, 'fly.toml'], { files: { 'fly.toml': bad } })
      assert.is(code, 1, format)
      assert.match(stdout, /fly\/unknown-key/, format)
    }
  },
  'explains its codes': async () => {
    const { code, stdout } = await run(['explain', 'fly/bad-udp'])
    assert.is(code, 0)
    assert.match(stdout, /https:\/\/fly\.io\/docs\/networking\/udp-and-tcp/)
  },
})

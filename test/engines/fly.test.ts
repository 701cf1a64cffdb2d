import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import * as assert from 'uvu/assert'
import { fakeFly } from '../fake-fly.js'
import { skip, temporary, tests } from '../harness.js'
import { renderSubject } from '../kube/render-subject.js'
import { corpora, examples, features } from '../kube/subjects.js'

type Files = Readonly<Record<string, string>>

/** Every lattice that Fly.io can run, with the defaults and with every option another way. */
const settings: readonly Readonly<Record<string, string>>[] = [
  {},
  {
    prefix: 'acme-',
    links: 'flycast',
    'auto-stop': 'suspend',
    containers: 'needed',
    'cpu-kind': 'performance',
    regions: 'fra,ams',
    'wasm-http': 'public',
  },
]
const rendered = settings.flatMap((own) =>
  [...examples(), ...features(), ...corpora()].flatMap((subject): readonly { readonly name: string; readonly files: Files }[] => {
    const files = renderSubject(subject, 'fly', own)
    return typeof files === 'string' ? [] : [{ name: subject.name, files }]
  }),
)

const has = (program: string, argument: string): boolean => spawnSync(program, [argument], { stdio: 'ignore' }).status === 0

/** Gives the paths of the files whose names end so, written one after the other. */
function written(end: string, change: (text: string, name: string) => string = (text) => text): readonly string[] {
  return rendered.flatMap(({ name, files }) => {
    const wanted = Object.entries(files).filter(([path]) => path.endsWith(end))
    const folder = temporary(Object.fromEntries(wanted.map(([path, text]) => [path, change(text, name)])))
    return wanted.map(([path]) => join(folder, path))
  })
}

const isExample = (name: string): boolean => examples().some((example) => example.name === name)

/** The functions are the same in every script, and judged in those of the examples. */
function withoutFunctions(text: string, name: string): string {
  return isExample(name) ? text : text.replace(/(?<=\nset -euo pipefail\n)[\s\S]*(?=\n# What has to be there\.\n)/, '')
}

tests('files for Fly.io', {
  'there are many': () => assert.ok(rendered.length > 100, `${rendered.length}`),
  'the scripts of every example deploy it, find nothing to do the second time, and leave nothing': () => {
    for (const { name, files } of rendered.filter(({ name }) => isExample(name))) {
      const fly = fakeFly(files)
      const variables = [...(files['deploy.md'] ?? '').matchAll(/^\| `(\w+)` \|/gm)].map(([, variable = '']) => [variable, 'fra'] as const)
      const env = { ...Object.fromEntries(variables), FLY_ORG: 'acme', PRIMARY_REGION: 'fra', TASK_TIMEOUT: '10' }
      const deployed = fly.run('deploy.sh', env)
      assert.is(deployed.status, 0, `${name}: ${deployed.stdout}${deployed.stderr}`)
      const before = fly.apps()
      assert.ok(Object.keys(before).length > 0)
      assert.is(fly.run('deploy.sh', env).status, 0, name)
      assert.equal(fly.apps(), before, name)
      const undeployed = fly.run('undeploy.sh', { ...env, DESTROY_VOLUMES: '1' })
      assert.is(undeployed.status, 0, `${name}: ${undeployed.stdout}${undeployed.stderr}`)
      assert.equal(fly.apps(), {}, name)
    }
  },
})

if (!has('shellcheck', '--version')) skip('scripts for Fly.io', 'shellcheck is not on the PATH')
else
  tests('scripts for Fly.io', {
    'shellcheck has nothing to say': () => {
      const scripts = written('.sh', withoutFunctions)
      assert.ok(scripts.length > 200, `${scripts.length}`)
      for (let at = 0; at < scripts.length; at += 50) {
        const { status, stdout } = spawnSync('shellcheck', scripts.slice(at, at + 50), { encoding: 'utf8' })
        assert.is(status, 0, stdout)
      }
    },
  })

// flyctl comes from no registry that the tests install from: whoever has it asks it too, and for all others the checker of ours stands in
if (has('flyctl', 'version'))
  tests('flyctl', {
    'its own check accepts every fly.toml, strictly': () => {
      for (const path of written('/fly.toml')) {
        const { status, stdout, stderr } = spawnSync('flyctl', ['config', 'validate', '--strict', '--config', path], {
          encoding: 'utf8',
          // a session is asked for, and nothing is sent
          env: { FLY_API_TOKEN: 'none', ...process.env },
        })
        assert.is(status, 0, `${path}: ${stdout}${stderr}`)
      }
    },
  })

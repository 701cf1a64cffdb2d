import { existsSync } from 'node:fs'
import { join } from 'node:path'
import * as assert from 'uvu/assert'
import { conformance, exampleNames, listFiles, root, run, skip, temporary, tests } from '../harness.js'
import { type CloudEngine, startCloud } from './cloud-engine.js'
import { eachOf } from './each-of.js'

const cloud = startCloud()
if (typeof cloud === 'string') skip('ECS: CloudFormation', cloud)
else {
  const manifests = (folder: string | undefined): readonly string[] =>
    folder === undefined ? [] : listFiles(folder).filter((path) => /\.ya?ml$/.test(path))
  const features = manifests(join(root, 'test', 'features'))

  tests('ECS: cfn-lint has nothing to say to templates, nor shellcheck to their scripts', {
    'of every example': async () => {
      const examples = exampleNames().map((name) => join(root, 'examples', name))
      // one has what Fargate has not
      assert.equal(await findings(cloud, examples), { said: '', count: examples.length - 1 })
      assert.equal(await findings(cloud, examples, ['launch-type=EC2']), { said: '', count: examples.length })
    },
    'of every feature': async () => {
      const { said, count } = await findings(cloud, features)
      assert.is(said, '')
      assert.ok(count > features.length * 0.8, `${count} of ${features.length}`)
    },
    'of every feature on machines, with secrets in SSM and open groups': async () => {
      const { said, count } = await findings(cloud, features, ['launch-type=EC2', 'secrets=ssm', 'egress=open', 'exec=enabled'])
      assert.is(said, '')
      assert.ok(count > features.length * 0.7, `${count} of ${features.length}`)
    },
    // the corpora lie beside the repository or do not
    'of every valid manifest of the corpora': async () => {
      const paths = [...manifests(conformance('corpus')), ...manifests(conformance('corpus-kubevela'))]
      const { said, count } = await findings(cloud, paths)
      assert.is(said, '')
      assert.ok(paths.length === 0 || count > paths.length / 4, `${count} of ${paths.length}`)
    },
  })
}

/** Renders what lies at each path by itself; gives what cfn-lint says to all templates and shellcheck to all scripts, and how many of the paths have some. */
async function findings(
  engine: CloudEngine,
  paths: readonly string[],
  options: readonly string[] = [],
): Promise<{ said: string; count: number }> {
  const folder = temporary()
  const settings = ['format=cloudformation', ...options].flatMap((option) => ['--set', `ecs.${option}`])
  const rendered = await eachOf([...paths.entries()], async ([at, path]) => {
    const out = join(folder, `${at}`)
    await run(['render', path, '-t', 'ecs', ...settings, '-o', out, '--format', 'oneline', '--quiet'], { cwd: root })
    return existsSync(out) ? listFiles(out) : []
  })
  const files = rendered.flat()
  const said = `${await engine.cfnLint(files.filter((file) => file.endsWith('.yaml')))}${await engine.shellcheck(files.filter((file) => file.endsWith('.sh')))}`
  return { said: said.replaceAll(`${folder}/`, ''), count: rendered.filter((files) => files.length > 0).length }
}

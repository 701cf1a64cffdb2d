import { join } from 'node:path'
import { exampleNames, golden, readTree, root, run, temporary, tests } from '../harness.js'

/* What the fly target makes of every example, byte for byte; of one that Fly.io cannot run, the reasons. */
tests(
  'goldens of Fly.io',
  Object.fromEntries(
    exampleNames().map((name): [string, () => Promise<void>] => [
      `fly: ${name} is the same as in its golden`,
      async () => {
        const out = temporary()
        const { code, stderr } = await run(['render', join('examples', name), '-t', 'fly', '-o', out, '--format', 'oneline'], { cwd: root })
        const errors = stderr.split('\n').filter((line) => line.includes(': error: '))
        golden(`${name}/fly`, code === 0 ? readTree(join(out, 'fly')) : { 'refused.txt': `${errors.join('\n')}\n` })
      },
    ]),
  ),
)

import { readFileSync } from 'node:fs'
import { builtinModules } from 'node:module'
import { dirname, join, normalize } from 'node:path'
import { buildSync } from 'esbuild'
import * as assert from 'uvu/assert'
import { listFiles, root, tests } from './harness.js'

/** Who may import whom, and why. A path stands for the file or everything in the folder. */
const fences: readonly { readonly from: string; readonly never: RegExp; readonly except?: RegExp; readonly because: string }[] = [
  {
    from: 'src/',
    never: /^src\/commands\//,
    except: /^src\/(cli\.ts|commands\/)/,
    because: 'commands are the outermost layer: only the command line knows them',
  },
  {
    from: 'targets/',
    never: /^src\/(commands|cli|main|host|write|watch|report)/,
    because: 'a target knows the plan and the printers, never the command line or the disk',
  },
  { from: 'targets/compose/', never: /^targets\/(kubernetes|helm)\//, because: 'a target knows no other target' },
  {
    from: 'targets/kubernetes/',
    never: /^targets\/(compose|helm)\//,
    because: 'charts are made of the objects of kubernetes, not the other way',
  },
  { from: 'targets/helm/', never: /^targets\/compose\//, because: 'a target knows no other target' },
  {
    from: 'targets/wadm/',
    never: /^targets\/(compose|kubernetes|helm)\//,
    because: 'what targets share knows none of them',
  },
  {
    from: 'targets/tools/',
    never: /^targets\/(compose|kubernetes|helm|ecs|fly)\//,
    because: 'what targets share knows none of them',
  },
  {
    from: 'targets/shell/',
    never: /^targets\/(?!shell\/)/,
    because: 'what targets share knows none of them',
  },
  { from: 'targets/ecs/', never: /^targets\/(compose|kubernetes|helm|fly)\//, because: 'a target knows no other target' },
  { from: 'targets/fly/', never: /^targets\/(compose|kubernetes|helm|ecs)\//, because: 'a target knows no other target' },
  {
    from: 'targets/ecs/resources/',
    never: /^targets\/ecs\/(files|cloudformation)\//,
    because: 'writers are made of resources, not the other way',
  },
  { from: 'src/language/', never: /^(targets\/|src\/(plan|commands|report)\/)/, because: 'rules know the model, never a target' },
  {
    from: 'src/lattice/',
    never: /^(targets\/|src\/(plan|commands|report)\/)/,
    except: /^src\/lattice\/graph\//, // drawings are reports: safe text, columns and positions come from there
    because: 'the lattice is the same for every target',
  },
  {
    from: 'src/plan/',
    except: /^src\/plan\/plan-(json|table)\.ts$/,
    never: /^(targets\/|src\/(commands|report)\/)/,
    because: 'the plan is neutral between targets',
  },
  {
    from: 'src/lifecycle/',
    never: /^(targets\/|src\/(commands|store)\/)/,
    because: 'what may be removed is decided from records alone, whoever keeps them',
  },
  {
    from: 'src/store/',
    never: /^(targets\/(?!target\.ts)|src\/commands\/)/,
    except: /^src\/store\/kube\/platform\//,
    because: 'a store keeps what it is given; commands render and decide',
  },
  {
    from: 'src/store/kube/platform/',
    never: /^(targets\/(?!(target|kubernetes\/objects\/names)\.ts)|src\/commands\/)/,
    because: 'what runs a lattice finds again what the target named, and renders nothing',
  },
  { from: 'src/report/', never: /^(targets\/|src\/(plan|lattice|commands)\/)/, because: 'a report reads diagnostics only' },
]

/** Files that may touch the disk, the terminal or the process; everything else is pure. */
const outside =
  /^src\/(main|host|cli|read|find-manifests|write|transact|watch|failure|programs)\.ts$|^src\/(commands|dev|images|outside|store)\/|^src\/build\/|^targets\/[^/]+\/scripts\//

interface Import {
  readonly from: string
  readonly to: string
}

const files = [...listFiles(join(root, 'src')), ...listFiles(join(root, 'targets'))]
  .map((path) => path.slice(root.length + 1))
  .filter((path) => path.endsWith('.ts'))
const sources = new Map(files.map((path) => [path, readFileSync(join(root, path), 'utf8')]))
const imports: Import[] = files.flatMap((from) =>
  importsOf(sources.get(from)!).map((specifier) => ({ from, to: resolve(from, specifier) })),
)

tests('architecture', {
  'arrows point one way': () => {
    for (const { from, to } of imports) {
      for (const fence of fences) {
        if (!from.startsWith(fence.from) || fence.except?.test(from)) continue
        assert.not(fence.never.test(to), `${from} imports ${to}: ${fence.because}`)
      }
    }
  },
  'what is pure touches no disk, terminal, clock or randomness': () => {
    for (const { from, to } of imports)
      if (!outside.test(from)) assert.not(isNode(to), `${from} imports ${to}, but only the host and the commands may`)
    for (const [path, text] of sources) {
      if (outside.test(path) || path.startsWith('src/generated/')) continue
      const code = text.replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '').replace(/'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`/g, "''")
      const found = /\b(console|Math\.random|Date\.now|new Date\(\)|process\.(?:env|cwd|argv|exit|stdout|stderr))\b/.exec(code)
      assert.is(found, null, `${path} uses ${found?.[1]}`)
    }
  },
  'the library reaches no module of Node': () => {
    const seen = new Set<string>()
    const walk = (path: string): void => {
      if (seen.has(path)) return
      seen.add(path)
      for (const { from, to } of imports) {
        if (from !== path) continue
        assert.not(isNode(to), `the library reaches ${to} by way of ${from}`)
        walk(to)
      }
    }
    walk('src/index.ts')
    assert.ok(seen.size > 20, 'the walk found the library')
    // read as code: programs that targets hand out are texts in it
    const entryPoints = [join(root, 'dist', 'index.js')]
    const { metafile } = buildSync({ entryPoints, bundle: true, platform: 'neutral', external: ['*'], write: false, metafile: true })
    assert.equal(
      Object.values(metafile.inputs).flatMap((input) => input.imports.map(({ path }) => path)),
      [],
      'dist/index.js holds imports',
    )
  },
  'files are short enough to be read': () => {
    for (const [path, text] of sources)
      if (!path.startsWith('src/generated/')) assert.ok(text.split('\n').length <= 300, `${path} has ${text.split('\n').length} lines`)
    assert.ok(sources.get('src/compile.ts')!.split('\n').length <= 61, 'src/compile.ts reads like the pipeline')
  },
  'no hole in the types': () => {
    for (const [path, text] of sources) {
      if (path.startsWith('src/generated/')) continue
      const code = text.replace(/\/\*[\s\S]*?\*\/|'(?:[^'\\\n]|\\.)*'/g, '')
      const found = /(?<!\?)(: |<|as )any\b|@ts-(ignore|expect-error|nocheck)|as unknown as|\bTODO\b|\bFIXME\b/.exec(code)
      assert.is(found, null, `${path}: ${found?.[0]}`)
    }
  },
  'every dependency has its reason': () => {
    const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Record<string, Record<string, string>>
    for (const name of Object.keys({ ...manifest['dependencies'], ...manifest['devDependencies'] }))
      assert.ok(manifest['//dependencies']![name], `${name} has no reason in package.json`)
    for (const name of Object.keys(manifest['//dependencies']!))
      if (name !== '') assert.ok(manifest['devDependencies']![name], `${name} is gone, its reason stands`)
  },
  'the lock file names no host': () => assert.not(/"resolved"/.test(readFileSync(join(root, 'package-lock.json'), 'utf8'))),
})

function importsOf(text: string): string[] {
  return [
    ...text.matchAll(
      /(?:^|\n)\s*(?:import|export)\s(?!type\b)[^'"\n]*?(?:\n[^'"]*?)?from\s+['"]([^'"]+)['"]|import\(\s*['"]([^'"]+)['"]\s*\)|(?:^|\n)import\s+['"]([^'"]+)['"]/g,
    ),
  ].map((match) => match[1] ?? match[2] ?? match[3] ?? '')
}

function resolve(from: string, specifier: string): string {
  return specifier.startsWith('.') ? normalize(join(dirname(from), specifier)).replace(/\.js$/, '.ts') : specifier
}

function isNode(specifier: string): boolean {
  return specifier.startsWith('node:') || builtinModules.includes(specifier)
}

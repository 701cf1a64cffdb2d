import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { build } from 'esbuild'

/**
 * Bundles what is published, without a dependency left to install: the library is one ESM file, the command line a small one and parts (`dist/parts`)
 * that are loaded by the command that needs them, because reading a program takes longer than most of what it does.
 * Graphviz (1.4 MB of WebAssembly) is a file of its own, loaded by `mc graph --format svg` alone.
 */
export async function bundle() {
  for (const path of ['dist/mc.js', 'dist/parts', 'dist/index.js', 'dist/viz.js']) rmSync(path, { recursive: true, force: true })
  const { version } = JSON.parse(readFileSync('package.json', 'utf8'))
  const vizBeside = {
    name: 'viz-beside',
    setup: ({ onResolve }) => onResolve({ filter: /^@viz-js\/viz$/ }, () => ({ path: '../viz.js', external: true })),
  }
  const common = {
    bundle: true,
    format: 'esm',
    target: 'node20',
    minify: true,
    legalComments: 'none',
    define: { MC_VERSION: JSON.stringify(version) },
    logLevel: 'warning',
    metafile: true,
  }
  // the browser builds of the packages: the same code without Node's modules
  const neutral = { platform: 'neutral', mainFields: ['browser', 'module', 'main'], conditions: ['browser', 'import', 'module'] }
  mkdirSync('dist', { recursive: true })
  const built = await Promise.all([
    build({
      ...common,
      entryPoints: [{ in: 'src/main.ts', out: 'mc' }],
      outdir: 'dist',
      splitting: true,
      chunkNames: 'parts/[name]-[hash]',
      platform: 'node',
      banner: { js: requireBanner },
      plugins: [vizBeside, clientOfKubernetes],
    }),
    build({ ...common, ...neutral, entryPoints: ['src/index.ts'], outfile: 'dist/index.js' }),
    build({ ...common, ...neutral, entryPoints: ['node_modules/@viz-js/viz/dist/viz.js'], outfile: 'dist/viz.js' }),
  ])
  writeFileSync(
    'dist/licences.txt',
    licences(built.flatMap(({ metafile }) => Object.values(metafile.outputs).flatMap(({ inputs }) => Object.keys(inputs)))),
  )
}

/**
 * Of the Kubernetes client only what a kubeconfig says is used. Its modules do nothing when they are loaded, so that the classes of every kind fall away;
 * and three of its packages (400 kB) are asked for what Node has, or for what `src/store/kube/kube-config.ts` does not let happen.
 */
const clientOfKubernetes = {
  name: 'client-of-kubernetes',
  setup(build) {
    const instead = {
      'node-fetch': 'export const Headers = globalThis.Headers\nexport default globalThis.fetch',
      // it is given JSON
      'js-yaml': 'export default { load: JSON.parse }',
      // for the credentials of `azure` and `gcp`, which kubectl dropped in 1.26
      'jsonpath-plus': 'export const JSONPath = undefined',
    }
    build.onResolve({ filter: /./ }, async ({ path, importer, resolveDir, kind, pluginData }) => {
      if (pluginData === 'asked' || !/@kubernetes[\\/]client-node/.test(`${path} ${importer}`)) return undefined
      if (Object.hasOwn(instead, path)) return { path, namespace: 'instead' }
      const found = await build.resolve(path, { importer, resolveDir, kind, pluginData: 'asked' })
      return { ...found, ...(/@kubernetes[\\/]client-node[\\/]dist/.test(found.path) && { sideEffects: false }) }
    })
    build.onLoad({ filter: /./, namespace: 'instead' }, ({ path }) => ({ contents: instead[path] }))
  },
}

/** Packages whose code is in generated files, which do not tell where they are from. */
const generated = ['ajv', 'fast-deep-equal', 'handlebars']

/** What is bundled is published, and its licences with it: of the packages that files of the bundles are from, each once by name and version. */
function licences(inputs) {
  const folders = inputs.flatMap((path) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path) ?? [])
  const texts = new Map()
  for (const folder of [...folders, ...generated.map((name) => `node_modules/${name}`)]) {
    const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry))
    const { name, version, license } = JSON.parse(readFileSync(`${folder}/package.json`, 'utf8'))
    texts.set(
      `${name} ${version}`,
      `${name} ${version} (${license})\n\n${file === undefined ? '' : readFileSync(`${folder}/${file}`, 'utf8').trim()}\n`,
    )
  }
  const sorted = [...texts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, text]) => text)
  return `The files beside this one contain the packages below.\n\n${sorted.join(`\n${'-'.repeat(80)}\n\n`)}`
}

/** Bundled CommonJS packages ask for Node's own modules by `require`. */
const requireBanner =
  "#!/usr/bin/env node\nimport { createRequire as mcRequire } from 'node:module';const require = mcRequire(import.meta.url);"

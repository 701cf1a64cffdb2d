// Builds everything that is published: generated types, compiled validators and templates, embedded scripts, declarations, two bundles.
//   build.mjs                     all of it
//   build.mjs --fast              without the type check (for a quick experiment)
//   build.mjs --generate          generated sources only
//   build.mjs --check-generated   fails where the committed types differ from the schema
import { spawnSync } from 'node:child_process'
import { chmodSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { awsShapes } from './aws-shapes.mjs'
import { bundle } from './bundle.mjs'
import { compileValidators } from './compile-validators.mjs'
import { embedScripts } from './embed-scripts.mjs'
import { generateRecordTypes, generateTypes } from './generate-types.mjs'
import { kubernetesShapes } from './kubernetes-shapes.mjs'
import { precompileTemplates } from './precompile-templates.mjs'

const root = fileURLToPath(new URL('../../', import.meta.url))
const flags = new Set(process.argv.slice(2))
process.chdir(root)

if (flags.has('--check-generated')) {
  if (readFileSync('src/generated/application.ts', 'utf8') !== (await generateTypes())) {
    console.error('src/generated/application.ts is stale: run `npm run generate` and commit it')
    process.exit(1)
  }
} else {
  mkdirSync('src/generated', { recursive: true })
  write('src/generated/application.ts', await generateTypes())
  for (const [path, text] of Object.entries({
    'lattice-record.ts': await generateRecordTypes(),
    ...(await compileValidators()),
    ...precompileTemplates(),
    ...embedScripts(),
    ...(await kubernetesShapes()),
    ...(await awsShapes()),
  }))
    write(join('src/generated', path), text)
  if (!flags.has('--generate')) {
    if (!flags.has('--fast')) declare()
    await bundle()
    chmodSync('dist/mc.js', 0o755)
  }
}

/** Leaves a file alone that is already right, so that watchers and incremental tools stay quiet. */
function write(path, text) {
  let before
  try {
    before = readFileSync(path, 'utf8')
  } catch {}
  if (before !== text) writeFileSync(path, text)
}

function declare() {
  rmSync('dist/types', { recursive: true, force: true })
  const { status } = spawnSync(
    process.execPath,
    ['node_modules/typescript/bin/tsc', '-p', '.', '--emitDeclarationOnly', '--outDir', 'dist/types'],
    { stdio: 'inherit' },
  )
  if (status !== 0) process.exit(status ?? 1)
  rmSync('dist/types/test', { recursive: true, force: true })
}

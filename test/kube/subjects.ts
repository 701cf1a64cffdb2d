import { readFileSync } from 'node:fs'
import { basename, join, relative } from 'node:path'
import type { Source } from '../../src/diagnostic.js'
import { conformance, exampleNames, listFiles, root } from '../harness.js'

/** Manifests that are compiled together. */
export interface Subject {
  readonly name: string
  readonly sources: readonly Source[]
}

/** Every example; the manifests of a folder are a lattice. */
export function examples(): readonly Subject[] {
  return exampleNames().map((name) => example(name))
}

/** The example of this name. */
export function example(name: string): Subject {
  const folder = join(root, 'examples', name)
  return { name, sources: manifestsIn(folder).map(read) }
}

/** Every feature by itself (`test/features`). */
export function features(): readonly Subject[] {
  return manifestsIn(join(root, 'test', 'features')).map((file) => ({ name: basename(file, '.yaml'), sources: [read(file)] }))
}

/** Manifests of others, each by itself; they lie beside the repository or do not. */
export function corpora(): readonly Subject[] {
  const folders = [conformance('corpus'), conformance('corpus-kubevela')].filter((folder) => folder !== undefined)
  return folders.flatMap(manifestsIn).map((file) => ({ name: relative(join(root, '..', 'shared'), file), sources: [read(file)] }))
}

function manifestsIn(folder: string): readonly string[] {
  return listFiles(folder).filter((file) => /\.ya?ml$/.test(file))
}

function read(path: string): Source {
  return { path, text: readFileSync(path, 'utf8') }
}

import { fileNameOf } from './file-name-of.js'

/** Gives the path of a version's text below the folder of the lattice, `/` between names. */
export function textPath(application: string, version: string): string {
  return `${applicationPath(application)}/${fileNameOf(version)}.yaml`
}

/** Gives the path of an application's history, likewise. */
export function historyPath(application: string): string {
  return `${applicationPath(application)}/history.jsonl`
}

/** Gives the folder of an application, likewise. */
export function applicationPath(application: string): string {
  return `applications/${fileNameOf(application)}`
}

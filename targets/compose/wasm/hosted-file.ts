import type { WadmManifest } from '../../../src/plan/plan.js'
import { entryAt, listAt, mapOf, textAt } from '../../manifest-entries.js'
import type { EmitContext } from '../../target.js'

/** A component or provider that lies on this machine: where, and under which path the hosts see it. */
export interface HostedFile {
  readonly source: string
  readonly target: string
}

/**
 * Reads an image of the form `file://…`; nothing where it is another. An absolute path is the same for the hosts;
 * any other is taken from the folder of the manifest, as wash 0.43 (`wash app put`) takes it.
 */
export function hostedFile(context: EmitContext, application: string, image: string): HostedFile | undefined {
  const path = /^file:\/\/(.+)$/s.exec(image)?.[1]
  if (path === undefined) return undefined
  if (path.startsWith('/')) return { source: path, target: path }
  const names = path.split('/').filter((name) => name !== '.' && name !== '')
  return {
    source: context.relative(application, path),
    target: `/mc/files/${application}/${names.map((name) => (name === '..' ? 'up' : name)).join('/')}`,
  }
}

/** Gives the manifest with the paths that hosts see. */
export function withHostedFiles(context: EmitContext, application: string, manifest: WadmManifest): WadmManifest {
  const components = listAt(manifest.spec, 'components').map((component) => {
    const properties = entryAt(component, 'properties')
    const file = hostedFile(context, application, textAt(properties, 'image'))
    return file === undefined ? component : { ...mapOf(component), properties: { ...mapOf(properties), image: `file://${file.target}` } }
  })
  return { ...manifest, spec: { ...manifest.spec, components } }
}

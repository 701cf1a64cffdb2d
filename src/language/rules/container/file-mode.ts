import type { KeyToPath } from '../../../generated/application.js'
import { traitsOf } from '../../../lattice/traits-of.js'
import { replaceScalar } from '../../edits/replace-scalar.js'
import { type Container, isContainer } from '../../is-container.js'
import { web } from '../example.js'
import type { ManifestRule } from '../rule.js'

const withMode = (mode: string): string =>
  web(`
    volumeMounts:
      configMap:
        - name: settings
          mountPath: /etc/web
          cmName: web-settings
          defaultMode: ${mode}
  `)

/** The mode of a file is a number up to 0o777 (Kubernetes, `defaultMode`; YAML 1.2, section 10.3.2). */
export const fileMode: ManifestRule = {
  code: 'container/file-mode',
  severity: 'error',
  scope: 'manifest',
  summary: 'the mode of files is at most 511 (0o777), and written without a leading zero',
  why: 'YAML 1.2 reads `0644` as the decimal number 644 (section 10.3.2), which is no mode; YAML 1.1 reads it as 420. Kubernetes refuses more than 0o777 (`defaultMode`).',
  bad: withMode('0644'),
  good: withMode('0o644'),
  check({ app, document }, say) {
    for (const component of app.spec.components.filter(isContainer)) {
      for (const entry of modesOf(component)) {
        for (const key of ['defaultMode', 'mode'] as const) {
          const mode = entry[key]
          if (mode === undefined) continue
          const span = document.at(entry, key)
          const text = span.source.text.slice(span.start, span.end)
          const isOldOctal = /^0[0-7]+$/.test(text)
          if (mode <= 0o777 && !isOldOctal) continue
          // a decimal number whose digits could be octal was probably meant so
          const meant = /^0?[0-7]{3}$/.test(text) ? `0o${text.replace(/^0/, '')}` : undefined
          say({
            message: isOldOctal ? `\`${text}\` is the decimal number ${mode} here` : `the mode ${mode} is more than 511`,
            span,
            ...(meant === undefined
              ? { help: 'write it as an octal number, such as `0o644`' }
              : { label: `did you mean \`${meant}\`?`, edits: [replaceScalar(span, meant)] }),
          })
        }
      }
    }
  },
}

interface WithMode {
  readonly defaultMode?: number
  readonly mode?: number
  readonly items?: readonly KeyToPath[]
}

function modesOf(component: Container): WithMode[] {
  const { volumeMounts, volumes = [] } = component.properties
  const stored = traitsOf(component, 'storage').flatMap(({ properties: { configMap = [], secret = [] } = {} }): WithMode[] => [
    ...configMap,
    ...secret,
  ])
  const files: WithMode[] = [...(volumeMounts?.configMap ?? []), ...(volumeMounts?.secret ?? []), ...volumes, ...stored]
  return files.flatMap((file) => [file, ...(file.items ?? [])])
}

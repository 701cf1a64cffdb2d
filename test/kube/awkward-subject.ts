import { awkwardTexts } from '../engines/awkward-texts.js'
import type { Subject } from './subjects.js'

/** The awkward texts by the names that they have as variables, files, annotations (`example.com/<name>`) and labels. */
export const awkwardValues: Readonly<Record<string, string>> = Object.fromEntries(
  awkwardTexts.map((text, index) => [`TEXT_${index}`, text]),
)

/** Those of them that Kubernetes takes for the value of a label. */
export const awkwardLabels: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(awkwardValues).filter(([, text]) => /^([A-Za-z0-9]([-\w.]{0,61}[A-Za-z0-9])?)?$/.test(text)),
)

/** Those that kustomize and a server-side apply take too: both hand JSON to a reader of YAML, which refuses DEL and other control characters and takes NEL for a line break. */
export const printableValues: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(awkwardValues).filter(([, text]) => !/[\x7f-\x9f\ufffe\uffff]/.test(text)),
)

/** An application with one worker, `report`, that has texts as arguments, variables, files, annotations and, where they may be, labels. */
export function awkwardSubject(values: Readonly<Record<string, string>>): Subject {
  return { name: 'awkward', sources: [{ path: 'awkward.json', text: JSON.stringify(manifest(values), undefined, 1) }] }
}

function manifest(values: Readonly<Record<string, string>>) {
  const keyed = (texts: Readonly<Record<string, string>>) =>
    Object.fromEntries(Object.entries(texts).map(([name, text]) => [`example.com/${name}`, text]))
  const component = {
    name: 'report',
    type: 'worker',
    properties: {
      image: 'node:20',
      cmd: ['node', '-e', 'report()', '--'],
      args: Object.values(values),
      env: Object.entries(values).map(([name, value]) => ({ name, value })),
    },
    traits: [
      { type: 'storage', properties: { configMap: [{ name: 'settings', mountPath: '/settings', data: values }] } },
      { type: 'annotations', properties: keyed(values) },
      { type: 'labels', properties: keyed(awkwardLabels) },
    ],
  }
  return {
    apiVersion: 'core.oam.dev/v1beta1',
    kind: 'Application',
    metadata: { name: 'awkward', annotations: {} },
    spec: { components: [component] },
  }
}

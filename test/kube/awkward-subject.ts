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

/** An application with one worker, `report`, that has every awkward text as argument, variable, file, annotation and, where it may be, label. */
export const awkwardSubject: Subject = {
  name: 'awkward',
  sources: [{ path: 'awkward.json', text: JSON.stringify(manifest(), undefined, 1) }],
}

function manifest() {
  const names = Object.keys(awkwardValues)
  const keyed = (values: Readonly<Record<string, string>>) =>
    Object.fromEntries(Object.entries(values).map(([name, text]) => [`example.com/${name}`, text]))
  const component = {
    name: 'report',
    type: 'worker',
    properties: {
      image: 'node:20',
      cmd: ['node', '-e', 'report()', '--'],
      args: awkwardTexts,
      env: names.map((name) => ({ name, value: awkwardValues[name] })),
    },
    traits: [
      { type: 'storage', properties: { configMap: [{ name: 'settings', mountPath: '/settings', data: awkwardValues }] } },
      { type: 'annotations', properties: keyed(awkwardValues) },
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

import type { Difference } from './difference.js'
import { isTree, type Plain, type Tree } from './read-objects.js'

/** What means the same in more than one form. */
export const defaults: readonly Difference[] = [
  {
    what: 'defaults of Kubernetes that are written out',
    reason: 'a field with the value that it has anyway says nothing',
    theirs: (objects) => objects.map(plain),
    ours: (objects) => objects.map(plain),
  },
]

/** Amounts as numbers. */
export const quantities: Difference = {
  what: 'forms of one quantity',
  reason: '1.5 processors are 1500m',
  theirs: (objects) => objects.map(withQuantities),
  ours: (objects) => objects.map(withQuantities),
}

/** By key: the value that Kubernetes takes where there is none (Kubernetes API reference). */
const silent: Readonly<Record<string, readonly unknown[]>> = {
  protocol: ['TCP'],
  defaultMode: [420],
  volumeMode: ['Filesystem'],
  pathType: ['ImplementationSpecific'],
  scheme: ['HTTP'],
  successThreshold: [1],
  failureThreshold: [3],
  periodSeconds: [10],
  timeoutSeconds: [1],
  initialDelaySeconds: [0],
  suspend: [false],
  concurrencyPolicy: ['Allow'],
  failedJobsHistoryLimit: [1],
  successfulJobsHistoryLimit: [3],
  backoffLimit: [6],
  replicas: [1],
  readOnly: [false],
  operator: ['Equal'],
}

function plain(object: Plain): Plain {
  const visit = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(visit)
    if (!isTree(value)) return value
    const entries = Object.entries(value).filter(([key, item]) => !silent[key]?.includes(item) && !(key === 'type' && item === 'ClusterIP'))
    return Object.fromEntries(entries.map(([key, item]) => [key, visit(item)]))
  }
  return visit(object) as Plain
}

function withQuantities(object: Plain): Plain {
  const visit = (value: unknown, key: string): unknown => {
    if (Array.isArray(value)) return value.map((item) => visit(item, ''))
    if (!isTree(value)) return value
    if (key === 'requests' || key === 'limits') return amounts(value)
    return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, visit(item, name)]))
  }
  return visit(object, '') as Plain
}

function amounts(value: Tree): Tree {
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, amount(String(item))]))
}

const factors: Readonly<Record<string, number>> = {
  '': 1,
  m: 0.001,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
}

/** A quantity as a number (Kubernetes API, Quantity). */
function amount(text: string): unknown {
  const [, digits = '', suffix = ''] = /^([0-9.]+)([A-Za-z]*)$/.exec(text) ?? []
  const factor = factors[suffix]
  return factor === undefined ? text : Math.round(Number(digits) * factor * 1000) / 1000
}

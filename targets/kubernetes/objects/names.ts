import { fingerprint } from '../../fingerprint.js'

/** Longest name of a Service, and longest value of a label (RFC 1035, section 2.3.4; Kubernetes, labels). */
const longest = 63

/** Longest name of a workload: a StatefulSet, CronJob or Job puts eleven more characters into the labels and names of its pods (Kubernetes, CronJob limitations). */
const longestWorkload = 52

/**
 * Gives the name of the objects of a workload: `<application>-<component>`, once where one begins with the other. Lower-case letters, digits and `-`,
 * a letter first (RFC 1035, as a Service must), at most 52. What is changed or cut leaves a fingerprint, so that names stay apart.
 */
export function workloadName(application: string, component: string): string {
  const isPart = component === application || component.startsWith(`${application}-`)
  return dnsLabel(isPart ? component : `${application}-${component}`, longestWorkload)
}

/** Gives the name of an object that belongs to a workload or application: `parts` joined by `-`, at most 63. */
export function objectName(...parts: readonly string[]): string {
  return dnsLabel(parts.join('-'), longest)
}

/** Gives a text as a DNS label (RFC 1035): what is changed or cut leaves a fingerprint. */
export function dnsLabel(text: string, limit: number = longest): string {
  const name = text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
  const first = /^[a-z]/.test(name) ? name : `x-${name}`.replace(/-$/, '')
  if (first.length <= limit && /^[a-z][A-Za-z0-9._-]*[A-Za-z0-9]$|^[a-z]$/.test(text)) return first
  return `${first.slice(0, limit - 9).replace(/-+$/, '')}-${fingerprint(text)}`
}

/** Tells whether a text may be the key of a label or annotation: a name of at most 63 letters, digits, `-`, `_` and `.`, with a domain in lower case before it or not (Kubernetes, labels). */
export function isLabelKey(key: string): boolean {
  const slash = key.indexOf('/')
  const prefix = key.slice(0, Math.max(slash, 0))
  const isDomain = prefix.length <= 253 && prefix.split('.').every((part) => /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/.test(part))
  return (slash < 0 || isDomain) && /^[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$/.test(key.slice(slash + 1))
}

/** Tells whether a text may be the value of a label (Kubernetes, labels). */
export function isLabelValue(value: string): boolean {
  return value.length <= longest && /^([A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?)?$/.test(value)
}

/** Gives a text as the value of a label: at most 63 letters, digits, `-`, `_` and `.` (Kubernetes, labels). */
export function labelValue(text: string): string {
  if (isLabelValue(text)) return text
  const value = text.replace(/[^A-Za-z0-9._-]+/g, '-').replace(/^[^A-Za-z0-9]+/, '')
  return `${value.slice(0, longest - 9).replace(/[^A-Za-z0-9]+$/, '')}-${fingerprint(text)}`.replace(/^-/, '')
}

/** Tells whether a text can be the name of a ConfigMap, Secret or claim: a DNS subdomain (RFC 1123; Kubernetes, object names). */
export function isObjectName(text: string): boolean {
  return text.length <= 253 && /^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/.test(text)
}

/** Tells whether a text can be a key of a ConfigMap or Secret (Kubernetes API, core/v1 ConfigMap `data`). */
export function isDataKey(text: string): boolean {
  return text.length <= 253 && /^[-._a-zA-Z0-9]+$/.test(text) && text !== '.' && !text.startsWith('..')
}

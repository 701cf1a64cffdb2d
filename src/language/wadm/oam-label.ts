/** Tells whether `key` may be the key of a label or annotation: `name` or `prefix/name`, split at the first `/` (wadm 0.21 validation.rs, `valid_oam_label`). */
export function isOamLabel(key: string): boolean {
  const slash = key.indexOf('/')
  return slash < 0 ? isLabelName(key) : isDnsSubdomain(key.slice(0, slash)) && isLabelName(key.slice(slash + 1))
}

function isLabelName(name: string): boolean {
  return /^[A-Za-z0-9](?:[-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$/.test(name)
}

function isDnsSubdomain(prefix: string): boolean {
  return prefix.length <= 253 && prefix.split('.').every((part) => /^[A-Za-z](?:[-A-Za-z0-9]{0,61}[A-Za-z0-9])?$/.test(part))
}

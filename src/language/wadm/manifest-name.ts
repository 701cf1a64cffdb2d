/** Tells whether wadm 0.21 accepts `name` for a manifest: `^[-\w]+$` with Rust's `\w`, which has the letters and digits of all scripts (validation.rs, rule 1). */
export function isManifestName(name: string): boolean {
  return /^[-\p{Alphabetic}\p{M}\p{Nd}\p{Pc}\p{Join_Control}]+$/u.test(name)
}

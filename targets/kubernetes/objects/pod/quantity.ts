/** Gives millicores as Kubernetes writes them itself: `250m`, `1`; it knows nothing finer (Kubernetes API, resource.Quantity). */
export function cpuQuantity(millicores: number): string {
  const whole = Math.ceil(millicores)
  return whole % 1000 === 0 ? `${whole / 1000}` : `${whole}m`
}

/** Gives MiB as an exact quantity, in the form with the fewest characters (Kubernetes API, resource.Quantity): `512Mi`, `8Gi`, `500M`. */
export function memoryQuantity(mebibytes: number): string {
  const bytes = Math.round(mebibytes * 1024 * 1024)
  const forms = [withSuffix(bytes, 1024, ['', 'Ki', 'Mi', 'Gi', 'Ti', 'Pi']), withSuffix(bytes, 1000, ['', 'k', 'M', 'G', 'T', 'P'])]
  return forms.reduce((best, form) => (form.length < best.length ? form : best))
}

/** Divides as long as nothing is left over. */
function withSuffix(amount: number, base: number, [suffix = '', ...larger]: readonly string[]): string {
  return amount === 0 || amount % base !== 0 || larger.length === 0 ? `${amount}${suffix}` : withSuffix(amount / base, base, larger)
}

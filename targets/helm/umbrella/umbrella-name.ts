import { dnsLabel } from '../../kubernetes/objects/names.js'

/** Longest name of a release, which people give the name of the chart (Helm, release names). */
const longest = 53

/** Gives the name of the chart of the whole lattice: a DNS label, other than those of the charts in it. */
export function umbrellaName(wanted: string, charts: Iterable<string>): string {
  const taken = new Set(charts)
  const first = dnsLabel(wanted, longest)
  let name = first
  for (let count = 1; taken.has(name); count++) {
    const end = count === 1 ? '-umbrella' : `-umbrella-${count}`
    name = `${first.slice(0, longest - end.length).replace(/-+$/, '')}${end}`
  }
  return name
}

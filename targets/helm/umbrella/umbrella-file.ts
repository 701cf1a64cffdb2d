import { fingerprint } from '../../fingerprint.js'
import type { ChartFile } from '../chart/chart-file.js'
import { firstVersion } from '../chart/chart-version.js'

/**
 * Gives `Chart.yaml` of the umbrella. Its version is that of all charts where they agree; else its build tells which versions are together,
 * so that another set of charts never has the same version.
 */
export function umbrellaFile(
  name: string,
  charts: readonly { readonly name: string; readonly version: string }[],
  kubernetes: string,
): ChartFile {
  const versions = new Set(charts.map(({ version }) => version))
  const [only = firstVersion] = versions
  const together = charts.map((chart) => `${chart.name}@${chart.version}`).join('\n')
  return {
    apiVersion: 'v2',
    name,
    description: 'All applications of the lattice, each with a chart of its own',
    type: 'application',
    version: versions.size === 1 ? only : `${firstVersion}+${fingerprint(together)}`,
    kubeVersion: kubernetes,
    dependencies: charts.map((chart) => ({
      name: chart.name,
      version: chart.version,
      repository: `file://../${chart.name}`,
      condition: `${chart.name}.enabled`,
    })),
  }
}

import { type FlyRule, tableAt, textAt } from '../fly-rule.js'
import { machineFindings } from '../machine-findings.js'
import { isTable, type Table } from '../table.js'

/** machine_config is the JSON of a machine, and names an image for each container but the app's own (flyctl, `internal/containerconfig`). */
export const badMachineConfig: FlyRule = {
  code: 'fly/bad-machine-config',
  severity: 'error',
  summary: 'machine_config is JSON that flyctl and the platform can read',
  why: 'It begins with `{`, or is the path of a .json file. `container` is one of its containers, and each other one has an image (flyctl, internal/containerconfig/parse.go). flyctl looks at it when it deploys. Fields are those of fly-go, machine_types.go.',
  bad: 'app = "shop"\nmachine_config = \'{"containers": [{"name": "web"}, {"name": "proxy"}]}\'\n',
  good: 'app = "shop"\nmachine_config = \'{"containers": [{"name": "web"}, {"name": "proxy", "image": "envoy:1"}]}\'\n',
  check({ document, root }, say) {
    const experimental = tableAt(root, 'experimental')
    const owner = experimental && textAt(experimental, 'machine_config') ? experimental : root
    const text = textAt(owner, 'machine_config')
    if (!text) return
    const span = document.at(owner, 'machine_config')
    const complain = (message: string, help?: string): void => say({ message, span, ...(help !== undefined && { help }) })
    if (!text.startsWith('{')) {
      if (!text.endsWith('.json')) complain('`machine_config` is neither JSON nor the path of a .json file', 'begin it with `{`')
      return
    }
    const config = read(text)
    if (typeof config === 'string') complain(`\`machine_config\` is no JSON: ${config}`)
    else for (const { message, help } of machineFindings(config, 'machine_config', textAt(root, 'container'), true)) complain(message, help)
  },
}

function read(text: string): Table | string {
  try {
    const value: unknown = JSON.parse(text)
    return isTable(value) ? value : 'no object'
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

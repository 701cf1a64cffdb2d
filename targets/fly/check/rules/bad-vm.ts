import { listWords, nearest } from '../../../../src/language/suggest.js'
import { type FlyRule, numberAt, tableAt, tablesAt, textAt } from '../fly-rule.js'
import { sizeOf } from '../size.js'
import { vmKinds, vmPresets } from '../vm-sizes.js'

/** Kind, CPUs and memory of a machine are a combination that there is. */
export const badVm: FlyRule = {
  code: 'fly/bad-vm',
  severity: 'error',
  summary: 'kind, CPUs and memory of a machine are a combination that there is',
  why: 'Shared CPUs are 1, 2, 4, 6 or 8 with 256 to 2048 MB each in steps of 256; performance CPUs 1 to 16 with 2048 to 8192 MB each in steps of 2048 (https://fly.io/docs/machines/guides-examples/machine-sizing/). flyctl finds an unknown size when it deploys, the platform the rest.',
  bad: 'app = "shop"\n\n[[vm]]\nsize = "shared-cpu-1x"\nmemory = "4gb"\n',
  good: 'app = "shop"\n\n[[vm]]\nsize = "shared-cpu-2x"\nmemory = "4gb"\n',
  check({ document, root }, say) {
    const release = tableAt(tableAt(root, 'deploy') ?? {}, 'release_command_vm')
    for (const vm of [...tablesAt(root, 'vm'), ...(release === undefined ? [] : [release])]) {
      const size = textAt(vm, 'size') || (textAt(vm, 'gpu_kind') ? 'a10' : 'shared-cpu-1x')
      const preset = vmPresets.get(size)
      if (preset === undefined) {
        const near = nearest(size, vmPresets.keys())
        say({
          message: `there is no size \`${size}\``,
          span: document.at(vm, 'size'),
          ...(near === undefined
            ? { help: 'sizes are `shared-cpu-1x` to `shared-cpu-8x` and `performance-1x` to `performance-16x`' }
            : { label: `did you mean \`${near}\`?` }),
        })
        continue
      }
      const kindName = textAt(vm, 'cpu_kind') || preset.kind
      if (kindName !== 'shared' && kindName !== 'performance') continue
      const kind = vmKinds[kindName]
      const cpus = numberAt(vm, 'cpus') || preset.cpus
      if (!kind.cpus.includes(cpus)) {
        say({
          message: `a machine cannot have ${cpus} ${kindName} CPUs`,
          span: document.at(vm, 'cpus' in vm ? 'cpus' : 'cpu_kind'),
          help: `it may have ${listWords(kind.cpus.map(String))}`,
        })
        continue
      }
      const given = textAt(vm, 'memory')
      const memory = numberAt(vm, 'memory_mb') || (given ? sizeOf(given, 1024) : undefined) || preset.memory
      const [least, most] = [kind.least * cpus, kind.most * cpus]
      const key = ['memory_mb', 'memory', 'cpus', 'cpu_kind'].find((name) => vm[name]) ?? 'size'
      const cores = `${cpus} ${kindName} ${cpus === 1 ? 'CPU' : 'CPUs'}`
      if (memory < least || memory > most)
        say({ message: `${cores} cannot have ${memory} MB`, span: document.at(vm, key), help: `${cores} may have ${least} to ${most} MB` })
      else if (memory % kind.least !== 0)
        say({ message: `${cores} cannot have ${memory} MB`, span: document.at(vm, key), help: `memory comes in steps of ${kind.least} MB` })
    }
  },
}

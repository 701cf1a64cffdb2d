import { type FlyRule, numberAt, tablesAt, textAt } from '../fly-rule.js'
import { sizeOf } from '../size.js'

/** A volume that grows has a threshold, a step and a limit that make sense (flyctl, `validateMounts`). */
export const autoExtend: FlyRule = {
  code: 'fly/auto-extend',
  severity: 'error',
  summary: 'a volume that grows has a threshold of 50 to 99 per cent, a step of 1 to 100 GB and a limit of 1 to 500 GB',
  why: 'flyctl refuses other numbers, and a threshold without step and limit (flyctl, internal/appconfig/validation.go).',
  bad: 'app = "shop"\n\n[[mounts]]\nsource = "data"\ndestination = "/data"\nauto_extend_size_threshold = 80\n',
  good: 'app = "shop"\n\n[[mounts]]\nsource = "data"\ndestination = "/data"\nauto_extend_size_threshold = 80\nauto_extend_size_increment = "1gb"\nauto_extend_size_limit = "10gb"\n',
  check({ document, root }, say) {
    for (const mount of tablesAt(root, 'mounts')) {
      const size = (key: string): number => sizeOf(textAt(mount, key) ?? '', 1000) ?? 0
      const threshold = numberAt(mount, 'auto_extend_size_threshold') ?? 0
      const step = size('auto_extend_size_increment')
      const limit = size('auto_extend_size_limit')
      if (threshold === 0 && step === 0 && limit === 0) continue
      const key = ['auto_extend_size_threshold', 'auto_extend_size_increment', 'auto_extend_size_limit'].find((name) => name in mount) ?? ''
      const wrong = [
        ...(threshold < 50 || threshold > 99 ? ['`auto_extend_size_threshold` must be 50 to 99'] : []),
        ...(step < 1 || step > 100 ? ['`auto_extend_size_increment` must be 1 to 100 GB'] : []),
        ...(limit < 0 || limit > 500 ? ['`auto_extend_size_limit` must be 1 to 500 GB'] : []),
      ]
      for (const message of wrong) say({ message, span: document.at(mount, key) })
    }
  },
}

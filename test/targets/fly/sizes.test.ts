import * as assert from 'uvu/assert'
import { chooseSize } from '../../../targets/fly/apps/machine/machine-sizes.js'
import { tests } from '../../harness.js'
import { appOf, tried, web } from './app-of.js'

/** The sizes as the pricing page and the guide to machine sizing have them, written down a second time: processors, then from and to in MB, in steps. */
const offered = [
  ...[1, 2, 4, 6, 8].map((cpus) => ({ kind: 'shared', cpus, from: 256 * cpus, to: 2048 * cpus, step: 256 })),
  ...[1, 2, 4, 6, 8, 10, 12, 14, 16].map((cpus) => ({ kind: 'performance', cpus, from: 2048 * cpus, to: 8192 * cpus, step: 2048 })),
]

tests('fly: sizes', {
  'of every combination of processors and memory the smallest machine that fits is taken, or none': () => {
    const every = offered.flatMap(({ kind, cpus, from, to, step }) =>
      Array.from({ length: (to - from) / step + 1 }, (_, at) => ({ kind, cpus, memory: from + at * step })),
    )
    const isLess = (left: (typeof every)[0], right: (typeof every)[0]): boolean => {
      const rank = ({ kind, cpus, memory }: (typeof every)[0]): readonly number[] => [kind === 'shared' ? 0 : 1, cpus, memory]
      const at = rank(left).findIndex((number, index) => number !== rank(right)[index])
      return at >= 0 && rank(left)[at]! < rank(right)[at]!
    }
    let tried = 0
    for (let cpu = 0; cpu <= 17_000; cpu += 250)
      for (const memory of [
        0, 1, 128, 255, 256, 257, 512, 1000, 2048, 2049, 4096, 5000, 8192, 12_000, 16_384, 16_385, 30_000, 65_536, 100_000, 131_072,
        131_073,
      ]) {
        for (const isPerformance of [false, true]) {
          const fitting = every.filter(
            (one) => (!isPerformance || one.kind === 'performance') && one.cpus * 1000 >= cpu && one.memory >= memory,
          )
          const least = fitting.reduce<(typeof every)[0] | undefined>(
            (best, one) => (best === undefined || isLess(one, best) ? one : best),
            undefined,
          )
          const chosen = chooseSize(cpu, memory, isPerformance)
          assert.equal(chosen && { kind: chosen.size.kind, cpus: chosen.size.cpus, memory: chosen.memory }, least, `${cpu} ${memory}`)
          tried++
        }
      }
    assert.ok(tried > 2500)
  },
  'a machine has what all containers may use together, and what is rounded is said': () => {
    const { vm, said } = appOf('cpu: 250m, memory: 300Mi', '{type: sidecar, properties: {name: agent, image: "busybox:1"}}')
    assert.equal(vm, [{ size: 'shared-cpu-1x', memory: '512mb' }])
    assert.equal(said, [
      'target/rounded `shop/web` asks for 0.25 processors: the smallest machine that fits, shared-cpu-1x, has 1',
      'target/rounded `shop/web` asks for 300 MiB: the smallest machine that fits, shared-cpu-1x, has 512 MB',
    ])
  },
  'nothing asked is nothing said, and left to whoever deploys': () => assert.equal(appOf('').vm, undefined),
  'exactly what a size has is said by nobody': () => {
    const { vm, said } = appOf('cpu: "2", memory: 512Mi')
    assert.equal(vm, [{ size: 'shared-cpu-2x' }])
    assert.equal(said, [])
  },
  'what no machine has is refused': () => {
    const messages = (amounts: string) => tried({ shop: web(amounts) }).said
    assert.match(
      messages('cpu: "17"')[0]!,
      'fly cannot run processor time: the largest machine has 16 processors and 128 GB, and `shop/web` asks for 17 processors',
    )
    assert.match(messages('memory: 129Gi')[0]!, 'fly cannot run memory')
  },
  'graphics processors are refused, unless the option names their size': () => {
    assert.match(tried({ shop: web('gpu: 1') }).said.join(), 'fly cannot run graphics processors')
    assert.equal(appOf('gpu: 1, memory: 33Gi', '', { 'gpu-size': 'l40s' }).vm, [{ size: 'l40s', memory: '34816mb' }])
    assert.match(tried({ shop: web('gpu: 2') }, { 'gpu-size': 'l40s' }).said.join(), 'a machine has one')
  },
  'performance processors by option': () =>
    assert.equal(appOf('cpu: "3"', '', { 'cpu-kind': 'performance' }).vm, [{ size: 'performance-4x' }]),
})

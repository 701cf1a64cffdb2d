import * as assert from 'uvu/assert'
import { tests } from '../../harness.js'
import { errorsOf, rendered, saidOf, tried } from './rendered.js'

/** Every size of Fargate, written out once more from the tables of AWS (Amazon ECS Developer Guide, Task CPU and memory), in GB for each cpu. */
const gigabytes: Readonly<Record<number, readonly number[]>> = {
  256: [0.5, 1, 2],
  512: [1, 2, 3, 4],
  1024: [2, 3, 4, 5, 6, 7, 8],
  2048: [4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16],
  4096: [8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30],
  8192: [16, 20, 24, 28, 32, 36, 40, 44, 48, 52, 56, 60],
  16384: [32, 40, 48, 56, 64, 72, 80, 88, 96, 104, 112, 120],
}
const valid = Object.entries(gigabytes).flatMap(([cpu, all]) => all.map((memory) => ({ cpu: Number(cpu), memory: memory * 1024 })))

/** Millicores and MiB around every border, and between. */
const cpus = [
  ...new Set(valid.flatMap(({ cpu }) => [cpu, cpu - 1, cpu + 1].map((units) => Math.round((units * 1000) / 1024)))),
  ...[1, 10, 100, 333, 750, 1500, 3000, 6000, 9000, 12000, 20000],
]
const memories = [
  ...new Set(valid.flatMap(({ memory }) => [memory - 1, memory, memory + 1])),
  ...[6, 64, 100, 300, 700, 1500, 2500, 5000, 20000, 45000, 100000, 131072],
]

tests('ECS: sizes', {
  [`all ${cpus.length * memories.length} combinations of cpu and memory get the least size that fits, or a refusal`]() {
    assert.ok(cpus.length * memories.length > 4000)
    for (const cpu of cpus) {
      const components = memories.map((memory) => worker(`w${memory}`, `cpu: ${cpu}m`, `memory: ${memory}Mi`))
      const fitting = components.filter((_, at) => leastOf(cpu, memories[at]!) !== undefined)
      if (fitting.length > 0) {
        const { files } = rendered({ shop: fitting.join('\n') })
        for (const memory of memories) {
          const size = leastOf(cpu, memory)
          if (size === undefined) continue
          const { cpu: given, memory: room } = files[`shop/shop-w${memory}/taskdef.json`]
          assert.equal([given, room], [`${size.cpu}`, `${size.memory}`], `${cpu}m and ${memory}Mi`)
        }
      }
      const refused = components.filter((_, at) => leastOf(cpu, memories[at]!) === undefined)
      if (refused.length > 0) assert.is(errorsOf(tried({ shop: refused.join('\n') }).diagnostics).length, refused.length, `${cpu}m`)
    }
  },
  'a size that is rounded says from what to what, at the line of the manifest'() {
    const said = saidOf(rendered({ shop: worker('web', 'cpu: 300m', 'memory: 600Mi') }), 'target/rounded')
    assert.equal(said, [
      {
        message: '`shop/web` gets 0.5 vCPU and 1 GiB for 0.3 vCPU and 600 MiB: Fargate has no smaller size that holds them',
        line: 'cpu: 300m',
      },
    ])
    assert.equal(saidOf(rendered({ shop: worker('web', 'cpu: 250m', 'memory: 512Mi') }), 'target/rounded'), [])
  },
  'sidecars count with what they say, and what is left open counts nothing, which is said once'() {
    const traits = `\n  traits: [{type: sidecar, properties: {name: beside, image: "busybox:1"}}]`
    const made = rendered({ shop: `${worker('web', 'cpu: 250m', 'memory: 512Mi')}${traits}` })
    const { cpu, memory } = made.files['shop/shop-web/taskdef.json']
    assert.equal([cpu, memory], ['256', '512'])
    assert.equal(
      saidOf(made, 'target/default-resources').map(({ message }) => message),
      ['what `beside` (cpu, memory) needs is left open: it counts nothing, and the task has 0.25 vCPU and 512 MiB'],
    )
    const open = rendered({ shop: worker('web') }).files['shop/shop-web/taskdef.json']
    assert.equal([open.cpu, open.memory], ['256', '512'])
  },
  'the proxy of Service Connect counts beside what is said where the option asks for it'() {
    const lattice = (amounts: string): string =>
      `- {name: web, type: webservice, properties: {image: "nginx:1", ports: [{port: 80, expose: true}]${amounts}}}`
    const sizeIn = (amounts: string, options = {}): readonly string[] => {
      const { cpu, memory } = rendered({ shop: lattice(amounts) }, options).files['shop/shop-web/taskdef.json']
      return [cpu, memory]
    }
    assert.equal(sizeIn(''), ['256', '512'])
    assert.equal(sizeIn(', cpu: 250m, memory: 512Mi'), ['256', '512'])
    assert.equal(sizeIn(', cpu: 250m, memory: 512Mi', { 'proxy-size': 'recommended' }), ['512', '1024'])
    assert.match(saidOf(rendered({ shop: lattice(', cpu: 250m') }), 'target/rounded')[0]?.message ?? '', /^$/)
  },
  'a request and a limit of memory are what is kept and what ends the container; a limit of cpu has no effect, which is said'() {
    const properties = ['cpu: 250m', 'memory: 256Mi', 'limit: {cpu: "1", memory: 512Mi}']
    const made = rendered({ shop: worker('web', ...properties) })
    const [container] = made.files['shop/shop-web/taskdef.json'].containerDefinitions
    assert.equal([container.cpu, container.memory, container.memoryReservation], [256, 512, 256])
    assert.is(saidOf(made, 'target/cpu-limit').length, 1)
  },
})

/** The same answer by another way: of all sizes that fit, the one that no other undercuts. */
function leastOf(millicores: number, mebibytes: number): { readonly cpu: number; readonly memory: number } | undefined {
  const fitting = valid.filter(({ cpu, memory }) => cpu * 1000 >= millicores * 1024 && memory >= Math.max(6, mebibytes))
  const least = fitting.filter(({ cpu, memory }) => fitting.every((other) => other.cpu >= cpu && other.memory >= memory))
  assert.ok(least.length === (fitting.length === 0 ? 0 : 1))
  return least[0]
}

function worker(name: string, ...properties: readonly string[]): string {
  return [`- name: ${name}`, '  type: worker', '  properties:', '    image: busybox:1', ...properties.map((line) => `    ${line}`)].join(
    '\n',
  )
}

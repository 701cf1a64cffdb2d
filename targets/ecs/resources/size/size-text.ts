import type { TaskSize } from './fargate-sizes.js'

/** Gives a size as people say it: `0.25 vCPU and 512 MiB`. */
export function sizeText({ cpu, memory }: TaskSize): string {
  return `${unitsText(cpu)} and ${memoryText(memory)}`
}

/** Gives units of cpu as people say them, to the thousandth: `0.25 vCPU`. */
export function unitsText(units: number): string {
  return `${Math.round((units * 1000) / 1024) / 1000} vCPU`
}

/** Gives MiB as people say them: `512 MiB`, `2 GiB`. */
export function memoryText(mebibytes: number): string {
  return mebibytes >= 1024 && mebibytes % 1024 === 0 ? `${mebibytes / 1024} GiB` : `${Math.round(mebibytes * 100) / 100} MiB`
}

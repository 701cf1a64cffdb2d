import { root } from '../harness.js'
import type { Engine } from './engine.js'

/** Tells whether the engine has wadm and the wasmCloud host (`wasmcloud.sh images`), under the names that mc writes. */
export async function hasWasmcloud({ docker }: Engine): Promise<boolean> {
  const { code } = await docker(['image', 'inspect', 'ghcr.io/wasmcloud/wasmcloud:1.9.2', 'ghcr.io/wasmcloud/wadm:v0.21.1'], { cwd: root })
  return code === 0
}

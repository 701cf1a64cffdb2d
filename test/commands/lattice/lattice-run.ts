import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv } from 'ajv'
import * as assert from 'uvu/assert'
import { type Ran, type RunOptions, root, run } from '../../harness.js'

/** Runs a command line as one actor. */
export function mc(line: string | readonly string[], options: RunOptions = {}): Promise<Ran> {
  return run(typeof line === 'string' ? line.split(' ') : line, { ...options, env: { MC_ACTOR: 'ann', ...options.env } })
}

/** Runs a command line with `--format json`, holds what it prints to the schema of the command, and gives it. */
export async function mcJson<T = Record<string, unknown>>(
  line: string,
  options: RunOptions = {},
): Promise<{ readonly code: number; readonly json: T; readonly stderr: string }> {
  const { code, stdout, stderr } = await mc(`${line} --format json`, options)
  const json = JSON.parse(stdout) as T
  const validate = validatorOf(line.split(' ')[0] ?? '')
  assert.ok(validate(json), `${line}: ${JSON.stringify(validate.errors)}\n${stdout}`)
  return { code, json, stderr }
}

function validatorOf(command: string) {
  const name = /^(deploy|undeploy|rollback|delete)$/.test(command) ? 'act' : command
  const schema = JSON.parse(readFileSync(join(root, 'schema', `${name}-output.schema.json`), 'utf8')) as object
  return new Ajv({ strict: false }).compile(schema)
}

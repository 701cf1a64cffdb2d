import { randomUUID } from 'node:crypto'
import type { ComposeProject } from './compose-project.js'

/**
 * Sends a request into a lattice, from inside the container of its NATS server, and gives every answer of the next second, read as JSON.
 * There is no client: the tools that mc mounts speak the protocol.
 */
export async function askNats(project: ComposeProject, subject: string): Promise<readonly unknown[]> {
  // of its own: requests that run side by side would hear each other's answers
  const inbox = `_INBOX.${randomUUID()}`
  const request = `CONNECT {"verbose":false}\\r\\nSUB ${inbox} 1\\r\\nPUB ${subject} ${inbox} 0\\r\\n\\r\\n`
  const script = `{ printf '${request}'; /.mc/bin/sleep 1; } | /.mc/bin/nc 127.0.0.1 4222`
  const written = await project.must('exec', '-T', 'nats', '/.mc/bin/sh', '-c', script)
  const lines = written.split('\r\n')
  return lines.flatMap((line, index): unknown[] => (line.startsWith('MSG ') ? [JSON.parse(lines[index + 1] ?? 'null')] : []))
}

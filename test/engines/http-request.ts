/**
 * Gives the command by which a container with busybox asks an address: the wget of a static busybox finds no names.
 * It listens on for two seconds, because a server drops a request whose sender has nothing more to say before it is answered.
 */
export function httpRequest(host: string, port: number, path: string): string[] {
  const talk = `{ printf 'GET ${path} HTTP/1.0\\r\\nHost: ${host}\\r\\n\\r\\n'; sleep 2; } | nc -w 3 ${host} ${port}`
  return ['timeout', '5', 'sh', '-c', talk]
}

/** Gives the body of an answer; nothing where none came. */
export function bodyOf(answer: string): string {
  return answer.split('\r\n\r\n')[1] ?? ''
}

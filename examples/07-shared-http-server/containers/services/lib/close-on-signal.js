/** Closes servers, and ends the process, when the platform asks for it. */
export function closeOnSignal(...servers) {
  for (const signal of ['SIGTERM', 'SIGINT'])
    process.once(signal, () => {
      for (const server of servers) server.close()
      process.exit(0)
    })
}

const patience = 5000

/**
 * Ends the process on SIGTERM and SIGINT after `closers` have run, one after the other; what is not closed within five seconds is left.
 * The first process of a container gets no default handlers: without this one it would have to be killed.
 */
export function closeOnSignal(...closers) {
  const end = async () => {
    setTimeout(() => process.exit(1), patience).unref()
    for (const close of closers) await close()
    process.exit(0)
  }
  for (const signal of ['SIGTERM', 'SIGINT']) process.once(signal, end)
}

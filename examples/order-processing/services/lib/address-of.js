/** Gives host and port of a link's target, from the environment that the link brings (`CONNECTION_<LINK>_HOST` and `_PORT`). */
export function addressOf(link) {
  const [host, port] = ['HOST', 'PORT'].map((part) => {
    const name = `CONNECTION_${link}_${part}`
    const value = process.env[name]
    if (!value) throw new Error(`${name} is not set: the manifest needs a link named ${link.toLowerCase()}`)
    return value
  })
  return { host, port: Number(port) }
}

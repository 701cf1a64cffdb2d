const lifetime = 10_000

/**
 * Keeps who handles which path: `add({ path, host, port })`, `remove(handler)`, `next(path)` and `paths()`. The longest path that begins the
 * asked one wins, and its handlers take turns. A handler that has not been added again for ten seconds is forgotten.
 */
export function keepRoutes() {
  const handlers = new Map()

  const alive = () => {
    for (const [key, { until }] of handlers) if (until < Date.now()) handlers.delete(key)
    return [...handlers.values()]
  }

  return {
    add(handler) {
      handlers.set(keyOf(handler), { ...handler, until: Date.now() + lifetime, turn: handlers.get(keyOf(handler))?.turn ?? 0 })
    },
    remove: (handler) => handlers.delete(keyOf(handler)),
    next(asked) {
      const found = alive().filter(({ path }) => asked === path || asked.startsWith(`${path}/`))
      found.sort((a, b) => b.path.length - a.path.length || a.turn - b.turn)
      const [chosen] = found
      if (chosen !== undefined) chosen.turn++
      return chosen
    },
    paths: () => [...new Set(alive().map(({ path }) => path))].sort(),
  }
}

function keyOf({ path, host, port }) {
  return `${path} ${host} ${port}`
}

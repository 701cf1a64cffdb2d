import { setTimeout as wait } from 'node:timers/promises'

const skies = ['sun', 'clouds', 'rain', 'snow']

/** Gives the weather of a town: what the cache has, or else the answer of a service far away, which takes its time and is then cached for all. */
export async function findWeather(cache, town) {
  const key = `weather:${town}`
  const known = await cache.get(key)
  if (known !== undefined) return { ...JSON.parse(known), cached: true }
  const weather = await askFarAway(town)
  await cache.set(key, JSON.stringify(weather), Number(process.env.CACHE_SECONDS))
  return { ...weather, cached: false }
}

/** Stands in for a service that is slow, or that costs money each time. */
async function askFarAway(town) {
  await wait(1000)
  const number = [...town].reduce((sum, letter) => sum + letter.codePointAt(0), 0)
  return { town, sky: skies[number % skies.length], degrees: (number % 30) - 5 }
}

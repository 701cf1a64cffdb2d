// GET /trip/<town>: what to pack, by the weather there
import { findWeather } from '../lib/find-weather.js'
import { serveTowns } from '../lib/serve-towns.js'

const things = { sun: 'a hat', clouds: 'a book', rain: 'an umbrella', snow: 'a sledge' }

serveTowns('/trip', async (cache, town) => {
  const { sky, cached } = await findWeather(cache, town)
  return { town, pack: things[sky], cached }
})

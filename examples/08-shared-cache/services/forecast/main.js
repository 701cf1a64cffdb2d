// GET /forecast/<town>
import { findWeather } from '../lib/find-weather.js'
import { serveTowns } from '../lib/serve-towns.js'

serveTowns('/forecast', findWeather)

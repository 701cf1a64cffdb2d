// GET /dice
import { randomInt } from 'node:crypto'
import { hostname } from 'node:os'
import { handlePath } from '../lib/handle-path.js'

handlePath('/dice', () => ({ rolled: randomInt(1, 7), by: hostname() }))

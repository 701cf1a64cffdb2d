// GET /clock
import { handlePath } from '../lib/handle-path.js'

handlePath('/clock', () => ({ time: new Date().toISOString() }))

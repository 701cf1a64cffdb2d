// GET /greetings/<name>
import { handlePath } from '../lib/handle-path.js'

handlePath('/greetings', ([name = 'world']) => ({ greeting: `hello, ${name}` }))

import * as assert from 'uvu/assert'
import { wrapCommand } from '../../../src/language/container/debug-preset.js'
import { tests } from '../../harness.js'

const python = (...command: string[]) => wrapCommand('python', 5678, { command })?.command?.join(' ')
const debugpy = '-m debugpy --listen 0.0.0.0:5678'

tests('commands under a debugger', {
  'Python: after the options of the interpreter': () => {
    assert.is(python('python', 'app.py', '-v'), `python ${debugpy} app.py -v`)
    assert.is(python('/usr/bin/python3.12', '-u', '-X', 'dev', 'app.py'), `/usr/bin/python3.12 -u -X dev ${debugpy} app.py`)
    assert.is(python('python3', '-m', 'uvicorn', 'app:app'), `python3 ${debugpy} -m uvicorn app:app`)
    assert.is(python('python', '-X'), `python -X ${debugpy}`)
  },
  'Python: scripts, and programs that are modules too': () => {
    assert.is(python('/app/run.py', 'x'), `python ${debugpy} /app/run.py x`)
    assert.is(python('/venv/bin/gunicorn', 'app:app'), `python ${debugpy} -m gunicorn app:app`)
  },
  'Python: nothing else': () => {
    for (const command of [[], ['sh', '-c', 'python app.py'], ['pythonic'], ['app.pyc']]) assert.is(python(...command), undefined)
  },
  'Go: whatever the program is': () => {
    assert.is(
      wrapCommand('go', 2345, { command: ['/server'], args: ['-v'] })?.command?.join(' '),
      'dlv exec --headless --listen=:2345 --api-version=2 --accept-multiclient --continue /server --',
    )
    assert.is(wrapCommand('go', 2345, {}), undefined)
  },
  'arguments alone are the command, and stay where they are': () => {
    assert.equal(wrapCommand('python', 1, { args: ['python', 'app.py'] }), {
      args: ['python', '-m', 'debugpy', '--listen', '0.0.0.0:1', 'app.py'],
    })
    assert.equal(Object.keys(wrapCommand('python', 1, { command: ['python'], args: ['app.py'] }) ?? {}), ['command'])
  },
})

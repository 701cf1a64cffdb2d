import { connect } from 'node:net'

const silence = 5000
const firstPause = 100
const longestPause = 3000

/**
 * Holds a TCP connection to `host:port` and opens a new one, after a growing pause, whenever it is lost.
 * For each connection `begin(socket, confirm)` gives what to do with it: `{ data(chunk), lost(error) }`, and calls `confirm` once the other side
 * has greeted; a connection that is not confirmed within five seconds is dropped. Gives `{ isReady(), current(), close() }`; `current` gives
 * the confirmed socket, and throws where there is none.
 */
export function keepConnection({ name, host, port }, begin) {
  let socket
  let isReady = false
  let isClosed = false
  let pause = firstPause
  let timer

  const open = () => {
    const mine = connect({ host, port })
    socket = mine
    mine.setNoDelay(true)
    mine.setTimeout(silence, () => mine.destroy(new Error('no greeting')))
    const confirm = () => {
      mine.setTimeout(0)
      isReady = true
      pause = firstPause
      console.log(`${name}: connected to ${host}:${port}`)
    }
    let problem = new Error('connection closed')
    let session
    mine.on('connect', () => {
      session = begin(mine, confirm)
    })
    mine.on('data', (chunk) => {
      try {
        session.data(chunk)
      } catch (error) {
        mine.destroy(error)
      }
    })
    mine.on('error', (error) => {
      problem = error
    })
    mine.on('close', () => {
      isReady = false
      session?.lost(problem)
      if (isClosed) return
      console.error(`${name}: ${problem.message}, next try in ${pause} ms`)
      timer = setTimeout(open, pause)
      pause = Math.min(pause * 2, longestPause)
    })
  }

  open()
  return {
    isReady: () => isReady,
    current() {
      if (!isReady) throw new Error(`${name} is not connected`)
      return socket
    },
    close() {
      isClosed = true
      clearTimeout(timer)
      socket.destroy()
    },
  }
}

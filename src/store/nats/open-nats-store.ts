import { Failure } from '../../failure.js'
import { openKeyValueStore } from '../key-value/open-key-value-store.js'
import type { Store } from '../store.js'
import type { Surroundings } from '../surroundings.js'
import { connectNats } from './connect.js'
import { jetStreamFailure } from './jetstream-failure.js'
import { natsAddress } from './nats-address.js'
import { natsBucket } from './nats-bucket.js'
import { natsKeyValue } from './nats-key-value.js'
import { bucketOf } from './nats-keys.js'

/** Opens the lattice in a bucket of JetStream: `nats://[user[:password]@]host[:port]/<lattice>`. */
export async function openNatsStore(rest: string, surroundings: Surroundings): Promise<Store> {
  const address = natsAddress('nats', rest, ['replicas'])
  const bucket = bucketOf(address.lattice)
  // the name of a stream is that of a file on the server
  if (bucket.length > longestName) throw new Failure(2, `${address.url}: the name of the lattice is too long: at most ${longestName} bytes`)
  const link = await connectNats(address, surroundings)
  try {
    return openKeyValueStore(natsKeyValue(link, await natsBucket(link, bucket)), surroundings)
  } catch (error) {
    await link.close()
    throw jetStreamFailure(address.url, bucket, error) ?? error
  }
}

const longestName = 200

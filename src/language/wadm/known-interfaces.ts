/** The interfaces that wadm 0.21 knows, by namespace and package (validation.rs, `get_known_interface_lookup`). */
export const knownInterfaces: ReadonlyMap<string, ReadonlyMap<string, readonly string[]>> = new Map([
  [
    'wasi',
    new Map([
      ['blobstore', ['blobstore']],
      ['config', ['runtime']],
      ['http', ['incoming-handler', 'outgoing-handler']],
      ['keyvalue', ['atomics', 'batch', 'store', 'watch']],
      ['logging', ['logging']],
    ]),
  ],
  ['wasmcloud', new Map([['messaging', ['consumer', 'handler']]])],
  [
    'wrpc',
    new Map([
      ['blobstore', ['blobstore']],
      ['http', ['incoming-handler', 'outgoing-handler']],
      ['keyvalue', ['atomics', 'store']],
    ]),
  ],
])

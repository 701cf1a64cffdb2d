/** Bytes that the headers of one message may have; what browsers and servers agree on is less. */
export const maxHeaderSize = 64 * 1024

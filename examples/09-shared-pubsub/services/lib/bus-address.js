const { CONNECTION_BUS_HOST: host, CONNECTION_BUS_PORT: port, SUBJECT } = process.env

/** Where the bus is: host and port, from the environment that the link brings. */
export const busAddress = { host, port }

/** The subject of the readings, from the configuration of the link. */
export const subject = SUBJECT

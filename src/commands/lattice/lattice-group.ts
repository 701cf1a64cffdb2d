/** The heading of the commands around stored applications: on the first page of help they share a line, so that all commands fit a screen. */
export const latticeGroup = 'Lattice:'

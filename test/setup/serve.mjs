import { createServer } from 'node:http'

/**
 * A server on a free port of this machine.
 *
 * @typedef {object} Served
 * @property {string} origin
 * @property {() => Promise<void>} close  Ends what is under way, too.
 */

/** @param {import('node:http').RequestListener} listener @returns {Promise<Served>} */
export async function serve(listener) {
  const server = createServer(listener)
  await new Promise((listening) => server.listen(0, '127.0.0.1', () => listening(null)))
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address())
  return {
    origin: `http://127.0.0.1:${port}`,
    close() {
      server.closeAllConnections()
      return new Promise((closed) => server.close(() => closed()))
    },
  }
}

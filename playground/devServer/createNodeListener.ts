export { createNodeListener } from '../../src/node/index.js'

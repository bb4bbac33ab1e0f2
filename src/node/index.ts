export { createNodeListener } from './createNodeListener.js'
export { patientFetch } from './patientFetch.js'

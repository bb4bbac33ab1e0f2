export { createNodeListener, type NodeListenerOptions } from './createNodeListener.js'
export { patientFetch } from './patientFetch.js'

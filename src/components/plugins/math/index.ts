export { type MathOptions, math } from './math.js'

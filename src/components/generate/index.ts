export { GenerateBox, type GenerateBoxProps } from './GenerateBox.js'
export { GenerateView, type GenerateViewProps } from './GenerateView.js'

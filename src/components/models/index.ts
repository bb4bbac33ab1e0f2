export { TogetherModelPicker, type TogetherModelPickerProps } from './TogetherModelPicker.js'

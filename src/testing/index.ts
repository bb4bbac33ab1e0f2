export { type ControlledStream, controlledStream } from './controlledStream.js'
export { createSimulator, type FetchHandler, type SimulatorOptions } from './createSimulator.js'
export type { WireError } from './errors.js'
export { type SimulatorModel, simulatorModels } from './models.js'
export {
  type CutStep,
  cut,
  type ReplyOptions,
  type ReplyStep,
  type ResetStep,
  reply,
  reset,
  type SilenceStep,
  type SimulatedToolCall,
  type SimulatorRequest,
  type SimulatorScript,
  type SimulatorStep,
  type StatusStep,
  type StreamErrorStep,
  silence,
  status,
  streamError,
} from './script.js'
export { type TogetherHandlersOptions, togetherHandlers } from './togetherHandlers.js'
export type { WireBody, WireMessage, WireTool, WireToolCall, WireUsage } from './wire.js'

import type { RunPhase } from './types.js'

/** What happens to a run. */
export type RunEvent =
  | 'send' // a request begins: the first of a turn, or the one which brings tool results
  | 'wait' // an attempt failed, another will be made
  | 'token' // something of the reply arrived
  | 'run-tools' // tools are executed, or the application answers
  | 'ask' // a person has to allow what is left
  | 'stop'
  | 'end' // the turn has its final state, whichever it is

/** Which phase follows. What is not in the table does not happen: `nextPhase` refuses it. */
export const transitions: Readonly<Record<RunPhase, Partial<Readonly<Record<RunEvent, RunPhase>>>>> = {
  idle: { send: 'sending', 'run-tools': 'running-tools' },
  sending: { wait: 'retry-wait', token: 'streaming', 'run-tools': 'running-tools', stop: 'stopping', end: 'idle' },
  'retry-wait': { send: 'sending', wait: 'retry-wait', token: 'streaming', stop: 'stopping', end: 'idle' },
  streaming: { 'run-tools': 'running-tools', stop: 'stopping', end: 'idle' },
  'running-tools': {
    'run-tools': 'running-tools',
    ask: 'awaiting-approval',
    send: 'sending',
    stop: 'stopping',
    end: 'idle',
  },
  'awaiting-approval': {
    ask: 'awaiting-approval',
    'run-tools': 'running-tools',
    send: 'sending',
    stop: 'stopping',
    end: 'idle',
  },
  stopping: { end: 'idle' },
}

/** The phase after an event. Throws for one which cannot happen: a mistake of ours, which tests look for. */
export function nextPhase(phase: RunPhase, event: RunEvent): RunPhase {
  const next = transitions[phase][event]
  if (next) return next
  throw new Error(`A run which is ${phase} cannot ${event}.`)
}

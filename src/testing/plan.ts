import type { WireUsage } from './wire.js'

/** One step of a choice: a token of text, reasoning or arguments, a tool call's opening, or a ready event. */
export type PlannedPiece =
  | { kind: 'text'; text: string }
  | { kind: 'reasoning'; text: string }
  | { kind: 'tool-call'; index: number; id: string; name: string }
  | { kind: 'arguments'; index: number; text: string }
  | { kind: 'raw'; payload: object }

/** All that one choice will send. */
export interface PlannedChoice {
  index: number
  pieces: readonly PlannedPiece[]
  finishReason: string
  seed: number
}

/** A whole reply, decided before its first byte is sent. */
export interface ReplyPlan {
  path: 'chat' | 'completions'
  id: string
  created: number
  model: string
  seed: number
  choices: readonly PlannedChoice[]
  usage: WireUsage
  hasLogprobs: boolean
  /** Whether every delta carries a `reasoning` key, as those of reasoning models do. */
  hasReasoningField: boolean
  hasTrailingUsage: boolean
  /** The prompt, sent back on request. */
  echo: string | null
}

/** Whether a piece counts as a token. */
export function isToken(piece: PlannedPiece): boolean {
  return piece.kind === 'text' || piece.kind === 'reasoning' || piece.kind === 'arguments'
}

/** The text of all pieces of one kind. */
export function joinPieces(choice: PlannedChoice, kind: 'text' | 'reasoning'): string {
  return choice.pieces.map((piece) => (piece.kind === kind ? piece.text : '')).join('')
}

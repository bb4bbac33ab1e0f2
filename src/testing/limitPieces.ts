import { isToken, type PlannedPiece } from './plan.js'
import type { WireBody } from './wire.js'

interface Limited {
  pieces: PlannedPiece[]
  finishReason: string
}

/** Obeys `stop` and `max_tokens`, and says why the choice ends. */
export function limitPieces(all: readonly PlannedPiece[], body: WireBody): Limited {
  const { pieces, isStopped } = stopPieces(all, stopTexts(body.stop))
  const limit = body.max_tokens ?? Number.POSITIVE_INFINITY
  let tokens = 0
  const end = pieces.findIndex((piece) => {
    tokens += isToken(piece) ? 1 : 0
    return tokens > limit
  })
  if (end >= 0) return { pieces: pieces.slice(0, end), finishReason: 'length' }
  const hasCalls = !isStopped && pieces.some((piece) => piece.kind === 'tool-call')
  return { pieces, finishReason: hasCalls ? 'tool_calls' : 'stop' }
}

/** Ends the text before the first stop text, which is never sent. */
function stopPieces(
  all: readonly PlannedPiece[],
  stops: readonly string[],
): { pieces: PlannedPiece[]; isStopped: boolean } {
  const text = all.map((piece) => (piece.kind === 'text' ? piece.text : '')).join('')
  const found = stops.map((stop) => text.indexOf(stop)).filter((index) => index >= 0)
  if (found.length === 0) return { pieces: [...all], isStopped: false }
  let left = Math.min(...found)
  const pieces: PlannedPiece[] = []
  for (const piece of all) {
    if (piece.kind === 'text' && piece.text.length >= left) {
      if (left > 0) pieces.push({ kind: 'text', text: piece.text.slice(0, left) })
      break
    }
    if (piece.kind === 'text') left -= piece.text.length
    pieces.push(piece)
  }
  return { pieces, isStopped: true }
}

function stopTexts(stop: WireBody['stop']): string[] {
  return (typeof stop === 'string' ? [stop] : [...(stop ?? [])]).filter((text) => text !== '')
}

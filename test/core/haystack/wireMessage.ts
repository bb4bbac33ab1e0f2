interface WireMessage {
  tool_calls?: readonly { function: { arguments: string } }[]
}

/** A message of Haystack's without the spaces which Python writes into JSON text: the one freedom of this text. */
export function compactArguments(message: WireMessage): object {
  if (!message.tool_calls) return message
  return { ...message, tool_calls: message.tool_calls.map((call) => ({ ...call, function: compact(call.function) })) }
}

function compact(called: { arguments: string }): object {
  return { ...called, arguments: JSON.stringify(JSON.parse(called.arguments)) }
}

/** Token counts of a request as Together AI sends them: some keys come flat, some nested, all may be missing. */
export interface Usage {
  readonly prompt_tokens?: number | undefined
  readonly completion_tokens?: number | undefined
  readonly total_tokens?: number | undefined
  readonly cached_tokens?: number | undefined
  readonly prompt_tokens_details?: { readonly cached_tokens?: number | undefined } | null | undefined
  readonly completion_tokens_details?: { readonly reasoning_tokens?: number | undefined } | null | undefined
  /** Where several models were asked at once (`compareModels`): what each of them used. */
  readonly by_model?:
    | readonly { readonly model: string; readonly usage: Usage | null; readonly chunks: number }[]
    | undefined
  readonly [key: string]: unknown
}

/** What is known about a reply beside its text. `usage` belongs to the request and is the same in each of its replies. */
export interface ReplyMeta {
  readonly model?: string | null | undefined
  /** Which of the `n` choices this is, from 0. */
  readonly index?: number | undefined
  /** As the server sent it: `stop`, `eos`, `length`, `tool_calls`, … */
  readonly finish_reason?: string | null | undefined
  readonly usage?: Usage | null | undefined
  readonly logprobs?: unknown
  /** When the first event of a stream arrived, ISO 8601. */
  readonly completion_start_time?: string | undefined
  readonly id?: string | undefined
  /** Opaque: the server's seeds exceed 2^53 and come rounded. */
  readonly seed?: number | undefined
  readonly warnings?: readonly string[] | undefined
  /** Where several models were asked at once (`compareModels`): whose reply it is and what that one used. */
  readonly own?: { readonly model?: string | undefined; readonly usage?: Usage | null | undefined } | undefined
  readonly [key: string]: unknown
}

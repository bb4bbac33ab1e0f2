const suffixes = /-(?:instruct|turbo|lite|reference|chat|free|fp8|fp4|tput|hf|it)(?=-|$)/gi

/** `meta-llama/Llama-3.3-70B-Instruct-Turbo` as people say it: `Llama-3.3-70B`. */
export function shortModelName(model: string): string {
  return model.slice(model.lastIndexOf('/') + 1).replace(suffixes, '') || model
}

const codes: Readonly<Record<string, string>> = {
  ERR_PARSE_ARGS_UNEXPECTED_POSITIONAL:
    'There is a word too much. Each value follows its flag, as --model openai/gpt-oss-20b.',
  ERR_PARSE_ARGS_UNKNOWN_OPTION: 'There is an unknown flag.',
}

/**
 * What node's `parseArgs` says of arguments, without their values: a secret may be among them. A flag which it does not
 * know is named when it looks like one.
 */
export function explainArguments(error: Error): string {
  const [said = ''] = error.message.split('. To specify a positional argument')
  const code = 'code' in error ? String(error.code) : ''
  const isSafe = !(code in codes) || /^Unknown option '--[a-z-]{1,20}'$/.test(said)
  const problem = isSafe ? `${said}.` : (codes[code] ?? '')
  const isAboutKey = code === 'ERR_PARSE_ARGS_UNEXPECTED_POSITIONAL' || /key/i.test(problem)
  return isAboutKey ? `${problem} The key is never an argument: put it into TOGETHER_API_KEY.` : problem
}

/** What `--help` prints. */
export const usage: string = `Usage: npx together-react relay --model <id> (--public | --token-secret-env <name>) [options]

Serves Together AI's /chat/completions, /completions and /models with the key from TOGETHER_API_KEY,
and GET /healthz. Logs lines of JSON on stdout: one for each request, and one for the tokens it used.

Who may ask, one of the two:
  --token-secret-env <name>  Whoever holds a relay token signed with the secret in this variable
                             (signRelayToken of together-react/relay). Can be repeated, so that
                             secrets can be rotated.
  --token-audience <name>    Only tokens signed with this audience (default: those without one).
  --public                   Everybody, as one identity, within the limits.

Which models and pages:
  --model <id>               A model which may be asked. Can be repeated; needed at least once.
  --origin <origin>          A page's origin which may ask, as https://app.example. Can be repeated.
                             Without it only pages of the relay's own origin may.

Limits:
  --max-tokens <n>           Most tokens of one reply (default 4096).
  --per-minute <n>           Requests of one identity in a minute (default 60; 600 with --public).
  --concurrent <n>           Requests of one identity at once (default 4; 100 with --public).
  --redis-env <name>         Count together with other processes, in the Redis whose URL this variable
                             holds. Needs the package redis beside this one.

The server:
  --port <n>                 (default 8787)
  --host <address>           (default 127.0.0.1; 0.0.0.0 in a container)
  --grace-seconds <n>        How long running replies may go on after SIGTERM or SIGINT (default 30).
  --help

Environment:
  TOGETHER_API_KEY           The key. It is never an argument, where other programs could read it.
  TOGETHER_BASE_URL          Another upstream (default https://api.together.xyz/v1).
`

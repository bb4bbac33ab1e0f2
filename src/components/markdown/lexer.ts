// The one door to marked. The build puts its lexer into this module and leaves the rest of it (HTML rendering, options,
// extensions) out: a quarter of its size, which no bundler finds out by itself. See scripts/lexer.mjs.
export { Lexer, type MarkedToken, type Token, Tokenizer, type Tokens } from 'marked'

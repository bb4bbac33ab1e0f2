export type { Grammar, LineGrammar, TreeGrammar } from './grammars.js'
export { type HighlightOptions, highlight, type LanguageSource } from './highlight.js'

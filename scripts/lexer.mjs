import { readFileSync } from 'node:fs'
import { build } from 'vite'

/**
 * Writes marked's lexer without the rest of marked: its module makes a parser with renderer and options when it is
 * loaded, which keeps bundlers from dropping them. Fails when a new version of marked is written in another way.
 *
 * @param {import('vite').InlineConfig & { build: import('vite').BuildOptions }} config  what all builds share
 * @param {string} input
 * @param {string} output  in dist
 */
export async function buildLexer(config, input, output) {
  const marked = new URL('../node_modules/marked/package.json', import.meta.url)
  const { license, version } = JSON.parse(readFileSync(marked, 'utf8'))
  const owners = 'Copyright (c) 2018+, MarkedJS, (c) 2011-2018, Christopher Jeffrey'
  const result = await build({
    ...config,
    plugins: [{ name: 'drop-default-parser', transform: markPure }],
    build: {
      ...config.build,
      lib: { entry: input, formats: ['es'], fileName: () => output },
      rolldownOptions: {
        treeshake: { propertyReadSideEffects: false, propertyWriteSideEffects: false },
        output: { banner: `/*! The lexer of marked ${version} (${license}). ${owners} */` },
      },
    },
  })
  const code = JSON.stringify(result)
  if (code.includes('Please report this') || code.includes('<blockquote>'))
    throw new Error("marked's lexer cannot be told from the rest of marked any more: look at scripts/lexer.mjs.")
}

/**
 * @param {string} code
 * @param {string} id
 */
function markPure(code, id) {
  if (!id.includes('/node_modules/marked/')) return null
  return { code: code.replace(/\bvar (\w+)=new (\w+);/g, 'var $1=/* @__PURE__ */new $2;'), map: null }
}

/** What makes a tree of a code: a parser of Lezer's. */
export interface TreeGrammar {
  startParse(code: string): { advance(): object | null }
}

/** What reads a code line by line: a mode of `@codemirror/legacy-modes`. */
export interface LineGrammar {
  startState?(indentUnit: number): unknown
  token(stream: object, state: unknown): string | null
  blankLine?(state: unknown, indentUnit: number): void
}

/** What reads the code of one language. */
export type Grammar = TreeGrammar | LineGrammar

/**
 * Loads the grammar of a language by its name; null where there is none, and where its package is not there. The imports
 * are awaited right inside of `try`: bundlers take that for a sign that a package may be missing.
 */
export async function grammarOf(name: string): Promise<Grammar | null> {
  try {
    switch (name) {
      case 'javascript':
        return (await import('@lezer/javascript')).parser.configure({ dialect: 'jsx' })
      case 'typescript':
        return (await import('@lezer/javascript')).parser.configure({ dialect: 'ts' })
      case 'tsx':
        return (await import('@lezer/javascript')).parser.configure({ dialect: 'jsx ts' })
      case 'python':
        return (await import('@lezer/python')).parser
      case 'html': {
        const { configureNesting, parser } = await import('@lezer/html')
        const { parser: style } = await import('@lezer/css')
        const { parser: script } = await import('@lezer/javascript')
        const inside = [
          { tag: 'style', parser: style },
          { tag: 'script', parser: script.configure({ dialect: 'jsx ts' }) },
        ]
        return parser.configure({ wrap: configureNesting(inside) })
      }
      case 'css':
        return (await import('@lezer/css')).parser
      case 'json':
        return (await import('@lezer/json')).parser
      case 'yaml':
        return (await import('@lezer/yaml')).parser
      case 'markdown': {
        const { GFM, parser } = await import('@lezer/markdown')
        return parser.configure(GFM)
      }
      case 'cpp':
        return (await import('@lezer/cpp')).parser
      case 'java':
        return (await import('@lezer/java')).parser
      case 'rust':
        return (await import('@lezer/rust')).parser
      case 'go':
        return (await import('@lezer/go')).parser
      case 'php': {
        const { parser } = await import('@lezer/php')
        const bare = parser.configure({ top: 'Program' })
        return { startParse: (code) => (code.includes('<?') ? parser : bare).startParse(code) }
      }
      case 'shell':
        return (await import('@codemirror/legacy-modes/mode/shell')).shell
      case 'powershell':
        return (await import('@codemirror/legacy-modes/mode/powershell')).powerShell
      // Of the dialects the one which takes the words of all for words, and single letters for names.
      case 'sql':
        return (await import('@codemirror/legacy-modes/mode/sql')).sqlite
      case 'mysql':
        return (await import('@codemirror/legacy-modes/mode/sql')).mySQL
      case 'tsql':
        return (await import('@codemirror/legacy-modes/mode/sql')).msSQL
      case 'csharp':
        return (await import('@codemirror/legacy-modes/mode/clike')).csharp
      case 'kotlin':
        return (await import('@codemirror/legacy-modes/mode/clike')).kotlin
      case 'scala':
        return (await import('@codemirror/legacy-modes/mode/clike')).scala
      case 'dart':
        return (await import('@codemirror/legacy-modes/mode/clike')).dart
      case 'objectivec':
        return (await import('@codemirror/legacy-modes/mode/clike')).objectiveC
      case 'swift':
        return (await import('@codemirror/legacy-modes/mode/swift')).swift
      case 'ruby':
        return (await import('@codemirror/legacy-modes/mode/ruby')).ruby
      case 'scss':
        return (await import('@codemirror/legacy-modes/mode/css')).sCSS
      case 'less':
        return (await import('@codemirror/legacy-modes/mode/css')).less
      case 'xml':
        return (await import('@codemirror/legacy-modes/mode/xml')).xml
      case 'diff':
        return (await import('@codemirror/legacy-modes/mode/diff')).diff
      case 'dockerfile':
        return (await import('@codemirror/legacy-modes/mode/dockerfile')).dockerFile
      case 'toml':
        return (await import('@codemirror/legacy-modes/mode/toml')).toml
      case 'ini':
        return (await import('@codemirror/legacy-modes/mode/properties')).properties
      case 'nginx':
        return (await import('@codemirror/legacy-modes/mode/nginx')).nginx
      case 'protobuf':
        return (await import('@codemirror/legacy-modes/mode/protobuf')).protobuf
      case 'cmake':
        return (await import('@codemirror/legacy-modes/mode/cmake')).cmake
      case 'lua':
        return (await import('@codemirror/legacy-modes/mode/lua')).lua
      case 'perl':
        return (await import('@codemirror/legacy-modes/mode/perl')).perl
      case 'r':
        return (await import('@codemirror/legacy-modes/mode/r')).r
      case 'julia':
        return (await import('@codemirror/legacy-modes/mode/julia')).julia
      case 'matlab':
        return (await import('@codemirror/legacy-modes/mode/octave')).octave
      case 'haskell':
        return (await import('@codemirror/legacy-modes/mode/haskell')).haskell
      case 'ocaml':
        return (await import('@codemirror/legacy-modes/mode/mllike')).oCaml
      case 'fsharp':
        return (await import('@codemirror/legacy-modes/mode/mllike')).fSharp
      case 'clojure':
        return (await import('@codemirror/legacy-modes/mode/clojure')).clojure
      case 'erlang':
        return (await import('@codemirror/legacy-modes/mode/erlang')).erlang
      case 'elm':
        return (await import('@codemirror/legacy-modes/mode/elm')).elm
      case 'groovy':
        return (await import('@codemirror/legacy-modes/mode/groovy')).groovy
      case 'vb':
        return (await import('@codemirror/legacy-modes/mode/vb')).vb
      case 'latex':
        return (await import('@codemirror/legacy-modes/mode/stex')).stex
      default:
        return null
    }
  } catch {
    return null
  }
}

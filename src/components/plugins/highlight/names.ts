// What fences call a language, by the name of its grammar: its own name is one, too.
const aliases: Readonly<Record<string, string>> = {
  javascript: 'js jsx mjs cjs node',
  typescript: 'ts mts cts',
  python: 'py py3 python3 pyi gyp',
  html: 'htm xhtml vue svelte astro',
  json: 'jsonc json5 jsonl ndjson geojson webmanifest',
  yaml: 'yml',
  markdown: 'md mdx gfm',
  cpp: 'c c++ cc cxx h hpp hxx ino arduino cuda',
  rust: 'rs',
  go: 'golang',
  php: 'php3 php4 php5 phtml',
  shell: 'sh bash zsh ksh fish shellscript shell-session shellsession console terminal',
  powershell: 'ps ps1 psm1 pwsh',
  sql: 'postgres postgresql pgsql psql sqlite sqlite3 duckdb snowflake bigquery',
  mysql: 'mariadb',
  tsql: 'mssql t-sql',
  csharp: 'cs c# dotnet',
  kotlin: 'kt kts',
  scala: 'sc sbt',
  objectivec: 'objective-c objc obj-c m mm',
  ruby: 'rb gemfile rakefile jruby',
  scss: 'sass',
  xml: 'svg rss atom xsd xsl xslt plist wsdl',
  diff: 'patch udiff',
  dockerfile: 'docker containerfile',
  ini: 'cfg conf dotenv env properties editorconfig gitconfig',
  nginx: 'nginxconf',
  protobuf: 'proto proto3',
  perl: 'pl pm',
  julia: 'jl',
  matlab: 'octave',
  haskell: 'hs',
  ocaml: 'ml',
  fsharp: 'fs f#',
  clojure: 'clj cljs cljc edn',
  erlang: 'erl',
  groovy: 'gradle',
  vb: 'vbnet vb.net visualbasic',
  latex: 'tex stex',
}

let names: Map<string, string> | undefined

/** The name of the grammar for what a fence names, in small letters. */
export function nameOf(language: string): string {
  names ??= new Map(Object.entries(aliases).flatMap(([name, all]) => all.split(' ').map((alias) => [alias, name])))
  return names.get(language) ?? language
}

const names: Readonly<Record<string, string>> = {
  '../../src/hooks/index.js': 'together-react',
  '../../src/components/index.js': 'together-react/components',
  '../../src/components/parts/index.js': 'together-react/parts',
}

/** The source of a recipe as an application has it, and below it the stylesheets which it imports. */
export function published(code: string, styles: Readonly<Record<string, string>> = {}): string {
  const imported = code.replace(/'(\.\.\/\.\.\/src\/[^']+)'/g, (all, path: string) =>
    names[path] ? `'${names[path]}'` : all,
  )
  return [imported, ...Object.entries(styles).map(([file, css]) => `/* ${file} */\n${css}`)]
    .map((each) => each.trim())
    .join('\n\n')
}

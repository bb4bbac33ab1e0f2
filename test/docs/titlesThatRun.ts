import { type NodePath, parseSync, traverse, types } from '@babel/core'

/**
 * The titles of all tests and groups of a source which run wherever the file does: not those which are skipped, which
 * are still to be written, which hang on a condition or stand in a group like that, nor what a comment says.
 */
export function titlesThatRun(source: string, path: string): ReadonlySet<string> {
  const known = titlesOf.get(source) ?? readTitles(source, path)
  titlesOf.set(source, known)
  return known
}

/** By source: a page names many tests of one file. */
const titlesOf = new Map<string, ReadonlySet<string>>()

function readTitles(source: string, path: string): ReadonlySet<string> {
  const plugins = path.endsWith('x') ? (['typescript', 'jsx'] as const) : (['typescript'] as const)
  const file = parseSync(source, { parserOpts: { plugins: [...plugins] }, configFile: false, babelrc: false })
  if (!file) throw new Error(`${path} cannot be read.`)
  const titles = new Set<string>()
  traverse(file, {
    CallExpression(call) {
      const { callee, arguments: given } = call.node
      const [title] = given
      const isTest = /^(?:it|test|describe)$/.test(modifiersOf(callee)[0] ?? '')
      if (!isTest || !types.isStringLiteral(title)) return
      if (!isHeldBack(call) && !call.findParent(isHeldBack)) titles.add(title.value)
    },
  })
  return titles
}

function isHeldBack({ node }: NodePath): boolean {
  if (!types.isCallExpression(node)) return false
  const [first = '', ...modifiers] = modifiersOf(node.callee)
  if (!/^(?:it|test|describe)$/.test(first)) return false
  return modifiers.some((each) => holdingBack.has(each)) || node.arguments.some(holdsBack)
}

const holdingBack = new Set(['skip', 'todo', 'skipIf', 'runIf', 'fails'])

/** `{ skip: true }` among the arguments. */
function holdsBack(argument: types.Node): boolean {
  if (!types.isObjectExpression(argument)) return false
  return argument.properties.some(
    (each) => types.isObjectProperty(each) && types.isIdentifier(each.key) && holdingBack.has(each.key.name),
  )
}

/** The names of a callee in their order: `it.skipIf(isSlow).each(rows)` has `it`, `skipIf` and `each`. */
function modifiersOf(callee: types.Node): string[] {
  if (types.isIdentifier(callee)) return [callee.name]
  if (types.isCallExpression(callee)) return modifiersOf(callee.callee)
  if (types.isTaggedTemplateExpression(callee)) return modifiersOf(callee.tag)
  if (!types.isMemberExpression(callee)) return []
  const { object, property } = callee
  return [...modifiersOf(object), ...(types.isIdentifier(property) ? [property.name] : [])]
}

import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseSync } from '@babel/core'

/** @import { types as t } from '@babel/core' */
/** @import { ComponentFacts, PropFact } from './facts.js' */
/** @typedef {t.TSInterfaceDeclaration | t.TSTypeAliasDeclaration} Declaration */
/** @typedef {{ node: t.Node, text: string }} Located a node, and the text of its file */

/**
 * What the sources say about each component: its docstring, its example, and the props of `<Component>Props` with those
 * of the interfaces which it extends. react-docgen does not see them: it knows neither `Part` nor `Omit`.
 *
 * @param {string} folder
 * @param {string} components the folder in it where components are
 * @returns {Record<string, ComponentFacts>}
 */
export function readFacts(folder, components) {
  const texts = readTexts(folder)
  const findType = createFinder(texts)
  /** @type {Record<string, ComponentFacts>} */
  const facts = {}
  for (const [path, text] of texts) {
    if (!path.startsWith(join(folder, components))) continue
    for (const [, doc = '', name = ''] of text.matchAll(componentPattern)) {
      const located = findType(`${name}Props`)
      if (located) facts[name] = { ...readDoc(doc), props: propsOf(located, findType) }
    }
  }
  return facts
}

const componentPattern = /\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\nexport (?:const|function) ([A-Z]\w+)/g

/** @param {string} folder @returns {Map<string, string>} */
function readTexts(folder) {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => /\.tsx?$/.test(file))
  return new Map(files.map((file) => [join(folder, file), readFileSync(join(folder, file), 'utf8')]))
}

/** @typedef {(name: string) => Located | null} FindType */

/**
 * Names are unique among the exported types. A file is parsed when a type of it is asked for.
 *
 * @param {Map<string, string>} texts
 * @returns {FindType}
 */
function createFinder(texts) {
  /** @type {Map<string, Located | null>} */
  const found = new Map()
  return (name) => {
    const known = found.get(name)
    if (known !== undefined) return known
    const pattern = new RegExp(`^export (?:interface|type) ${name}\\b`, 'm')
    const [path = '', text = ''] = [...texts].find(([, each]) => pattern.test(each)) ?? []
    const node = declarationOf(path, text, name)
    const located = node ? { node, text } : null
    found.set(name, located)
    return located
  }
}

/** @param {string} path @param {string} text @param {string} name @returns {Declaration | undefined} */
function declarationOf(path, text, name) {
  /** @type {('typescript' | 'jsx')[]} */
  const plugins = path.endsWith('.tsx') ? ['typescript', 'jsx'] : ['typescript']
  const file = parseSync(text, { parserOpts: { plugins }, configFile: false, babelrc: false })
  for (const statement of file?.program.body ?? []) {
    const node = statement.type === 'ExportNamedDeclaration' ? statement.declaration : statement
    const isType = node?.type === 'TSInterfaceDeclaration' || node?.type === 'TSTypeAliasDeclaration'
    if (isType && node.id.name === name) return node
  }
  return undefined
}

/** The nearest declaration of a name wins. @param {Located} located @param {FindType} findType @returns {PropFact[]} */
function propsOf({ node, text }, findType) {
  /** @param {t.Node} inner */
  const within = (inner) => propsOf({ node: inner, text }, findType)
  switch (node.type) {
    case 'TSInterfaceDeclaration':
      return unique([...node.body.body.flatMap((each) => propOf(each, text)), ...(node.extends ?? []).flatMap(within)])
    case 'TSTypeLiteral':
      return node.members.flatMap((each) => propOf(each, text))
    case 'TSTypeAliasDeclaration':
      return within(node.typeAnnotation)
    case 'TSIntersectionType':
    case 'TSUnionType':
      return unique(node.types.flatMap(within))
    case 'TSExpressionWithTypeArguments':
      return referred(node.expression, node.typeParameters, within, findType)
    case 'TSTypeReference':
      return referred(node.typeName, node.typeParameters, within, findType)
    default:
      return []
  }
}

/**
 * What another type has, of which this one takes all or some.
 *
 * @param {t.Node} reference
 * @param {t.TSTypeParameterInstantiation | null | undefined} parameters
 * @param {(inner: t.Node) => PropFact[]} within
 * @param {FindType} findType
 * @returns {PropFact[]}
 */
function referred(reference, parameters, within, findType) {
  if (reference.type !== 'Identifier') return []
  const { name } = reference
  const [first, second] = parameters?.params ?? []
  if (first && second && name === 'Pick') return within(first).filter((prop) => namesIn(second).includes(prop.name))
  if (first && second && name === 'Omit') return within(first).filter((prop) => !namesIn(second).includes(prop.name))
  if (first && name === 'Partial') return within(first).map((prop) => ({ ...prop, isRequired: false }))
  const located = findType(name)
  return located ? propsOf(located, findType) : []
}

/** @param {t.Node} node @returns {string[]} */
function namesIn(node) {
  if (node.type === 'TSUnionType') return node.types.flatMap(namesIn)
  return node.type === 'TSLiteralType' && node.literal.type === 'StringLiteral' ? [node.literal.value] : []
}

/** @param {t.TSTypeElement} member @param {string} text @returns {PropFact[]} */
function propOf(member, text) {
  const isMethod = member.type === 'TSMethodSignature'
  if (!isMethod && member.type !== 'TSPropertySignature') return []
  const { key, optional, leadingComments } = member
  const name = key.type === 'Identifier' ? key.name : key.type === 'StringLiteral' ? key.value : null
  if (name === null) return []
  const annotation = isMethod ? null : member.typeAnnotation?.typeAnnotation
  const type = annotation ? text.slice(annotation.start ?? 0, annotation.end ?? 0) : 'function'
  const { description, defaultValue } = readDoc(leadingComments?.at(-1)?.value ?? '')
  return [{ name, type: typeText(type), description, defaultValue, isRequired: !optional }]
}

/** Every optional prop also takes undefined: that says nothing. @param {string} type */
function typeText(type) {
  return type
    .replace(/\s+/g, ' ')
    .replace(/^\| /, '')
    .replace(/ \| undefined$/, '')
}

/** @param {PropFact[]} props */
function unique(props) {
  return [...new Map(props.toReversed().map((prop) => [prop.name, prop])).values()].toReversed()
}

/** A comment without its stars, in parts. @param {string} comment */
function readDoc(comment) {
  const text = comment.replace(/^\s*\* ?/gm, '').trim()
  const [description = '', ...tags] = text.split(/(?:^|\s)@(?=default|example)/)
  /** @param {string} name */
  const tag = (name) =>
    tags.find((each) => each.startsWith(`${name} `) || each.startsWith(`${name}\n`))?.slice(name.length)
  return {
    description: description
      .split(/\n{2,}/)
      .map((paragraph) => paragraph.replace(/\s+/g, ' ').trim())
      .join('\n\n'),
    defaultValue: tag('default')?.replace(/\s+/g, ' ').trim() ?? null,
    example: tag('example')?.trim() ?? null,
  }
}

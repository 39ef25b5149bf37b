import type { AnyNode, ObjectExpression, Program, Property, Token } from 'acorn'
import type { Extension } from '../extension.ts'
import type { Placed } from '../kit/extensionList.ts'
import { bodyPlugins } from '../kit/pluginEntries.ts'
import type { ConfigModule } from './configModule.ts'

/** The part of a config on which plugins that work on bodies can depend. */
export type BodyCode = Pick<ConfigModule, 'text' | 'outside'>

/**
 * The config's code without what such plugins can't see, so that another title or filter renders no body anew: other keys
 * of the config, extensions without such plugins, other fields of those that have some, and all declarations and imports
 * that nothing of the rest names. Code whose default export can't be read off stays whole.
 */
export async function bodyCode(module: ConfigModule, placed: readonly Placed[]): Promise<BodyCode> {
  const { parse } = await import('acorn')
  const { own } = module
  const tokens: Token[] = []
  let program: Program
  try {
    program = parse(own, { ecmaVersion: 'latest', sourceType: 'module', onToken: tokens })
  } catch {
    return module
  }
  const config = defaultObject(program)
  if (!config || /\bimport\s*\(|\brequire\b/.test(own.replace(banner, ''))) return module
  const unseen = new Set<AnyNode>(unseenIn(config, placed))
  const kept = reached(program, unseen)
  const imports = kept.flatMap((each) => {
    const target = each.type === 'ImportDeclaration' ? module.imports[String(each.source.value)] : undefined
    return target ? [target] : []
  })
  const isIn = (nodes: Iterable<AnyNode>, { start, end }: Token): boolean =>
    [...nodes].some((node) => node.start <= start && end <= node.end)
  const isSeen = (token: Token): boolean => isIn(kept, token) && !isIn(unseen, token)
  // A comma goes with the item before it.
  const seen = tokens.filter((token, index) => {
    const last = tokens[index - 1]
    return isSeen(token) && !(last && own.charAt(token.start) === ',' && isIn(unseen, last))
  })
  return {
    text: [textOf(own, seen), ...imports.map(({ text }) => text)].join('\n'),
    outside: [...new Set(imports.flatMap(({ outside }) => outside))].sort(),
  }
}

/** The line that a bundle begins with, see configModule.ts. */
const banner = /^import \{ createRequire as ruoyuRequire .*/

/** The object that `export default` gives, as it is or through `defineConfig`: no other code has a name for it. */
function defaultObject({ body }: Program): ObjectExpression | undefined {
  const named = body.flatMap((each) => (each.type === 'ExportNamedDeclaration' ? each.specifiers : []))
  const { local } = named.find(({ exported }) => 'name' in exported && exported.name === 'default') ?? {}
  const declared = body
    .flatMap((each) => (each.type === 'VariableDeclaration' ? each.declarations : []))
    .find(({ id }) => local && 'name' in local && id.type === 'Identifier' && id.name === local.name)
  const given = body.find((each) => each.type === 'ExportDefaultDeclaration')?.declaration ?? declared?.init
  const isDefined =
    given?.type === 'CallExpression' && given.callee.type === 'Identifier' && given.callee.name === 'defineConfig'
  const object = isDefined ? given.arguments[0] : given
  return object?.type === 'ObjectExpression' && object.properties.every(isPlainProperty) ? object : undefined
}

function isPlainProperty(property: AnyNode): property is Property {
  return property.type === 'Property' && !property.computed
}

function keyOf({ key }: Property): string {
  return key.type === 'Identifier' ? key.name : key.type === 'Literal' ? String(key.value) : ''
}

const seenKeys = new Set(['markdown', 'extensions', 'theme'])
const seenFields = new Set(['name', 'version', 'remark', 'rehype'])

function unseenIn({ properties }: ObjectExpression, placed: readonly Placed[]): readonly AnyNode[] {
  return properties.filter(isPlainProperty).flatMap((property): readonly AnyNode[] => {
    if (!seenKeys.has(keyOf(property))) return [property]
    if (keyOf(property) !== 'extensions') return []
    const unseen = unseenExtensions(property.value, 'extensions', placed)
    return unseen.includes(property.value) ? [property] : unseen
  })
}

function unseenExtensions(node: AnyNode | null, key: string, placed: readonly Placed[]): readonly AnyNode[] {
  if (!node) return []
  const items = placed.filter((each) => each.key === key || each.key.startsWith(`${key}.`)).map(({ item }) => item)
  if (bodyPlugins(items as readonly Extension[]).length === 0) return [node]
  if (node.type === 'ArrayExpression') {
    const hasSpread = node.elements.some((element) => element?.type === 'SpreadElement')
    return hasSpread ? [] : node.elements.flatMap((each, index) => unseenExtensions(each, `${key}.${index}`, placed))
  }
  return node.type === 'ObjectExpression' && node.properties.every(isPlainProperty)
    ? node.properties.filter(isPlainProperty).filter((property) => !seenFields.has(keyOf(property)))
    : []
}

type TopLevel = Program['body'][number]

/** The statements that run anyway, and the declarations that they name, however far. */
function reached({ body }: Program, unseen: ReadonlySet<AnyNode>): readonly TopLevel[] {
  const declared = new Map<string, Set<TopLevel>>()
  const kept = new Set<TopLevel>()
  for (const statement of body) {
    const names = namesDeclaredBy(statement)
    if (names.length === 0) kept.add(statement)
    for (const name of names) declared.set(name, (declared.get(name) ?? new Set()).add(statement))
  }
  // A set takes in what is added while it is gone through.
  for (const statement of kept)
    for (const name of namesIn(statement, unseen)) for (const other of declared.get(name) ?? []) kept.add(other)
  return body.filter((statement) => kept.has(statement))
}

function namesDeclaredBy(statement: TopLevel): readonly string[] {
  switch (statement.type) {
    case 'ImportDeclaration':
      return statement.specifiers.map(({ local }) => local.name)
    case 'VariableDeclaration':
      return statement.declarations.flatMap(({ id }) => namesIn(id, new Set()))
    case 'FunctionDeclaration':
    case 'ClassDeclaration':
      return statement.id ? [statement.id.name] : []
    default:
      return []
  }
}

/** Every name in a node, those of properties included. */
function namesIn(node: AnyNode, unseen: ReadonlySet<AnyNode>): readonly string[] {
  if (unseen.has(node)) return []
  return node.type === 'Identifier' ? [node.name] : nodesIn(node).flatMap((child) => namesIn(child, unseen))
}

function nodesIn(node: AnyNode): readonly AnyNode[] {
  return Object.values(node)
    .flat()
    .filter((value): value is AnyNode => typeof value === 'object' && value !== null && 'type' in value)
}

/** The texts of tokens, and whether a line ends between two; a comma that closes a list says nothing. */
function textOf(code: string, tokens: readonly Token[]): string {
  const textAt = (index: number): string => code.slice(tokens[index]?.start ?? 0, tokens[index]?.end ?? 0)
  let text = ''
  tokens.forEach(({ end }, index) => {
    const closes = textAt(index) === ',' && /^[\]})]/.test(textAt(index + 1)) && !/^[,[]?$/.test(textAt(index - 1))
    if (!closes) text += textAt(index)
    const next = tokens[index + 1]?.start ?? end
    text += /\n/.test(code.slice(end, next)) ? '\n' : ' '
  })
  return text.replace(/[ \n]*\n[ \n]*/g, '\n')
}

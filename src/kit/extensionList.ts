import type { Extension } from '../extension.ts'

/** An extension of a config, and where it stands there: `extensions.0.1`. */
export interface Placed {
  readonly key: string
  readonly item: unknown
}

/** All extensions of a config as it is written, in their order. */
export function extensionsIn(user: object): readonly Placed[] {
  const { theme, markdown, extensions } = user as Readonly<Record<'theme' | 'markdown' | 'extensions', unknown>>
  const use = fieldOf(theme, 'use')
  const [remark = [], rehype = []] = [fieldOf(markdown, 'plugins'), fieldOf(markdown, 'rehype')]
  const hasPlugins = [remark, rehype].some((list) => Array.isArray(list) && list.length > 0)
  const own = { name: 'markdown.plugins', remark, rehype } as Extension
  return [
    ...(typeof use === 'object' && use !== null ? [{ key: 'theme.use', item: use }] : []),
    ...(hasPlugins ? [{ key: 'markdown', item: own }] : []),
    ...(Array.isArray(extensions) ? flat(extensions, ['extensions']) : []),
  ]
}

function fieldOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined
}

/** Nested lists laid flat; a list that leads back to itself is an item at last, and no extension. */
function flat(value: unknown, path: readonly (string | number)[]): readonly Placed[] {
  return Array.isArray(value) && path.length < 20
    ? value.flatMap((item, index) => flat(item, [...path, index]))
    : [{ key: path.join('.'), item: value }]
}

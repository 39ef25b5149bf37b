import type { Setting, Settings, SettingsOf } from './extension.ts'
import { comments } from './theme/comments.ts'
import { analytics, records } from './theme/counts.ts'
import { lists } from './theme/lists.ts'
import { look } from './theme/look.ts'
import { reading } from './theme/reading.ts'

/** The settings of the theme that Ruoyu brings, whose templates lie in `templates/`. */
export const ownSettings = {
  ...look,
  ...lists,
  ...reading,
  comments,
  analytics,
  records,
} as const satisfies Settings

/** Folders of assets that a site has only where its settings ask for them, below `templates/assets` and `src/client`. */
export function partsOf(theme: Readonly<Record<string, unknown>>): readonly ('comments' | 'lists' | 'reading')[] {
  const isSet = (name: string): boolean => {
    const value = theme[name]
    return typeof value === 'object' && value !== null ? Object.keys(value).length > 0 : !!value
  }
  const parts = {
    comments: ['comments'],
    lists: Object.keys(lists),
    reading: Object.keys(reading).filter((name) => name !== 'toc'),
  }
  return (['comments', 'lists', 'reading'] as const).filter((part) => parts[part].some(isSet))
}

/** The fonts of the site's own that settings name. */
export function siteFonts({ font }: Readonly<Record<string, unknown>>): {
  readonly text?: string | null
  readonly title?: string | null
} {
  return font || {}
}

/** The fonts that settings name, by the keys of the config under which they stand. */
export function fontsIn(theme: Readonly<Record<string, unknown>>): ReadonlyMap<string, string> {
  const { text, title } = siteFonts(theme)
  const named = [
    ['theme.cards.font', (theme.cards as { readonly font?: unknown } | undefined)?.font],
    ['theme.font.text', text],
    ['theme.font.title', title],
  ] as const
  return new Map(named.flatMap(([key, name]) => (typeof name === 'string' ? [[key, name]] : [])))
}

export type OwnSettings = SettingsOf<typeof ownSettings>

/** The pictures that a value of a setting names. */
export function picturesIn(setting: Setting, value: unknown): readonly string[] {
  if (typeof value === 'string') return setting.type === 'image' ? [value] : []
  if (typeof value !== 'object' || value === null) return []
  if (setting.type === 'list' || setting.type === 'map')
    return Object.values(value).flatMap((item) => picturesIn(setting.of, item))
  if (setting.type !== 'group') return []
  return Object.entries(value).flatMap(([name, field]) => {
    const of = setting.fields[name]
    return of ? picturesIn(of, field) : []
  })
}

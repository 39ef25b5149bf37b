import { diagnose } from '../diagnostics/diagnose.ts'
import type { Setting } from '../extension.ts'
import { ownSettings } from '../theme.ts'
import type { Config, Diagnostic } from '../types.ts'
import { isObject } from './kinds.ts'

/** Settings of our theme that are right by themselves and show nothing, each a warning at its key. */
export function idleSettings({ theme, taxonomies }: Config, file: string): Diagnostic[] {
  const { comments, reward, toc, edit, series } = theme
  const providers = isObject(comments) ? Object.keys(comments).filter((name) => isObject(comments[name])) : []
  const [first = '', second] = providers
  const idle: readonly (readonly [applies: unknown, key: string, reason: string, name?: string])[] = [
    [isObject(comments) && !first, 'comments', 'commentsNone'],
    [second, `comments.${second}`, 'commentsMany', first],
    ...['giscus', 'utterances'].map((name) => {
      const repo = isObject(comments) && isObject(comments[name]) ? String(comments[name].repo) : 'a/b'
      return [!/^[\w.-]+\/[\w.-]+$/.test(repo), `comments.${name}.repo`, 'repoName', repo] as const
    }),
    [isObject(reward) && Array.isArray(reward.codes) && reward.codes.length === 0, 'reward', 'rewardNone'],
    [isObject(toc) && Number(toc.from) > Number(toc.to), 'toc', 'tocLevels'],
    [typeof edit === 'string' && !edit.includes(':path'), 'edit', 'editPath'],
    [series && !Object.hasOwn(taxonomies, 'series'), 'series', 'seriesNone'],
    ...Object.entries(ownSettings).flatMap(([name, setting]) =>
      placesIn(setting, theme[name], name)
        .filter(([, place]) => !/^(?:[a-z][a-z\d+-]*:|[/#])/i.test(place))
        .map(([key, place]) => [true, key, 'noAddress', place] as const),
    ),
  ]
  return idle.flatMap(([applies, key, reason, name = '']) =>
    applies ? [diagnose('theme-setting-idle', { file }, { key: `theme.${key}`, reason, name })] : [],
  )
}

/** The addresses that a setting holds, by their keys. */
function placesIn(setting: Setting, value: unknown, key: string): (readonly [key: string, place: string])[] {
  if (setting.type === 'link') return typeof value === 'string' ? [[key, value]] : []
  if (setting.type !== 'group' && setting.type !== 'map' && setting.type !== 'list') return []
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, item]) => {
    const below = setting.type === 'group' ? setting.fields[name] : setting.of
    return below ? placesIn(below, item, `${key}.${name}`) : []
  })
}

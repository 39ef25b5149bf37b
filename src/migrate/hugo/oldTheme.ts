import { get, isTable, number, type Table, text } from '../table.ts'
import { type ThemeKeys, themeKeys } from '../themeKeys.ts'
import { readingOf } from './oldReading.ts'
import { servicesIn } from './services.ts'

/** Places of one setting in PaperMod, Stack, LoveIt, FixIt, DoIt, Even, Jane, Den and their kin. */
const places = {
  avatar: [
    ...['params.sidebar.avatar.src', 'params.sidebar.avatar.local', 'params.sidebar.avatar', 'params.avatar'],
    ...['params.profileMode.imageUrl', 'params.home.profile.avatarURL', 'params.home.profile.avatarUrl'],
    ...['params.author.avatar', 'params.avatarURL'],
  ],
  line: [
    ...['params.sidebar.subtitle', 'params.profileMode.subtitle', 'params.home.profile.subtitle', 'params.motto'],
    ...['params.author.motto', 'params.bio'],
  ],
  licence: [
    ...['params.article.license.default', 'params.page.license', 'params.license', 'params.post.license'],
    ...['params.contentCopyright', 'params.cc.license', 'params.footer.license'],
  ],
}
/** Themes that show the covers of posts in their lists. */
const withCovers = /stack|papermod|loveit|fixit|doit|narrow|blowfish|mini/i

/** The settings of our theme that stand for those of the old one. */
export function themeKeysOf(site: Table): ThemeKeys {
  const first = (paths: readonly string[]) => paths.map((path) => text(get(site, path))).find((value) => value)
  const services = servicesIn(site)
  const ofKind = (kind: string) => services.filter((service) => service.kind === kind)
  const named = (kind: string) => Object.fromEntries(ofKind(kind).map(({ name, item }) => [name, item]))
  const table = get(site, 'markup.tableOfContents')
  const from = number(get(table, 'startLevel'))
  const to = number(get(table, 'endLevel'))
  const edit = text(get(site, 'params.editPost.URL'))
  return themeKeys({
    comments: named('comments'),
    analytics: named('analytics'),
    social: Object.assign({}, ...ofKind('social').map(({ name, item }) => accounts(name, item)), menuAccounts(site)),
    avatar: first(places.avatar),
    line: first(places.line),
    licence: first(places.licence),
    toc: from || to ? { ...(from && { from }), ...(to && { to }) } : undefined,
    edit: edit && `${edit.replace(/\/$/, '')}/:path`,
    hasCovers: [get(site, 'theme')].flat().some((name) => withCovers.test(text(name) ?? '')),
    more: readingOf(site),
  })
}

/** A map of accounts, a list of `{ name, url }`, or one account. */
function accounts(name: string, item: unknown): Readonly<Record<string, unknown>> {
  if (Array.isArray(item))
    return Object.fromEntries(item.map((one) => [text(get(one, 'name')) ?? text(get(one, 'identifier')) ?? '', one]))
  if (!isTable(item)) return { [name.replace(/_?(?:user(?:name)?|id|url|link)$/i, '')]: item }
  // Even's and Jane's keys have a letter before them, for their order.
  return Object.fromEntries(Object.entries(item).map(([key, value]) => [key.replace(/^[a-z]-(?=\w)/, ''), value]))
}

/** Stack's accounts stand in a menu. */
function menuAccounts(site: Table): Readonly<Record<string, unknown>> {
  const items = get(get(site, 'menu') ?? get(site, 'menus'), 'social')
  return Array.isArray(items) ? accounts('', items) : {}
}

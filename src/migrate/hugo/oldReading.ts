import { compact, get, isTable, number, type Table, text } from '../table.ts'

/**
 * Help for readers and blocks beside the text of old themes, in the words of ours: LoveIt, FixIt and DoIt have them below `params` or
 * `params.page`, in camel or snake case, the others where each has it.
 */
export function readingOf(site: Table): Table {
  const at = (...paths: readonly string[]): unknown =>
    paths
      .flatMap((path) => [get(site, `params.page.${path}`), get(site, `params.${path}`)])
      .find((value) => value !== undefined)
  const isOn = (value: unknown) => value === true || get(value, 'enable') === true
  const reminder = at('expirationReminder', 'expiration_reminder', 'outdatedInfoWarning')
  const lines = number(at('code.maxShownLines', 'codeblock.maxShownLines', 'codeblock.max_shown_lines'))
  const toc = at('toc', 'article.toc')
  const found = {
    sidebar: widgetsOf(get(site, 'params.widgets.homepage')),
    breadcrumbs: isOn(at('breadcrumb', 'ShowBreadCrumbs')) || undefined,
    progress: isOn(at('readingProgress', 'reading_progress')) || undefined,
    top: isOn(at('backToTop', 'back_to_top')) || undefined,
    zoom: [true, 'force'].includes(at('lightgallery', 'fancybox', 'photoswipe') as never) || undefined,
    fold: lines && lines >= 5 ? lines : undefined,
    outdated: isOn(reminder) ? { days: number(get(reminder, 'reminder') ?? get(reminder, 'hint')) || 365 } : undefined,
    share: sharesOf(at('share'), at('ShowShareButtons'), at('ShareButtons')),
    reward: rewardOf(at('reward', 'donate'), site),
    records: recordsIn(get(site, 'params')),
    ...((toc === false || get(toc, 'enable') === false) && { toc: { show: false } }),
  }
  return compact(found) ?? {}
}

/** Stack's widgets of the home page, below the author's card. */
function widgetsOf(widgets: unknown): readonly string[] | undefined {
  if (!Array.isArray(widgets)) return undefined
  const names: Readonly<Record<string, string>> = {
    archives: 'archives',
    categories: 'categories',
    'tag-cloud': 'tags',
  }
  const own = widgets.flatMap((widget) => names[text(get(widget, 'type')) ?? ''] ?? [])
  return own.length > 0 ? ['card', ...own] : undefined
}

const shared = ['weibo', 'qq', 'qzone', 'douban', 'x', 'telegram', 'facebook', 'linkedin', 'email']

/** A table of switches, or PaperMod's list, which without names holds all that it knows. */
function sharesOf(switches: unknown, isShown: unknown, list: unknown): readonly string[] | undefined {
  const written = get(switches, 'enable') === true && isTable(switches) ? Object.entries(switches) : []
  const on = written.flatMap(([name, value]) => (value === true ? [name] : []))
  const listed = isShown === true ? (Array.isArray(list) ? list : ['x', 'linkedin', 'facebook', 'telegram']) : []
  const names = new Set([...on, ...listed].map((name) => String(name).toLowerCase().replace('twitter', 'x')))
  return shared.some((name) => names.has(name)) ? shared.filter((name) => names.has(name)) : undefined
}

/** Codes to pay by: `ways` of LoveIt and FixIt, or keys of their own as in Even and Den. */
function rewardOf(reward: unknown, site: Table): object | undefined {
  if (reward !== true && get(reward, 'enable') !== true) return undefined
  const ways = [get(reward, 'ways'), reward, get(site, 'params')].filter(isTable).flatMap(Object.entries)
  const codes = [
    ['微信', /^we(?:chat|ixin)(?:pay)?$/i],
    ['支付宝', /^alipay$/i],
  ] as const
  const found = codes.flatMap(([name, key]) => {
    const image = text(ways.find(([way, value]) => key.test(way) && text(value))?.[1])
    return image ? [{ name, image }] : []
  })
  const comment = text(get(reward, 'comment'))
  return found.length > 0 ? { ...(comment && { text: comment }), codes: found } : undefined
}

/** The numbers of registration, wherever a theme keeps them, in HTML or bare. */
function recordsIn(params: unknown): object | undefined {
  const written = JSON.stringify(params ?? {})
  const icp = /\p{Script=Han}ICP[备证]\d+号(?:-\d+)?/u.exec(written)?.[0]
  const police = /\p{Script=Han}公网安备\s*\d+号/u.exec(written)?.[0]
  return compact({ icp, police })
}

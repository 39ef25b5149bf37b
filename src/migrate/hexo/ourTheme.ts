import type { UserConfig } from '../../config.ts'
import { compact, get, isTable, type Table, text } from '../table.ts'

/** Settings of an old theme in the words of ours, and those that ours does not know, which become parameters. */
export interface OurTheme {
  readonly theme: UserConfig['theme']
  readonly params: Table
}

type Own = Readonly<Record<string, unknown>>

/** A provider's settings in our keys, from the first of the old keys that says something; undefined where one is missing that must be there. */
function provider(
  own: unknown,
  keys: Readonly<Record<string, readonly string[]>>,
  needed: readonly string[],
): Own | undefined {
  const found = Object.entries(keys).map(
    ([key, names]) => [key, names.map((name) => get(own, name)).find(isWritten)] as const,
  )
  const settings = Object.fromEntries(
    found.filter(([, value]) => value !== undefined).map(([key, value]) => [key, String(value)]),
  )
  return needed.every((key) => key in settings) ? settings : undefined
}

function isWritten(value: unknown): boolean {
  return (
    (typeof value === 'string' &&
      value.trim() !== '' &&
      !/^\s*(?:xxx|removed$|(?:javascript|vbscript|data):)/i.test(value)) ||
    typeof value === 'number'
  )
}

function commentsOf(old: unknown): Own | undefined {
  const name = text(get(old, 'service')) ?? ''
  const [settings] =
    {
      giscus: [
        provider(
          old,
          {
            repo: ['repo', 'data-repo'],
            repoId: ['repo-id', 'repo_id', 'repoId', 'data-repo-id'],
            category: ['category', 'data-category'],
            categoryId: ['category-id', 'category_id', 'categoryId', 'data-category-id'],
          },
          ['repo', 'repoId', 'categoryId'],
        ),
      ],
      utterances: [provider(old, { repo: ['repo'], label: ['label'] }, ['repo'])],
      waline: [provider(old, { serverURL: ['serverURL', 'serverUrl', 'server_url', 'server'] }, ['serverURL'])],
      twikoo: [provider(old, { envId: ['envId', 'env_id'], region: ['region'] }, ['envId'])],
      artalk: [provider(old, { server: ['server'], site: ['site', 'siteName'] }, ['server'])],
      disqus: [provider(old, { shortname: ['shortname'] }, ['shortname'])],
    }[name] ?? []
  return settings && { [name]: settings }
}

/** Google's older numbers (`UA-…`) count nothing any more. */
const counters: Readonly<Record<string, { readonly key: string; readonly form: RegExp }>> = {
  google: { key: 'id', form: /^G-/ },
  baidu: { key: 'id', form: /^[\da-f]+$/i },
  cloudflare: { key: 'token', form: /^\w+$/ },
  umami: { key: 'website', form: /^[\w-]+$/ },
}

const licences: readonly string[] = [
  'CC BY 4.0',
  'CC BY-SA 4.0',
  'CC BY-NC 4.0',
  'CC BY-NC-SA 4.0',
  'CC BY-ND 4.0',
  'CC BY-NC-ND 4.0',
]

/** `by-nc-sa`, `CC BY-NC-SA 4.0` and a sentence that names one of them. */
function licenceOf(written: string | undefined): string | undefined {
  const [, kind = ''] = /\b(by(?:-nc)?(?:-sa|-nd)?)\b/i.exec(written ?? '') ?? []
  return licences.find((name) => name === `CC ${kind.toUpperCase()} 4.0`)
}

/** `values` are what themes.ts found; `icp` the register's number. */
export function ourTheme(values: Table, icp: string | undefined): OurTheme {
  const { avatar, social, comments, analytics, license, ...others } = values
  const known = commentsOf(comments)
  const ids = isTable(analytics) ? Object.entries(analytics) : []
  const isOurs = ([name, id]: readonly [string, unknown]) => counters[name]?.form.test(String(id)) === true
  const counted = Object.fromEntries(
    ids.filter(isOurs).map(([name, id]) => [name, { [counters[name]?.key ?? 'id']: id }]),
  )
  const uncounted = Object.fromEntries(ids.filter((one) => !isOurs(one)))
  const licence = licenceOf(text(license))
  const number = /[\p{Script=Han}]?ICP[备備](?:案)?\s*[\d-]+号?(?:-\d+)?/u.exec(icp ?? '')?.[0]
  return {
    theme: compact({
      card: avatar === undefined ? undefined : { avatar },
      social,
      comments: known,
      analytics: counted,
      records: number === undefined ? undefined : { icp: number },
      licence,
    }) as UserConfig['theme'],
    params: {
      ...others,
      ...(known === undefined && comments !== undefined && { comments }),
      ...(Object.keys(uncounted).length > 0 && { analytics: uncounted }),
      ...(licence === undefined && license !== undefined && { license }),
    },
  }
}

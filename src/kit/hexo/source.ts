/** A file of `_posts` or `_drafts`, by its path below that folder; a path below the content folder names any other page. */
export function postPath(id: string): { readonly path: string; readonly isDraft: boolean } | undefined {
  const [, folder, path = ''] = /^(_posts|_drafts)\/(.+)$/.exec(id) ?? []
  return folder === undefined ? undefined : { path, isDraft: folder === '_drafts' }
}

/** The slug and the fields that a post's path below `_posts` gives: by `new_post_name` where it fits, else the slugized path. */
export interface PostName {
  readonly slug?: string
  readonly fields: Readonly<Record<string, string>>
}

const segments: Readonly<Record<string, string>> = {
  year: '(\\d{4})',
  month: '(\\d{2})',
  day: '(\\d{2})',
  i_month: '(\\d{1,2})',
  i_day: '(\\d{1,2})',
  hash: '([0-9a-f]{12})',
}

/** Hexo's token of a permalink: a colon and a name that does not end in `_`. */
export const tokenForm = /:(\w*[^_\W])/g

/** A `slug` is absent where the pattern does not fit, or has no `:title`. */
export function readPostName(path: string, pattern: string): PostName {
  const bare = (name: string) => name.replace(/(?<=[^/])\.[^./]*$/, '')
  const names: string[] = []
  const source = bare(pattern)
    .replace(/[|\\{}()[\]^$+*?.-]/g, '\\$&')
    .replace(tokenForm, (_token, name: string) => {
      names.push(name)
      return segments[name] ?? '(.+?)'
    })
  const found = new RegExp(`^${source}$`).exec(bare(path))
  if (!found) return { fields: {} }
  const { title, ...fields } = Object.fromEntries(names.map((name, at) => [name, found[at + 1] ?? '']))
  return title === undefined ? { fields } : { slug: title, fields }
}

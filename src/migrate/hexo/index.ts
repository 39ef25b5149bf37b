import { globSource } from '../../kit/glob.ts'
import { samplePosts } from '../language.ts'
import type { Copy, Format, MadeFile, OldSite } from '../port.ts'
import { get } from '../table.ts'
import { convert, texts } from './convert.ts'
import { notesOf } from './notes.ts'
import { configNames, type HexoSite, readHexo, yamlValue } from './read.ts'
import { themeSettings } from './themes.ts'
import { hexoWords } from './words.ts'

/** Notes that ask for nothing, and passwords, which come first of all. */
const done: ReadonlySet<string> = new Set(['locked', 'moved', 'menu', 'our-theme', 'params', 'friends', 'yaml'])

/** Hexo's blogs: `source/` stays as it is, byte for byte, so that both tools can run beside each other. */
export const hexo: Format = {
  name: 'hexo',

  isSource: (site) =>
    configNames.some((name) => site.text(name) !== undefined) || site.files('source/_posts').length > 0,

  read(site) {
    const old = readHexo(site)
    const posts = site.files(`${old.source}/_posts`).map((path) => `${old.source}/_posts/${path}`)
    const config = convert(old, samplePosts(site, posts.filter(isMarkdown)))
    const lines = (language: string, isDone: boolean) => {
      const say = hexoWords(language)
      const notes = notesOf(site, old, config).filter(({ code }) => done.has(code) === isDone)
      return notes.map(({ code, ...facts }) => say[code](facts))
    }
    return {
      config,
      copies: [{ from: old.source, to: old.source }, ...pictures(site, old)],
      made: jsonFiles(site, old),
      became: (language) => lines(language, true),
      report: (language) => lines(language, false),
    }
  },
}

/** Pictures of the old theme that its config names, and the favicon at the place where browsers and our theme look for it. */
function pictures(site: OldSite, old: HexoSite): readonly Copy[] {
  const { theme, params } = themeSettings(old)
  const shipped = [old.source, `themes/${old.themeName}/source`]
  const fileOf = (path: unknown) =>
    shipped.map((folder) => `${folder}${String(path)}`).find((file) => site.files(file).length === 1)
  const named = [get(theme, 'card.avatar'), params.favicon, params.cover].filter((path) => /^\/[^/]/.test(String(path)))
  const copies = named.flatMap((path) => {
    const from = fileOf(path)
    return from === undefined ? [] : [{ from, to: `${old.source}${String(path)}` }]
  })
  const icon = fileOf(params.favicon)
  const extension = /\.(?:png|ico|svg)$/.exec(icon ?? '')?.[0]
  return icon && extension ? [...copies, { from: icon, to: `${old.source}/favicon${extension}` }] : copies
}

/** Hexo writes `data.yml` as `data.json`, but for what it leaves out or copies. */
function jsonFiles(site: OldSite, { source, site: config }: HexoSite): readonly MadeFile[] {
  const skipped = texts(get(config, 'skip_render')).map((glob) => new RegExp(`^${globSource(glob)}$`, 'u'))
  const isRead = (path: string) => /\.ya?ml$/.test(path) && !/(?:^|\/)[_.](?!posts\/)/.test(path)
  return site
    .files(source)
    .filter((path) => isRead(path) && !skipped.some((glob) => glob.test(path)))
    .flatMap((path) => {
      const value = yamlValue(site.text(`${source}/${path}`) ?? '')
      return value === undefined
        ? []
        : [{ to: `${source}/${path.replace(/\.ya?ml$/, '.json')}`, text: JSON.stringify(value) }]
    })
}

export function isMarkdown(path: string): boolean {
  return /\.(?:md|markdown|mkd|mkdn|mdwn|mdown|mdtxt|mdtext)$/i.test(path)
}

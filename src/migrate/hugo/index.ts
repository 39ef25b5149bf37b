import { countFormats, isForeign } from '../../kit/formats.ts'
import { isPicture } from '../../kit/pictureNames.ts'
import { samplePosts } from '../language.ts'
import type { Copy, Format, OldSite } from '../port.ts'
import { get, text } from '../table.ts'
import { isHugoConfig, readHugoConfig } from './configFiles.ts'
import { convert, copiesOf, forLanguage, type HugoConfig } from './convert.ts'
import { readMounts } from './mounts.ts'
import { type Note, notesOfConfig, notesOfLocks, notesOfPosts } from './notes.ts'
import { usesIn } from './posts.ts'
import { hugoWords } from './words.ts'

export const hugo: Format = {
  name: 'hugo',

  isSource: (site) => configFiles(site).length > 0 || site.files('content').some(isMarkdown),

  read(site) {
    const files = configFiles(site).map((path) => ({ path, text: site.text(path) ?? '' }))
    const old = settled(readHugoConfig(files))
    const contents = contentFiles(old, site)
    const posts = contents.filter(isMarkdown)
    const sample = samplePosts(site, posts)
    const config = convert(old, sample)
    const data = text(get(old.main, 'dataDir')) ?? 'data'
    const dataCopies =
      site.files(data).length > 0 ? [{ from: data, to: `${config.content?.[0] ?? 'content'}/_data` }] : []
    return {
      config,
      copies: [...copiesOf(old), ...dataCopies],
      report(language, ours) {
        const say = hugoWords(language)
        const said = ({ code, value, use }: Note) => say.note[code](value, use)
        const uses = usesIn(site, posts)
        const foreign = contents.filter(isForeign)
        const folders = (['layouts', 'i18n', 'data', 'archetypes', 'assets'] as const).map((folder) => {
          const count = site.files(folder).filter((path) => folder !== 'assets' || !isPicture(path)).length
          return count > 0 ? say.folder[folder](count) : ''
        })
        return [
          ...notesOfLocks(uses).map(said),
          ...notesOfConfig(old, sample).map(said),
          foreign.length > 0 ? say.foreign(foreign.length, countFormats(foreign)) : '',
          ...folders,
          ...notesOfPosts(uses, ownShortcodes(site), ours).map(said),
        ].filter((line) => line !== '')
      },
    }
  },
}

/** Names of the shortcodes that the blog has written itself. */
function ownShortcodes(site: OldSite): ReadonlySet<string> {
  const files = ['layouts/shortcodes', 'layouts/_shortcodes'].flatMap((folder) => site.files(folder))
  return new Set(files.map((path) => path.replace(/\.[^.]+$/, '')))
}

/** The config of the main language, with the folders that it mounts. */
export function settled(whole: HugoConfig['whole']): HugoConfig {
  const key = text(get(whole, 'defaultContentLanguage')) ?? 'en'
  const main = forLanguage(whole, key)
  return { whole, main, key, mounts: readMounts(main, key) }
}

function configFiles(site: OldSite): readonly string[] {
  const roots = ['hugo', 'config'].flatMap((name) =>
    ['toml', 'yaml', 'yml', 'json'].map((extension) => `${name}.${extension}`),
  )
  const below = site.files('config').map((path) => `config/${path}`)
  return [...roots, ...below].filter((path) => isHugoConfig(path) && site.text(path) !== undefined)
}

function contentFiles(old: HugoConfig, site: OldSite): readonly string[] {
  const isPublic = ({ to }: Copy) => /^public(?:\/|$)/.test(to)
  return copiesOf(old)
    .filter((copy) => !isPublic(copy))
    .flatMap(({ from }) => site.files(from).map((path) => `${from}/${path}`))
}

function isMarkdown(path: string): boolean {
  return /\.(?:md|markdown|mdown)$/i.test(path)
}

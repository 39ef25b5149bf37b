import { samplePosts } from '../language.ts'
import type { Format } from '../port.ts'
import { convert } from './convert.ts'
import { notesOf } from './notes.ts'
import { configNames, readHexo } from './read.ts'
import { hexoWords } from './words.ts'

/** Hexo's blogs: `source/` stays as it is, byte for byte, so that both tools can run beside each other. */
export const hexo: Format = {
  name: 'hexo',

  isSource: (site) =>
    configNames.some((name) => site.text(name) !== undefined) || site.files('source/_posts').length > 0,

  read(site) {
    const old = readHexo(site)
    const posts = site.files(`${old.source}/_posts`).map((path) => `${old.source}/_posts/${path}`)
    const config = convert(old, samplePosts(site, posts.filter(isMarkdown)))
    return {
      config,
      copies: [{ from: old.source, to: old.source }],
      report(language) {
        const say = hexoWords(language)
        return notesOf(site, old, config).map(({ code, ...facts }) => say[code](facts))
      },
    }
  },
}

export function isMarkdown(path: string): boolean {
  return /\.(?:md|markdown|mkd|mkdn|mdwn|mdown|mdtxt|mdtext)$/i.test(path)
}

import type { Root } from 'mdast'
import remarkGfm from 'remark-gfm'
import remarkHtml from 'remark-html'
import remarkParse from 'remark-parse'
import { type Processor, unified } from 'unified'
import type { BodyPlugins } from '../../kit/pluginEntries.ts'
import type { MarkdownConfig } from '../../types.ts'
import { joinBlock } from '../cjk/joinLines.ts'
import { remarkCjk } from '../cjk/remarkCjk.ts'
import { mathSettings } from '../mathSettings.ts'
import { alerts } from './alerts.ts'
import { remarkBareLinks } from './bareLinks.ts'
import { blockAttributes } from './blockAttributes.ts'
import { remarkBlocks } from './blocks.ts'
import { breakLines } from './breakLines.ts'
import { code } from './code.ts'
import { curledTexts } from './curl.ts'
import { figures } from './figures.ts'
import { remarkFootnotes } from './footnotes.ts'
import { handlers } from './handlers.ts'
import { headings, laterHeadings } from './headings.ts'
import { imageSizes } from './imageSizes.ts'
import { mendEditMap, quickBrackets, quickTexts, remarkDefinitionLists } from './linearTime.ts'
import { remarkMark } from './mark.ts'
import { displays, remarkFormulas } from './math.ts'
import { remarkOpenTags } from './openTags.ts'
import { remarkReferences } from './references.ts'
import { tables } from './tables.ts'
import { usersPlugins, usersRehype } from './usersPlugins.ts'
import { wordsFor } from './words.ts'

export type Chain = Processor<Root, Root, Root, Root, string>

/** THE LIST: all that stands between a post's Markdown and its HTML, in order; the users' plugins are yet to be attached. */
export async function createChain(
  markdown: MarkdownConfig,
  extensions: readonly BodyPlugins[],
  language: string,
): Promise<Chain> {
  const words = wordsFor(language)
  const { cjk, breaks } = markdown
  const emoji = markdown.emoji ? await import('./emoji.ts') : undefined
  const math = mathSettings(markdown.math)
  mendEditMap()
  const visitLineEnds = breaks ? breakLines : cjk ? joinBlock : undefined
  const lineEnds = visitLineEnds ? [() => ({ visit: visitLineEnds })] : []
  const toElements = handlers(words)
  const hasRehype = extensions.some(({ rehype = [] }) => rehype.length > 0)
  return unified()
    .use(remarkParse)
    .use(remarkGfm)
    .use(quickBrackets)
    .use(quickTexts)
    .use(remarkOpenTags)
    .use(remarkDefinitionLists)
    .use(cjk ? [remarkCjk] : [])
    .use(remarkBareLinks)
    .use(math ? [[(await import('./dollars.ts')).remarkDollars, math.delimiters]] : [])
    .use(emoji ? [emoji.remarkEmoji] : [])
    .use(markdown.mark ? [remarkMark] : [])
    .use(remarkFootnotes)
    .use(remarkBlocks, [
      ...(math ? [displays] : []),
      ...(markdown.imageSizes ? [() => imageSizes] : []),
      () => blockAttributes(markdown),
      (scope) => headings(scope, emoji?.withEmoji),
      tables,
      (scope) => alerts(words, scope),
      () => figures,
      (scope) => code(scope, markdown),
      curledTexts,
      // A plugin may look for line ends, as remark-breaks does.
      ...(extensions.length > 0 ? [] : lineEnds),
    ])
    .use(math ? [[remarkFormulas, words, math]] : [])
    .use(extensions.length > 0 ? usersPlugins(extensions, [laterHeadings, ...lineEnds]) : [])
    .use(remarkReferences, markdown)
    .use(hasRehype ? [usersRehype(extensions, toElements)] : [])
    .use(remarkHtml, { sanitize: false, handlers: toElements })
}

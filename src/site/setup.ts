import { join, resolve } from 'node:path'
import { closest, distance } from 'fastest-levenshtein'
import { diagnose } from '../diagnostics/diagnose.ts'
import type { LoadedConfig } from '../io/config.ts'
import { listTemplates } from '../io/read.ts'
import { isPage } from '../kit/outputKind.ts'
import { packageRoot } from '../packageRoot.ts'
import type { Config, Diagnostic, Output } from '../types.ts'
import type { SiteOptions } from './options.ts'
import type { SiteSources } from './sources.ts'

/** How a site is set up. */
export type Setup = Pick<LoadedConfig, 'path' | 'misnamed' | 'hasUrl'>

export const themeFolder = join(packageRoot, 'templates')

/** Hugo's names for kinds of pages. */
const hugo: Readonly<Record<string, string>> = {
  'index.njk': 'home.njk',
  'single.njk': 'post.njk',
  'list.njk': 'section.njk',
  'terms.njk': 'taxonomy.njk',
  'baseof.njk': 'base.njk',
}

/** One warning for each slip of a newcomer that would publish a nameless site, or leave a file unread in silence. */
export function setupFaults(
  { root, baseUrl }: Pick<SiteOptions, 'root' | 'baseUrl'>,
  { config, setup, sources }: Pick<SiteSources, 'config' | 'setup' | 'sources'>,
  outputs: readonly Output[],
): readonly Diagnostic[] {
  const folder = config.templates
  const theme = listTemplates(themeFolder)
  const used = new Set(outputs.flatMap((output) => (isPage(output) ? [output.template] : [])))
  const isNamed = (name: string): boolean =>
    sources.templates.some(({ text }) => text.includes(`"${name}"`) || text.includes(`'${name}'`))
  const isUsed = (name: string): boolean => used.has(name) || isNamed(name)
  const ofTemplates = listTemplates(resolve(root, folder)).flatMap((name) => {
    // The check of slots tells of those.
    if (name.startsWith('slots/')) return []
    const right = theme.includes(name) || isUsed(name) ? '' : rightName(name, theme)
    return right ? [diagnose('template-misnamed', { file: `${folder}/${name}` }, { right: `${folder}/${right}` })] : []
  })
  const hasNoPosts = config.hexo && !sources.content.some(({ path }) => /(?:^|\/)_(?:posts|drafts)\//.test(path))
  const ofHexo = hasNoPosts && sources.content.length > 0 ? [diagnose('hexo-no-posts', { file: config.file }, {})] : []
  return [...ofConfig(setup, config, baseUrl), ...ofHexo, ...ofTemplates]
}

function ofConfig(
  { path, misnamed, hasUrl }: Setup,
  config: Config,
  baseUrl: string | undefined,
): readonly Diagnostic[] {
  if (misnamed) return [diagnose('config-misnamed', { file: misnamed.name }, { right: misnamed.right })]
  if (!path) return [diagnose('config-missing', { file: config.file }, {})]
  return hasUrl || baseUrl ? [] : [diagnose('url-missing', { file: path }, {})]
}

/** The theme's template that a file was most likely meant to stand for, or ''. */
function rightName(name: string, theme: readonly string[]): string {
  const plain = name.toLowerCase().replace(/\.(?:html?|nunjucks|njx?|njk\.html|jinja2?|j2|twig|liquid|ejs)$/, '.njk')
  if (theme.includes(plain)) return plain
  if (Object.hasOwn(hugo, plain)) return hugo[plain] ?? ''
  // A shortcode of the blogger's own has a name like any other.
  if (!plain.endsWith('.njk') || plain.startsWith('shortcodes/')) return ''
  // Folders of Hugo's and of older sites, and a slip in the name of ours.
  const [, folder = '', below = ''] = /^([^/]*)\/(.*)$/.exec(plain) ?? []
  if (/^(?:layouts?|_default|templates?)$/.test(folder)) return rightName(below, theme)
  if (folder !== 'shortcodes' && distance(folder, 'shortcodes') <= 2) return `shortcodes/${below}`
  const base = plain.slice(plain.lastIndexOf('/') + 1)
  const inOtherFolder = theme.find((other) => other === `partials/${base}`)
  const near = closest(plain, [...theme])
  return inOtherFolder ?? (distance(plain, near) <= 2 ? near : '')
}

import { diagnose, finding, place } from '../diagnostics/diagnose.ts'
import { placeIn } from '../kit/fieldPlaces.ts'
import { memoEach, noMemo } from '../kit/memo.ts'
import { isDangerous, shorten } from '../kit/schemes.ts'
import { ownSettings, picturesIn } from '../theme.ts'
import type {
  BodyOf,
  Diagnostic,
  Finding,
  LinkRef,
  Memo,
  Output,
  Post,
  Rendered,
  RenderedBody,
  Section,
  Site,
  Sources,
} from '../types.ts'
import { isAbsolute } from './base.ts'
import { isRef, refPath, type Source, sourceOf, wikiLink } from './html.ts'
import { innerLinks } from './linkFacts.ts'
import type { Places } from './places.ts'
import type { Goals } from './refs.ts'
import { resolveLink, type Target } from './resolve.ts'
import { unclosedShortcodes, unknownShortcodes } from './shortcodeUse.ts'
import { pagesOf } from './siteIndex.ts'
import { menuTarget } from './siteView.ts'

/** Links, fragments, images and shortcodes of the posts that lead nowhere, and those of the config. */
export function checkLinks(
  site: Site,
  bodyOf: BodyOf,
  { goals, outputs, sources }: Planned,
  memo: Memo = noMemo,
): readonly Diagnostic[] {
  const checker: Checker = { ...goals, externalPaths: site.config.externalPaths }
  const anchorsOf = createAnchorsOf(bodyOf, sources)
  const checkOf = memoEach<Written, Checks>(memo, 'links', [outputs])
  const diagnostics: Diagnostic[] = []
  const withShortcodes: Text[] = []
  for (const page of writtenPages(site)) {
    const body = bodyOf(page)
    const text: Text = { page, body }
    const { checks, hasShortcodes } = checkOf(
      page,
      () => check(text, checker),
      (checks) => checks.body === body,
    )
    for (const one of checks)
      for (const finding of settle(one, anchorsOf)) diagnostics.push(place(finding, page.file, page.bodyLine))
    if (hasShortcodes) withShortcodes.push(text)
  }
  const { places } = goals
  const covers = memo('covers', [outputs], () =>
    [...site.posts, ...site.pages].flatMap((post) => checkCover(post, places)),
  )
  return [
    ...diagnostics,
    ...covers,
    ...unknownShortcodes(withShortcodes, sources),
    ...unclosedShortcodes(withShortcodes, sources),
    ...checkConfig(site, places, outputs),
  ]
}

interface Planned {
  readonly goals: Goals
  readonly outputs: readonly Output[]
  readonly sources: Sources
}

interface Checker extends Goals {
  readonly externalPaths: readonly string[]
}

/** A finding, or a fragment that depends on what another page says. */
type Check = Finding | FragmentLink

interface Checks {
  /** The body that was checked. */
  readonly body: RenderedBody
  readonly checks: readonly Check[]
  readonly hasShortcodes: boolean
}

interface FragmentLink extends Pick<LinkRef, 'url' | 'line' | 'column'> {
  readonly fragment: string
  readonly page: Output
}

function settle(check: Check, anchorsOf: AnchorsOf): readonly Finding[] {
  if ('code' in check) return [check]
  const { url, line, column, fragment, page } = check
  const anchors = anchorsOf(page)
  if (!anchors || anchors.has(fragment)) return []
  const near = [...anchors].find((id) => id.toLowerCase() === fragment.toLowerCase())
  return [finding('fragment-dead', { line, column }, { url, fragment, page: page.url, ...(near && { near }) })]
}

type Written = (Post | Section) & { readonly file: string }
type Shortcode = Rendered['shortcodes'][number]

interface Text {
  readonly page: Written
  readonly body: RenderedBody
}

/** The pages that have a file. */
function writtenPages(site: Site): readonly Written[] {
  return pagesOf(site).filter((page): page is Written => page.file !== undefined)
}

function check({ page, body }: Text, checker: Checker): Checks {
  const source = sourceOf(page)
  const isSound = (url: string) => checkLink({ kind: 'link', url, line: 1, column: 1 }, source, checker).length === 0
  if (innerLinks(body.note, checker.places.base)?.every(isSound)) return { body, checks: [], hasShortcodes: false }
  const { shortcodes } = body.facts()
  const ofLinks = body.links().flatMap((link) => checkLink(link, source, checker))
  return shortcodes.length === 0
    ? { body, checks: ofLinks, hasShortcodes: false }
    : { body, checks: [...ofLinks, ...checkShortcodes(shortcodes, source, checker)], hasShortcodes: true }
}

function checkShortcodes(shortcodes: readonly Shortcode[], source: Source, checker: Checker): readonly Check[] {
  return [
    ...shortcodes.flatMap(checkSchemes),
    ...shortcodes.filter(({ name }) => name === 'encrypted').map(encryptedBlock),
    ...shortcodes.flatMap((one) =>
      isRef(one.name)
        ? checkRef(one, source, checker)
        : mediaOf(one).flatMap((link) => checkLink(link, source, checker)),
    ),
  ]
}

/** The finding for a shortcode that parse/encrypted.ts put in a block's place; its argument is the block's name. */
function encryptedBlock({ name, args, line, column }: Shortcode): Finding {
  return finding('body-encrypted', { line, column }, { name: args['0'] ?? name })
}

/** Findings for arguments that would run code as a link: as a link each leads nowhere, as text it does no harm. */
function checkSchemes({ args, line, column }: Shortcode): readonly Finding[] {
  const found = Object.values(args).filter((value) => isDangerous(value, 'media'))
  return found.map((url) => finding('link-scheme-dangerous', { line, column }, { url: shorten(url) }))
}

function checkLink(link: LinkRef, source: Source, checker: Checker): readonly Check[] {
  const { url, kind, line, column } = link
  const target = resolveLink(checker.places, url, source)
  if (!target.internal) return []
  if (target.kind === 'page' || target.output) return checkFragment(target, link, source, checker)
  const path = target.url.replace(/^(?:https?:)?\/\/[^/]*/i, '')
  if (checker.externalPaths.some((start) => path.startsWith(start))) return []
  const leftOut = target.file === undefined ? undefined : checker.places.leftOut(target.file)
  if (leftOut) return [finding('link-left-out', { line, column }, { url, file: leftOut.file, reason: leftOut.reason })]
  return [finding(kind === 'link' ? 'link-dead' : 'image-missing', { line, column }, { url })]
}

/** The finding for an `image` of the front matter that leads nowhere or would run code. */
function checkCover(post: Post, places: Places): readonly Diagnostic[] {
  const { image, file } = post
  if (!image) return []
  const at = { file, ...placeIn(post.places, 'image') }
  if (isDangerous(image, 'image')) return [diagnose('link-scheme-dangerous', at, { url: shorten(image) })]
  const { internal, output } = resolveLink(places, image, sourceOf(post))
  return internal && !output ? [diagnose('image-missing', at, { url: image })] : []
}

/** Fragments that browsers know by themselves. */
const builtIn = /^(?:$|top$|:~:)/i

function checkFragment(
  { kind, output, fragment }: Target,
  { url, line, column }: Pick<LinkRef, 'url' | 'line' | 'column'>,
  source: Source,
  { places }: Checker,
): readonly Check[] {
  if (builtIn.test(fragment)) return []
  const page = kind === 'page' ? places.ofFile(source.file) : output
  return page ? [{ url, line, column, fragment, page }] : []
}

/** The ids of a page that posts make; undefined where templates may add some. */
type AnchorsOf = (output: Output) => ReadonlySet<string> | undefined

function createAnchorsOf(bodyOf: BodyOf, { templates }: Sources): AnchorsOf {
  const withIds = new Set(
    templates.filter(({ name, text }) => name.startsWith('shortcodes/') && /\sid=/.test(text)).map(({ name }) => name),
  )
  const made = new Map<string, ReadonlySet<string> | undefined>()
  return ({ origin, kind }) => {
    if (kind !== 'post' && kind !== 'page') return undefined
    if (!made.has(origin)) {
      const { shortcodes, anchors } = bodyOf({ file: origin }).facts()
      const isOpen = shortcodes.some(({ name }) => withIds.has(`shortcodes/${name}.njk`))
      made.set(origin, isOpen ? undefined : new Set(anchors))
    }
    return made.get(origin)
  }
}

/** Arguments of built-in shortcodes that name a file. */
const media: Readonly<Record<string, readonly string[]>> = {
  figure: ['src', '0'],
  audio: ['src', 'url', '0'],
  video: ['src', 'url', '0'],
  pdf: ['src', 'url', 'file', '0'],
}

function mediaOf({ name, args, line, column }: Shortcode): readonly LinkRef[] {
  const url = (Object.hasOwn(media, name) ? media[name] : [])?.map((key) => args[key]).find(Boolean)
  return url ? [{ kind: 'media', url, line, column }] : []
}

function checkRef({ name, args, line, column }: Shortcode, source: Source, checker: Checker): readonly Check[] {
  const path = refPath(args)
  const ref = checker.findRef(path, source)
  if (ref.kind === 'found') return checkFragment(ref.target, { url: path, line, column }, source, checker)
  // Hexo's post_link is shown as its text where it leads nowhere.
  const isLink = name === wikiLink || name === 'post_link' || name === 'post_path'
  if (ref.kind === 'ambiguous' && name.startsWith('post_'))
    return [finding('link-dead', { line, column }, { url: path })]
  if (ref.kind === 'ambiguous')
    return [finding('ref-ambiguous', { line, column }, { name, path, files: ref.files.join(', ') })]
  if (isLink && !ref.leftOut) return [finding('link-dead', { line, column }, { url: path })]
  if (ref.leftOut)
    return [
      finding('link-left-out', { line, column }, { url: path, file: ref.leftOut.file, reason: ref.leftOut.reason }),
    ]
  return [finding('ref-missing', { line, column }, { name, path })]
}

function checkConfig({ config }: Site, places: Places, outputs: readonly Output[]): readonly Diagnostic[] {
  const isDead = ({ internal, kind, output }: Target) => internal && kind !== 'page' && !output
  const menu = config.menu
    .filter((item) => item.name !== '' && isDead(menuTarget(item, places)))
    .map(({ name, url }) => diagnose('menu-dead', { file: config.file }, { name, url }))
  const ofExtensions = outputs.flatMap((output): readonly [from: string, to: string][] =>
    output.kind === 'redirect' && output.extension ? [[`/${output.path}`, output.page.target ?? '']] : [],
  )
  const redirects = [...Object.entries(config.redirects), ...ofExtensions]
    .filter(([, to]) =>
      isDead(resolveLink(places, isAbsolute(to) ? to : `/${to.replace(/^\//, '')}`, { file: '', url: '/' })),
    )
    .map(([from, to]) => diagnose('redirect-dead', { file: config.file }, { from, to }))
  const pictures = Object.entries(ownSettings)
    .flatMap(([name, setting]) => picturesIn(setting, config.theme[name]))
    .filter((url) => isDead(resolveLink(places, url, { file: '', url: '/' })))
    .map((url) => diagnose('image-missing', { file: config.file }, { url }))
  return [...menu, ...redirects, ...pictures]
}

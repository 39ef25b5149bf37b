/**
 * Comments of other hosts, asked for when a reader has scrolled to them. Each provider is started as its documentation
 * says, and follows the light and dark of the page.
 */
interface Thread {
  readonly provider: keyof typeof providers
  /** The way in which the provider knows the post, and the value. */
  readonly by: string
  readonly key: string
  /** The post's own id, where it has one. */
  readonly own: string
  readonly decoded: boolean
  readonly title: string
  readonly url: string
  /** BCP 47. */
  readonly language: string
  readonly settings: Readonly<Record<string, string | boolean | null>>
}

/** Sets the colours anew. */
type Recolour = (isDark: boolean) => void

interface Waline {
  init(options: object): { update(options: object): void }
}
interface Artalk {
  init(options: object): { setDarkMode(isDark: boolean): void }
}
interface Twikoo {
  init(options: object): Promise<void>
}
interface Disqus {
  reset(options: object): void
}

declare global {
  var Artalk: Artalk
  var twikoo: Twikoo
  var DISQUS: Disqus | undefined
  var disqus_config: (this: { page: { url: string; identifier?: string; title: string }; language: string }) => void
}

const root = document.documentElement
const dark = matchMedia('(prefers-color-scheme: dark)')
const isDark = () => (root.dataset.theme ? root.dataset.theme === 'dark' : dark.matches)

const providers = {
  async giscus(box: HTMLElement, { by, key, language, settings }: Thread): Promise<Recolour> {
    const theme = () => (isDark() ? 'dark' : 'light')
    await addScript(box, String(settings.script), {
      'data-repo': settings.repo,
      'data-repo-id': settings.repoId,
      'data-category': settings.category,
      'data-category-id': settings.categoryId,
      // giscus takes a pathname without its first slash and its file's ending.
      ...(by === 'path' ? { 'data-mapping': 'pathname' } : { 'data-mapping': 'specific', 'data-term': key }),
      'data-strict': settings.strict ? '1' : '0',
      'data-reactions-enabled': settings.reactions ? '1' : '0',
      'data-emit-metadata': '0',
      'data-input-position': settings.position,
      'data-theme': theme(),
      'data-lang': language.startsWith('zh') ? (/TW|HK|Hant/.test(language) ? 'zh-TW' : 'zh-CN') : language.slice(0, 2),
      crossorigin: 'anonymous',
    })
    return () => tell(box, 'iframe.giscus-frame', { giscus: { setConfig: { theme: theme() } } })
  },

  async utterances(box: HTMLElement, { by, key, settings }: Thread): Promise<Recolour> {
    const theme = () => (isDark() ? 'github-dark' : 'github-light')
    await addScript(box, String(settings.script), {
      repo: settings.repo,
      'issue-term': by === 'path' ? 'pathname' : key,
      label: settings.label,
      theme: theme(),
      crossorigin: 'anonymous',
    })
    return () => tell(box, 'iframe.utterances-frame', { type: 'set-theme', theme: theme() })
  },

  async waline(box: HTMLElement, { key, language, settings }: Thread): Promise<Recolour> {
    addStyle(String(settings.style))
    const { init } = (await import(String(settings.script))) as Waline
    const waline = init({ el: box, serverURL: settings.serverURL, path: key, lang: language, dark: isDark() })
    return (dark) => waline.update({ dark })
  },

  async twikoo(box: HTMLElement, { key, language, settings }: Thread): Promise<undefined> {
    await addScript(document.head, String(settings.script), {})
    const { envId, region } = settings
    await twikoo.init({ envId, ...(region && { region }), el: box, path: key, lang: language })
  },

  async artalk(box: HTMLElement, { key, title, language, settings }: Thread): Promise<Recolour> {
    addStyle(String(settings.style))
    await addScript(document.head, String(settings.script), {})
    const { server, site } = settings
    const options = { el: box, pageKey: key, pageTitle: title, server, ...(site && { site }), locale: language }
    const artalk = Artalk.init({ ...options, darkMode: isDark() })
    return (dark) => artalk.setDarkMode(dark)
  },

  async disqus(box: HTMLElement, { by, key, own, url, title, language, settings }: Thread): Promise<Recolour> {
    box.id = 'disqus_thread'
    const identifier = by === 'url' ? own : key
    globalThis.disqus_config = function () {
      this.page.url = url
      this.page.title = title
      if (identifier) this.page.identifier = identifier
      this.language = language.startsWith('zh') ? 'zh' : language
    }
    const time = { 'data-timestamp': String(Date.now()) }
    await addScript(document.body, `https://${settings.shortname}.disqus.com/embed.js`, time)
    // Disqus takes its colours from the page when it is drawn.
    return () => globalThis.DISQUS?.reset({ reload: true, config: globalThis.disqus_config })
  },
} as const satisfies Readonly<Record<string, (box: HTMLElement, thread: Thread) => Promise<Recolour | undefined>>>

function addScript(
  parent: HTMLElement,
  src: string,
  attributes: Readonly<Record<string, string | boolean | null | undefined>>,
): Promise<void> {
  const script = document.createElement('script')
  for (const [name, value] of Object.entries(attributes)) if (value) script.setAttribute(name, String(value))
  script.src = src
  script.async = true
  const loaded = new Promise<void>((done, fail) => {
    script.onload = () => done()
    script.onerror = () => fail(new Error(src))
  })
  parent.append(script)
  return loaded
}

function addStyle(href: string): void {
  const link = document.createElement('link')
  link.rel = 'stylesheet'
  link.href = href
  document.head.append(link)
}

/** Sends a message to the host of a frame. */
function tell(box: HTMLElement, frame: string, message: object): void {
  const found = box.querySelector<HTMLIFrameElement>(frame)
  if (found) found.contentWindow?.postMessage(message, new URL(found.src).origin)
}

async function load(section: HTMLElement, data: string): Promise<void> {
  const written = JSON.parse(data) as Thread
  const thread = { ...written, key: written.decoded ? decodeURI(written.key) : written.key }
  const box = section.appendChild(document.createElement('div'))
  let last = isDark()
  const recolour = await providers[thread.provider](box, thread)
  const follow = () => {
    if (isDark() === last) return
    last = isDark()
    recolour?.(last)
  }
  dark.addEventListener('change', follow)
  new MutationObserver(follow).observe(root, { attributeFilter: ['data-theme'] })
  follow()
}

for (const section of document.querySelectorAll<HTMLElement>('[data-comments]')) {
  const watcher = new IntersectionObserver(
    (entries) => {
      if (!entries.some(({ isIntersecting }) => isIntersecting)) return
      watcher.disconnect()
      load(section, section.dataset.comments ?? '').catch((error: unknown) => console.error(error))
    },
    { rootMargin: '300px' },
  )
  watcher.observe(section)
}

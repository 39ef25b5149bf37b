/**
 * The theme's scripts, each part on its own: the dark switch, the search, the copy buttons, the open section in the
 * contents. Without script a page reads the same.
 */
const root = document.documentElement
const dark = matchMedia('(prefers-color-scheme: dark)')

themeSwitch(document.querySelector<HTMLButtonElement>('[data-theme-switch]'))
search(document.querySelector<HTMLAnchorElement>('[data-search-script]'))
copyButtons(document.body.dataset)
contents(document.querySelector<HTMLElement>('.toc'))
bareLinks()

/** Remembers a choice only while it differs from the system's. */
function themeSwitch(button: HTMLButtonElement | null): void {
  const isDark = () => (root.dataset.theme ? root.dataset.theme === 'dark' : dark.matches)
  const show = () => {
    button?.setAttribute('aria-pressed', String(isDark()))
    const style = getComputedStyle(root)
    const bar = style.getPropertyValue('--bar') || style.getPropertyValue('--paper')
    for (const meta of document.querySelectorAll<HTMLMetaElement>('meta[name="theme-color"]')) meta.content = bar
  }
  button?.addEventListener('click', () => {
    const next = !isDark()
    root.dataset.theme = next === dark.matches ? '' : next ? 'dark' : 'light'
    try {
      localStorage.theme = root.dataset.theme
    } catch {
      // Storage can be forbidden: the choice then holds for this page.
    }
    show()
  })
  dark.addEventListener('change', show)
  show()
}

/** The dialog is fetched when it is asked for, by the link, `/` or Ctrl-K. The link leads on where it can't be had. */
function search(link: HTMLAnchorElement | null): void {
  if (!link) return
  const open = (event: Event) => {
    event.preventDefault()
    import(link.dataset.searchScript as string).then(
      (dialog) => dialog.open(),
      () => location.assign(link.href),
    )
  }
  link.addEventListener('click', open)
  document.addEventListener('keydown', (event) => {
    const control = event.ctrlKey || event.metaKey
    const typing = (event.target as Element).closest('input, textarea, select, [contenteditable]')
    if (control ? event.key === 'k' : event.key === '/' && !typing) open(event)
  })
}

/** A button on every code block; its words come from the page. */
function copyButtons({ copy, copied, copyFailed }: DOMStringMap): void {
  if (!copy || !navigator.clipboard) return
  for (const code of document.querySelectorAll<HTMLElement>('.code pre')) {
    const button = document.createElement('button')
    button.type = 'button'
    button.className = 'copy'
    button.textContent = copy
    button.setAttribute('aria-live', 'polite')
    button.addEventListener('click', async () => {
      const done = navigator.clipboard.writeText(code.textContent.replace(/\n$/, ''))
      button.textContent = (await done.then(
        () => copied,
        () => copyFailed,
      )) as string
      setTimeout(() => {
        button.textContent = copy
      }, 2000)
    })
    code.parentElement?.append(button)
  }
}

/** On paper a link is followed by its address, but for one whose text is its address. */
function bareLinks(): void {
  const bare = (url: string | null) => (url ?? '').replace(/^https?:\/\/|\/$/g, '')
  for (const link of document.querySelectorAll('.prose a[href^="http"]'))
    link.classList.toggle('bare', bare(link.textContent) === bare(link.getAttribute('href')))
}

/** Opens the contents where there is room beside the text, and marks the section that is being read. */
function contents(toc: HTMLElement | null): void {
  const details = toc?.querySelector('details')
  if (!toc || !details) return
  const wide = matchMedia('(min-width: 75em)')
  const adapt = () => {
    details.open = wide.matches
  }
  wide.addEventListener('change', adapt)
  adapt()

  const links = new Map([...toc.querySelectorAll('a')].map((link) => [decodeURIComponent(link.hash.slice(1)), link]))
  const headings = [...links.keys()].flatMap((id) => document.getElementById(id) ?? [])
  const mark = () => {
    const current = headings.findLast((heading) => heading.getBoundingClientRect().top < innerHeight / 4) ?? headings[0]
    for (const [id, link] of links) {
      if (id === current?.id) link.setAttribute('aria-current', 'true')
      else link.removeAttribute('aria-current')
    }
  }
  const watcher = new IntersectionObserver(mark, { rootMargin: '0px 0px -75%' })
  for (const heading of headings) watcher.observe(heading)
}

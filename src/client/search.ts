import { createSearch, type Hit, type Marked } from './search/query.ts'

/**
 * The search dialog. The page has `<a href="/archives/" data-search="/search/" data-words='{"label": …}'>`; the index is loaded
 * when it is first opened: by the button, by `/` or by Ctrl-K. Arrows choose, Enter opens, Esc closes.
 */
export interface SearchWords {
  readonly label: string
  readonly placeholder: string
  readonly none: string
  readonly more: string
}

const limit = 20

const opener = document.querySelector<HTMLElement>('[data-search]')
if (opener) start(opener)

function start(opener: HTMLElement): void {
  const folder = opener.dataset.search ?? ''
  const home = folder.replace(/search\/$/, '')
  const words = JSON.parse(opener.dataset.words ?? '{}') as SearchWords
  const search = createSearch(async (file) => (await fetch(folder + file)).json())
  const { dialog, input, list, status } = createDialog(words)
  let asked = 0

  const open = () => {
    if (dialog.open) return
    dialog.showModal()
    input.select()
  }
  const show = async () => {
    const mine = ++asked
    const { hits, more } = await search(input.value, limit)
    if (mine !== asked) return
    list.replaceChildren(...hits.map((hit) => toItem(hit, home)))
    status.textContent = input.value.trim() === '' ? '' : hits.length === 0 ? words.none : more ? words.more : ''
    choose(list, 0)
    dialog.dataset.query = input.value
  }
  opener.addEventListener('click', (event) => {
    event.preventDefault()
    open()
  })
  input.addEventListener('input', show)
  dialog.addEventListener('click', (event) => {
    if (event.target === dialog) dialog.close()
  })
  dialog.addEventListener('keydown', (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step) choose(list, chosen(list) + step)
    else if (event.key === 'Enter' && !event.isComposing) links(list)[chosen(list)]?.click()
    // A search field would take the first one to empty itself.
    else if (event.key === 'Escape' && !event.isComposing) dialog.close()
    else return
    event.preventDefault()
  })
  document.addEventListener('keydown', (event) => {
    const typing = (event.target as Element).closest('input, textarea, select, [contenteditable]')
    const shortcut =
      (event.key === 'k' && (event.ctrlKey || event.metaKey)) ||
      (event.key === '/' && !typing && !event.ctrlKey && !event.metaKey)
    if (!shortcut) return
    event.preventDefault()
    open()
  })
}

function createDialog(words: SearchWords) {
  const dialog = document.createElement('dialog')
  dialog.className = 'search'
  dialog.setAttribute('aria-label', words.label)
  const input = document.createElement('input')
  input.type = 'search'
  input.placeholder = words.placeholder
  input.setAttribute('aria-label', words.label)
  input.autocomplete = 'off'
  const list = document.createElement('ol')
  const status = document.createElement('p')
  status.setAttribute('role', 'status')
  dialog.append(input, list, status)
  document.body.append(dialog)
  return { dialog, input, list, status }
}

function toItem({ post, title, snippet }: Hit, home: string): HTMLLIElement {
  const link = document.createElement('a')
  link.href = home + post.u.slice(1)
  const heading = document.createElement('strong')
  heading.append(...marked(title))
  const date = document.createElement('time')
  date.textContent = post.d
  const text = document.createElement('span')
  text.append(...marked(snippet))
  link.append(heading, date, text)
  const item = document.createElement('li')
  item.append(link)
  return item
}

function marked(pieces: Marked): (string | HTMLElement)[] {
  return pieces.map((piece, index) => {
    if (index % 2 === 0) return piece
    const found = document.createElement('mark')
    found.textContent = piece
    return found
  })
}

function links(list: HTMLElement): readonly HTMLAnchorElement[] {
  return [...list.querySelectorAll('a')]
}

function chosen(list: HTMLElement): number {
  return links(list).findIndex((link) => link.getAttribute('aria-current') === 'true')
}

function choose(list: HTMLElement, at: number): void {
  const all = links(list)
  const next = Math.max(0, Math.min(all.length - 1, at))
  all.forEach((link, index) => {
    if (index === next) link.setAttribute('aria-current', 'true')
    else link.removeAttribute('aria-current')
  })
  all[next]?.scrollIntoView({ block: 'nearest' })
}

import { createSearch, type Hit, type Marked } from './search/query.ts'

/**
 * The search dialog, which `theme.ts` fetches when it is first asked for. The page has
 * `<a href="/archives/" data-search="/search/" data-words='{"label": …}'>`. Arrows choose, Enter opens, Esc closes.
 * Results come a few at a time: an arrow past the last one, or the button below it, asks for more. On a large site the
 * likeliest texts are read first; where none of them is right, that is said, and the button reads as many again.
 */
export interface SearchWords {
  readonly label: string
  readonly placeholder: string
  readonly none: string
  readonly more: string
  /** Nothing found yet, and the label of the button that reads on. */
  readonly notYet: string
  readonly goOn: string
  readonly busy: string
  readonly failed: string
}

/** Results at a time; of a large site each may cost a file of texts. */
const pageSize = 6

/** Milliseconds without a key before a query is run. */
const pause = 80

/** Milliseconds after which a reader is told that the search goes on. */
const patience = 400

const { search: folder = '', words: texts = '{}' } = document.querySelector<HTMLElement>('[data-search]')?.dataset ?? {}

/** Opens the dialog; does nothing where it is open. */
export const open = start(folder, JSON.parse(texts) as SearchWords)

function start(folder: string, words: SearchWords): () => void {
  const home = folder.replace(/search\/$/, '')
  const search = createSearch((file) => fetchText(folder + file))
  const { dialog, input, list, status, more } = createDialog(words)
  let asked = 0
  let limit = pageSize

  const say = (text: string) => {
    status.textContent = text
  }
  const show = async (upTo: number) => {
    const mine = ++asked
    const query = input.value
    const waiting = setTimeout(() => mine === asked && say(words.busy), patience)
    const found = await search(query, upTo).catch(() => undefined)
    clearTimeout(waiting)
    if (mine !== asked) return
    const hits = found?.hits ?? []
    // Results come again with more after them: the chosen one stays.
    const first = upTo > limit ? Math.max(0, chosen(list)) : 0
    limit = upTo
    list.replaceChildren(...hits.map((hit) => toItem(hit, home)))
    more.hidden = !found?.more
    more.textContent = hits.length > 0 ? words.more : words.goOn
    const none = found?.more ? words.notYet : words.none
    say(!found ? words.failed : hits.length > 0 || query.trim() === '' ? '' : none)
    choose(list, first)
    dialog.dataset.query = query
  }
  const showMore = () => show(links(list).length > 0 ? limit + pageSize : 2 * limit)
  const ask = () => {
    const mine = ++asked
    setTimeout(() => mine === asked && show(pageSize), pause)
  }
  more.addEventListener('click', showMore)
  // Tab leads to the result that Enter opens.
  list.addEventListener('focusin', ({ target }) => choose(list, links(list).indexOf(target as HTMLAnchorElement)))
  // While an input method composes, the field holds Latin letters that nobody looks for.
  input.addEventListener('input', (event) => (event as InputEvent).isComposing || ask())
  input.addEventListener('compositionend', ask)
  dialog.addEventListener('click', (event) => {
    if (event.target === dialog) dialog.close()
  })
  dialog.addEventListener('keydown', (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step === 1 && !more.hidden && chosen(list) === links(list).length - 1) showMore()
    else if (step) choose(list, chosen(list) + step)
    else if (event.key === 'Enter' && !event.isComposing && event.target !== more) links(list)[chosen(list)]?.click()
    // A search field would take the first Escape to empty itself.
    else if (event.key === 'Escape' && !event.isComposing) dialog.close()
    else return
    event.preventDefault()
  })
  return () => {
    if (dialog.open) return
    dialog.showModal()
    input.select()
    show(pageSize)
  }
}

/** A copy of the last deployment would not fit the other files: the browser asks whether its own is still right. */
async function fetchText(url: string): Promise<string> {
  const response = await fetch(url, { cache: 'no-cache' })
  if (!response.ok) throw new Error(`${url}: ${response.status}`)
  return response.text()
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
  const more = document.createElement('button')
  more.type = 'button'
  more.hidden = true
  dialog.append(input, list, status, more)
  document.body.append(dialog)
  return { dialog, input, list, status, more }
}

function toItem({ post, heading: id, title, snippet }: Hit, home: string): HTMLLIElement {
  const link = document.createElement('a')
  link.href = home + post.u.slice(1) + (id && `#${encodeURIComponent(id)}`)
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

/**
 * Help for readers, each part on its own: pictures at full size, footnotes where they are called, long code folded, how
 * much is read, and the way back up. Without script a page reads the same.
 */
interface Wishes {
  readonly zoom: boolean
  readonly notes: boolean
  readonly words: { readonly enlarge: string; readonly close: string; readonly unfold: string; readonly fold: string }
}

const { zoom, notes, words } = JSON.parse(
  document.querySelector<HTMLElement>('[data-reading]')?.dataset.reading ?? '{}',
) as Wishes
const prose = document.querySelector<HTMLElement>('main')

if (zoom) zoomPictures()
if (notes) previewNotes()
unfoldCode()
followScroll()

/** A picture, or a link round one that leads to a picture, opens it over the page; Escape, a click or the button closes it. */
function zoomPictures(): void {
  const dialog = document.createElement('dialog')
  dialog.className = 'zoom'
  const button = document.createElement('button')
  button.textContent = words.close
  dialog.addEventListener('click', () => dialog.close())
  dialog.addEventListener('close', () => dialog.replaceChildren())
  const open = (image: HTMLImageElement): void => {
    const large = new Image()
    large.alt = image.alt
    large.src = image.closest('a')?.href || image.currentSrc || image.src
    large.referrerPolicy = image.referrerPolicy
    dialog.setAttribute('aria-label', image.alt || words.enlarge)
    dialog.replaceChildren(large, button)
    if (!dialog.isConnected) document.body.append(dialog)
    dialog.showModal()
  }
  for (const image of prose?.querySelectorAll<HTMLImageElement>('.prose img') ?? []) {
    const link = image.closest('a')
    if (link && !/\.(?:png|jpe?g|webp|avif|gif|svg)(?:[?#]|$)/i.test(link.href)) continue
    const target: HTMLElement = link ?? image
    target.classList.add('zooms')
    if (!link) {
      image.tabIndex = 0
      image.setAttribute('role', 'button')
      image.setAttribute('aria-label', `${words.enlarge} ${image.alt}`.trim())
      image.addEventListener('keydown', (event) => {
        if (event.key !== 'Enter' && event.key !== ' ') return
        event.preventDefault()
        open(image)
      })
    }
    target.addEventListener('click', (event: MouseEvent) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return
      event.preventDefault()
      open(image)
    })
  }
}

/** The text of a footnote beside its number, while the pointer or the focus is there. */
function previewNotes(): void {
  if (!HTMLElement.prototype.showPopover) return
  const box = document.createElement('div')
  box.className = 'note-preview'
  box.popover = 'manual'
  const hide = () => box.matches(':popover-open') && box.hidePopover()
  for (const link of document.querySelectorAll<HTMLAnchorElement>('a[data-footnote-ref]')) {
    const show = () => {
      const note = document.getElementById(decodeURIComponent(link.hash.slice(1)))
      if (!note) return
      box.replaceChildren(...Array.from(note.childNodes, (node) => node.cloneNode(true)))
      for (const part of box.querySelectorAll('[data-footnote-backref], [id]')) {
        if (part.matches('[data-footnote-backref]')) part.remove()
        else part.removeAttribute('id')
      }
      if (!box.isConnected) document.body.append(box)
      box.showPopover()
      const at = link.getBoundingClientRect()
      const { width, height } = box.getBoundingClientRect()
      box.style.left = `${Math.max(16, Math.min(at.left, innerWidth - width - 16))}px`
      box.style.top = `${at.bottom + height + 8 > innerHeight ? at.top - height - 8 : at.bottom + 8}px`
    }
    for (const event of ['pointerenter', 'focus']) link.addEventListener(event, show)
    for (const event of ['pointerleave', 'blur', 'click']) link.addEventListener(event, hide)
  }
  addEventListener('keydown', ({ key }) => key === 'Escape' && hide())
}

/** The page has folded its long code before the first paint; each gets its button. */
function unfoldCode(): void {
  for (const block of document.querySelectorAll<HTMLElement>('.folded')) {
    const button = document.createElement('button')
    button.type = 'button'
    button.className = 'unfold'
    const set = (isFolded: boolean) => {
      block.classList.toggle('folded', isFolded)
      button.textContent = isFolded ? words.unfold : words.fold
      button.setAttribute('aria-expanded', String(!isFolded))
    }
    set(true)
    button.addEventListener('click', () => set(!block.classList.contains('folded')))
    block.append(button)
  }
}

function followScroll(): void {
  const progress = document.querySelector<HTMLElement>('.progress')
  const top = document.querySelector('.to-top')
  if (!progress && !top) return
  const follow = () => {
    const whole = document.documentElement.scrollHeight - innerHeight
    progress?.style.setProperty('--read', String(whole > 0 ? Math.min(1, scrollY / whole) : 0))
    top?.classList.toggle('shown', scrollY > innerHeight)
  }
  addEventListener('scroll', follow, { passive: true })
  addEventListener('resize', follow)
  follow()
}

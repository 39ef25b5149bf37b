export const clientPath = '/__ruoyu/client.js'
export const eventsPath = '/__ruoyu/events'

/** The message to an open page whenever the site changes: the whole state, so that none can be missed. */
export interface PageState {
  /** Hash of the page as it would be served; absent where it can't be rendered, so that the reader keeps the last one. */
  readonly version?: string
  /** URLs of the theme's stylesheets; they change without a new version. */
  readonly styles: readonly string[]
  /** HTML of the errors, or ''. */
  readonly overlay: string
}

/** The script that every page runs under `dev`; never part of the output. */
export const clientScript = `(${keepFresh})(document.currentScript.dataset.version, '${eventsPath}')`

/** Runs in the browser as its own source text: it may use nothing from outside. */
function keepFresh(version: string, events: string): void {
  let stream: EventSource | undefined

  // A browser keeps at most six HTTP/1.1 connections to a host, over all tabs: a hidden tab gives its own back.
  function open(): void {
    if (stream || document.hidden) return
    stream = new EventSource(`${events}?page=${encodeURIComponent(location.pathname)}`)
    stream.onmessage = ({ data }) => apply(JSON.parse(data))
    stream.onerror = () => {
      if (stream?.readyState !== EventSource.CLOSED) return
      close()
      setTimeout(open, 1000)
    }
  }

  function close(): void {
    stream?.close()
    stream = undefined
  }

  function apply(state: PageState): void {
    if (state.version !== undefined && state.version !== version) location.reload()
    showErrors(state.overlay)
    for (const link of document.querySelectorAll<HTMLLinkElement>('link[rel~="stylesheet"]')) swap(link, state.styles)
  }

  function swap(link: HTMLLinkElement, styles: readonly string[]): void {
    const bare = (url: string) => url.replace(/\.[0-9a-f]{8}\.css$/, '.css')
    const path = new URL(link.href).pathname
    const fresh = styles.find((style) => bare(style) === bare(path))
    if (!fresh || fresh === path) return
    // The old stylesheet stays until the new one is there, so that the page is never bare.
    const next = link.cloneNode() as HTMLLinkElement
    next.href = fresh
    next.onload = () => link.remove()
    next.onerror = () => next.remove()
    link.after(next)
  }

  function showErrors(html: string): void {
    const shown = document.querySelector('ruoyu-overlay')
    if (!html) {
      shown?.remove()
      return
    }
    const host = shown ?? document.body.appendChild(document.createElement('ruoyu-overlay'))
    const root = host.shadowRoot ?? host.attachShadow({ mode: 'open' })
    root.innerHTML = html
    const button = root.querySelector('button')
    if (button) button.onclick = () => host.remove()
  }

  document.addEventListener('visibilitychange', () => (document.hidden ? close() : open()))
  addEventListener('pagehide', close)
  addEventListener('pageshow', open)
  open()
}

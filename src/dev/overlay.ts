import { describe, inOrder, location } from '../diagnostics/describe.ts'
import { codeFrame, linesOf } from '../diagnostics/frame.ts'
import type { Diagnostic } from '../types.ts'

interface OverlayOptions {
  readonly language: string
  readonly textOf: (file: string) => string | undefined
}

/** More than a screen holds; the terminal shows all. */
const most = 20

/** Errors as HTML for a shadow root: place, words, code frame, hint. '' where there are none. */
export function overlay(errors: readonly Diagnostic[], options: OverlayOptions): string {
  if (errors.length === 0) return ''
  const chinese = options.language.startsWith('zh')
  const title = chinese ? `${errors.length} 个错误` : `${errors.length} ${errors.length === 1 ? 'error' : 'errors'}`
  const note = chinese ? '改好保存，此提示自动消失。' : 'Mend and save: this goes away by itself.'
  const items = inOrder(errors)
    .slice(0, most)
    .map((error) => item(error, options))
  return (
    `<style>${style}</style><section lang="${chinese ? 'zh-CN' : 'en'}" role="alert">` +
    `<header><h1>${title}</h1><button aria-label="${chinese ? '关闭' : 'Close'}">×</button></header>` +
    `${items.join('')}<footer>${note}</footer></section>`
  )
}

function item(error: Diagnostic, { language, textOf }: OverlayOptions): string {
  const { message, hint } = describe(error, language)
  const frame = codeFrame(linesOf(textOf(error.file)), error, 2).map(
    ({ number, text, marked }) =>
      `<span class="${marked ? 'marked' : ''}">${String(number ?? '').padStart(5)} │ ${escapeHtml(text)}</span>\n`,
  )
  return (
    `<article><code>${escapeHtml(location(error))}</code><p>${escapeHtml(message)}</p>` +
    (frame.length > 0 ? `<pre>${frame.join('')}</pre>` : '') +
    `${hint ? `<p class="hint">→ ${escapeHtml(hint)}</p>` : ''}</article>`
  )
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}

const style = `
:host { all: initial }
section { position: fixed; inset: auto 0 0; max-height: 70vh; overflow: auto; z-index: 2147483647; box-sizing: border-box;
  padding: 1rem max(1.25rem, 50vw - 30rem); color: #eee; background: #1c1b1ff5; border-top: 4px solid #e5484d;
  font: 15px/1.7 system-ui, -apple-system, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif }
header { display: flex; justify-content: space-between; align-items: center }
h1 { margin: 0; font-size: 1.1rem; color: #ff9592 }
button { all: unset; cursor: pointer; padding: 0 .6rem; font-size: 1.5rem; line-height: 1.4 }
button:focus-visible { outline: 2px solid #fff }
article { margin: .8rem 0; padding-top: .8rem; border-top: 1px solid #fff3 }
code, pre { font: 13px/1.6 ui-monospace, Consolas, "Noto Sans Mono CJK SC", monospace }
code { color: #9eb1ff }
p { margin: .2rem 0; overflow-wrap: anywhere }
pre { margin: .5rem 0; padding: .5rem; overflow-x: auto; background: #0006; border-radius: 6px }
.marked { color: #ff9592 }
.hint { color: #7fd8a8 }
footer { opacity: .6; font-size: 13px }
`

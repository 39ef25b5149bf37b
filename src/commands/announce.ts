import { hash } from 'node:crypto'
import { diagnose } from '../diagnostics/diagnose.ts'
import type { Change } from '../extension.ts'
import { announcedFile, readAnnounced, writeAnnounced } from '../io/announced.ts'
import { answerTo } from '../site/answer.ts'
import { type Loaded, loadSite } from '../site/load.ts'
import { blocks } from '../site/options.ts'
import type { Diagnostic } from '../types.ts'
import type { CompiledOptions } from './options.ts'
import { now, printDiagnostics } from './report.ts'
import { words } from './words.ts'

/** Ten minutes, unless `limits.templateTime` says otherwise: a host may take thousands of addresses one by one. */
const patience = 60

/**
 * `ruoyu announce`: once the site is live, lets extensions tell others what is new on it since each told last. The record
 * is written when an extension has succeeded, so that after a crash it tells again.
 */
export async function announceCommand(options: CompiledOptions & { readonly all?: boolean }): Promise<void> {
  const { root } = options
  const loaded = await loadSite({ ...options, now })
  const { config, diagnostics } = loaded
  const say = words(config.language)
  const announcers = config.extensions.filter(({ announce }) => announce)
  const record = readAnnounced(root)
  const damaged = record ? [] : [diagnose('announced-damaged', { file: announcedFile }, {})]
  const errors = [...diagnostics.filter(({ level }) => level === 'error'), ...damaged]
  if (!record || blocks(errors, {})) return fail(errors, loaded, root)
  if (announcers.length === 0) console.log(say.nobodyAnnounces)
  const pages = pagesOf(loaded)
  let told = record
  const failed: Diagnostic[] = []
  for (const { name, announce } of announcers) {
    const change = changeSince(told[name], pages, options.all === true)
    const { first, added, changed, removed } = change
    const isSame = !first && added.length + changed.length + removed.length === 0
    const record = { ...told, [name]: pages }
    const answer = isSame
      ? undefined
      : await answerTo({ name, part: 'announce', code: announce, patience, config }, async () => {
          await announce?.(change)
          writeAnnounced(root, record)
        })
    if (answer && 'problem' in answer) {
      failed.push(answer.problem)
      continue
    }
    told = record
    console.log(say.announced(name, { first, added: added.length, changed: changed.length, removed: removed.length }))
  }
  if (failed.length > 0) await fail(failed, loaded, root)
}

async function fail(diagnostics: readonly Diagnostic[], { config }: Loaded, root: string): Promise<void> {
  await printDiagnostics(diagnostics, config.language, root)
  process.exitCode = 1
}

/** Hashes of all that readers and search engines may find, by absolute address: the theme has no part in them. */
function pagesOf({ compilation }: Loaded): Readonly<Record<string, string>> {
  const { site, entries } = compilation
  const hashes = new Map(entries.map(({ source }) => [source.path, source.hash]))
  const shown = [...site.posts, ...site.pages].filter(
    ({ status, hiddenFrom = [] }) =>
      status === 'published' && !hiddenFrom.includes('robots') && !hiddenFrom.includes('sitemap'),
  )
  const base = site.config.url.replace(/\/$/, '')
  return Object.fromEntries(shown.map(({ url, file }) => [base + url, hash('sha1', hashes.get(file) ?? '')]))
}

/** With `all`, every page is new. */
function changeSince(
  last: Readonly<Record<string, string>> | undefined,
  pages: Readonly<Record<string, string>>,
  all: boolean,
): Change {
  const known = all ? {} : (last ?? {})
  const urls = Object.keys(pages)
  return {
    first: last === undefined && !all,
    added: urls.filter((url) => !Object.hasOwn(known, url)),
    changed: urls.filter((url) => Object.hasOwn(known, url) && known[url] !== pages[url]),
    removed: Object.keys(last ?? {}).filter((url) => !Object.hasOwn(pages, url)),
  }
}

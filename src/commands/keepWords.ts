import { statusInChinese } from '../diagnostics/messages/remote.ts'

/** Counts of a run, by what became of each address. */
export interface KeepCounts {
  readonly kept: number
  readonly archived: number
  readonly dead: number
  readonly failed: number
}

/** Links to other hosts by their state, and how many of them were asked in this run. */
export interface ExternalCounts {
  readonly alive: number
  readonly moved: number
  readonly dead: number
  readonly unsure: number
  readonly away: number
  readonly asked: number
}

/** The words of `ruoyu keep` and `ruoyu check --external`. */
export interface KeepWords {
  readonly nothing: string
  readonly toFetch: (files: number, hosts: number) => string
  readonly already: (kept: number, skipped: number) => string
  readonly done: (counts: KeepCounts) => string
  readonly stopped: string
  readonly bundled: (moved: number) => string
  readonly notBundled: (count: number) => string
  readonly offline: (count: number) => string
  readonly dead: (count: number) => string
  readonly failed: (count: number) => string
  readonly retry: string
  readonly proxy: string
  readonly badProxy: (text: string) => string
  readonly socksProxy: (text: string) => string
  readonly badKind: (kind: string, kinds: string) => string
  readonly rewritten: (addresses: number, files: number) => string
  readonly wouldRewrite: (addresses: number, files: number) => string
  readonly leftAsWritten: (count: number) => string
  readonly external: (counts: ExternalCounts) => string
  readonly movedWritten: (addresses: number, files: number) => string
  /** A status of the record. */
  readonly status: (status: string) => string
}

const english: KeepWords = {
  nothing: 'No pictures of other hosts are left to fetch.',
  toFetch: (files, hosts) => `${files} to fetch from ${hosts} hosts:`,
  already: (kept, skipped) =>
    `${kept} are kept already, ${skipped} could not be had earlier (--retry-failed asks again).`,
  done: ({ kept, archived, dead, failed }) =>
    `Kept ${kept}, ${archived} more from the Internet Archive; ${dead} are dead, ${failed} could not be fetched.`,
  stopped: 'Stopped. All that was fetched is kept; the next run goes on from here.',
  bundled: (moved) => `${moved} posts are folders now.`,
  notBundled: (count) => `${count} posts stay single files, for an address or a relative link would change:`,
  offline: (count) =>
    `No host has answered: is there a network, or is a proxy needed (--proxy)? ${count} addresses are asked again in the next run.`,
  dead: (count) => `${count} dead ones are shown as their text, with a link to the archive:`,
  failed: (count) => `${count} could not be fetched and stay as they are:`,
  retry: '`ruoyu keep --retry-failed` asks for them again.',
  proxy:
    'Some hosts have an address in 198.18.0.0/15 here: a proxy on this machine answers for the real one. Name it, so that it resolves the names: --proxy http://127.0.0.1:7890 (with the port of yours), or HTTPS_PROXY.',
  badProxy: (text) => `“${text}” is no address of an http or https proxy, as in --proxy http://127.0.0.1:7890.`,
  socksProxy: (text) =>
    `“${text}” is a SOCKS proxy, which Ruoyu can’t speak to. Most proxy programs have an http port too: --proxy http://127.0.0.1:7890 (with the port of yours).`,
  badKind: (kind, kinds) => `--also knows no “${kind}”: it takes ${kinds}.`,
  rewritten: (addresses, files) => `Rewrote ${addresses} addresses in ${files} files.`,
  wouldRewrite: (addresses, files) => `Would rewrite ${addresses} addresses in ${files} files.`,
  leftAsWritten: (count) =>
    `${count} stay as written (a template or another text makes them); the build shows the copy:`,
  external: ({ alive, moved, dead, unsure, away, asked }) =>
    `Links to other sites: ${alive} alive, ${moved} moved, ${dead} dead, ${unsure} unsure, ${away} friends away; ${asked} asked just now.`,
  movedWritten: (addresses, files) => `Wrote ${addresses} new addresses in ${files} files.`,
  status: (status) => status,
}

const chinese: KeepWords = {
  nothing: '没有要取的站外图片。',
  toFetch: (files, hosts) => `要取 ${files} 个文件，来自 ${hosts} 个主机：`,
  already: (kept, skipped) => `已保存 ${kept} 个；以前没取到 ${skipped} 个（--retry-failed 再试）。`,
  done: ({ kept, archived, dead, failed }) =>
    `保存了 ${kept} 个，另有 ${archived} 个取自互联网档案馆；失效 ${dead} 个，没取到 ${failed} 个。`,
  stopped: '已停下。取到的都在，下次接着取。',
  bundled: (moved) => `${moved} 篇文章改成了文件夹。`,
  notBundled: (count) => `${count} 篇文章仍是单个文件，否则网址或相对链接会变：`,
  offline: (count) => `没有一个主机应答：网络通吗？是不是要用代理（--proxy）？${count} 个地址下次再问。`,
  dead: (count) => `${count} 个已失效，网页上显示它的说明文字和存档链接：`,
  failed: (count) => `${count} 个没取到，保持原样：`,
  retry: '用 `ruoyu keep --retry-failed` 再试。',
  proxy:
    '有些主机在本机的地址属于 198.18.0.0/15，那是代理软件的假地址。请把代理告诉若愚，由它解析域名：--proxy http://127.0.0.1:7890（端口换成您的），或设置 HTTPS_PROXY。',
  badProxy: (text) => `“${text}”不是 http 或 https 代理的地址，例如 --proxy http://127.0.0.1:7890。`,
  socksProxy: (text) =>
    `“${text}”是 SOCKS 代理，若愚还不会用。代理软件大多同时开着一个 http 端口，请用它：--proxy http://127.0.0.1:7890（端口换成您的）。`,
  badKind: (kind, kinds) => `--also 不认识“${kind}”，可用：${kinds}。`,
  rewritten: (addresses, files) => `改写了 ${files} 个文件里的 ${addresses} 个地址。`,
  wouldRewrite: (addresses, files) => `会改写 ${files} 个文件里的 ${addresses} 个地址。`,
  leftAsWritten: (count) => `${count} 处保持原样（由模板或别的文字生成），构建时照样显示保存的文件：`,
  external: ({ alive, moved, dead, unsure, away, asked }) =>
    `站外链接：有效 ${alive}，已搬家 ${moved}，失效 ${dead}，说不准 ${unsure}，失联的友链 ${away}；刚才问了 ${asked} 个。`,
  movedWritten: (addresses, files) => `在 ${files} 个文件里写上了 ${addresses} 个新地址。`,
  status: statusInChinese,
}

export function keepWords(language: string): KeepWords {
  return language.startsWith('zh') ? chinese : english
}

import type { LeftOut } from '../types.ts'

interface Built {
  readonly files: number
  readonly written: number
  readonly unchanged: number
  readonly removed: number
  readonly out: string
  readonly milliseconds: number
  readonly warnings: number
}

/** Counts of addresses. */
interface Announcement {
  readonly first: boolean
  readonly added: number
  readonly changed: number
  readonly removed: number
}

export interface Say {
  readonly reason: Readonly<Record<LeftOut['reason'], string>>
  readonly built: (built: Built) => string
  readonly verified: (files: number) => string
  readonly failed: (errors: number, warnings: number) => string
  readonly written: (path: string, isDraft: boolean) => string
  readonly exists: (path: string) => string
  readonly noTitle: string
  readonly notBuilt: (out: string) => string
  readonly cantListen: (address: string, reason: string) => string
  readonly askSlug: (title: string) => string
  readonly cleaned: (removed: number) => string
  readonly ejected: (path: string) => string
  readonly merged: (path: string) => string
  readonly conflicts: (path: string, lines: readonly number[]) => string
  readonly nothingToMerge: (names: readonly string[]) => string
  readonly checked: (warnings: number) => string
  readonly mending: (count: number) => string
  readonly mended: (slips: number, files: number) => string
  readonly oldUrls: (counts: { served: number; redirected: number; dying: number }) => string
  readonly nearest: (path: string, nearest: string) => string
  readonly redirectsWritten: (count: number, path: string) => string
  readonly redirectsByHand: (path: string) => string
  readonly noUrls: (path: string) => string
  readonly refreshed: (time: string, errors: number, warnings: number) => string
  readonly exposed: (host: string) => string
  readonly portMoved: (wanted: number, taken: number) => string
  readonly fixedNothing: string
  readonly leftOver: (count: number) => string
  readonly nobodyAnnounces: string
  readonly announced: (extension: string, change: Announcement) => string
}

const english: Say = {
  reason: {
    draft: 'left out: a draft',
    protected: 'left out: protected',
    future: 'left out: dated in the future',
    expired: 'left out: expired',
    empty: 'left out: empty',
    language: 'left out: another language',
    headless: 'left out: its front matter asks for no page',
    bundled: 'no page: a resource of the bundle that it lies in',
  },
  built: ({ files, written, unchanged, removed, out, milliseconds, warnings }) =>
    `${out}/: ${files} files, ${written} written, ${unchanged} unchanged, ${removed} removed, ${warnings} warnings, ${Math.round(milliseconds)} ms`,
  verified: (files) => `Built twice, as in other time zones and locales: the same ${files} files.`,
  failed: (errors, warnings) => `Nothing was written: ${errors} errors, ${warnings} warnings.`,
  written: (path, isDraft) =>
    `Wrote ${path}. ${isDraft ? 'It is a draft: `ruoyu dev` shows it, and `draft: false` publishes it.' : '`ruoyu dev` shows it, and the next build publishes it.'}`,
  exists: (path) => `${path} is there already; choose another slug with --slug.`,
  noTitle: 'A post needs a title: ruoyu new "My first post"',
  notBuilt: (out) => `${out}/ is not there yet: \`ruoyu build\` makes it.`,
  cantListen: (address, reason) =>
    `Can’t listen on ${address}: ${reason}. --host takes an address of this machine, --port a free port.`,
  askSlug: (title) => `A slug for “${title}” (letters, digits, hyphens; Enter keeps the title): `,
  cleaned: (removed) => `Removed ${removed} files.`,
  ejected: (path) => `Wrote ${path}, which is yours from now on. When the theme changes its own, the build says so.`,
  merged: (path) => `Merged the theme’s changes into ${path}.`,
  conflicts: (path, lines) => `${path}: you and the theme changed the same lines; look at line ${lines.join(', ')}.`,
  nothingToMerge: (names) => `Nothing to merge${names.length > 0 ? ` in ${names.join(', ')}` : ''}.`,
  checked: (warnings) => `No errors, ${warnings} warnings.`,
  mending: (count) => `${count} slips can be mended without changing a meaning:`,
  mended: (slips, files) => `Mended ${slips} slips in ${files} files.`,
  oldUrls: ({ served, redirected, dying }) =>
    `Old URLs: ${served} served, ${redirected} redirected, ${dying} would die.`,
  nearest: (path, nearest) => `  ${path}  (nearest: ${nearest})`,
  redirectsWritten: (count, path) => `Wrote ${count} redirects to ${path}.`,
  redirectsByHand: (path) => `${path} is not written as defineConfig({ … }); add these under \`redirects\`:`,
  noUrls: (path) => `${path} holds no URLs: it should be a sitemap.xml, a list with one a line, or a folder of HTML.`,
  refreshed: (time, errors, warnings) =>
    `${time} ready${errors ? `, ${errors} errors` : ''}${warnings ? `, ${warnings} warnings` : ''}`,
  portMoved: (wanted, taken) => `Port ${wanted} is in use by another program; this is port ${taken}.`,
  fixedNothing: 'Nothing can be mended without an eye on it.',
  leftOver: (count) =>
    `${count} of the messages above are left: only you know what was meant there, or the mend might change a meaning.`,
  nobodyAnnounces: 'No extension of the config announces anything.',
  announced: (extension, { first, added, changed, removed }) => {
    if (first) return `${extension}: its first run; what is there now counts as known (--all tells of everything)`
    const counts = `${added} new, ${changed} changed, ${removed} gone`
    return added + changed + removed === 0 ? `${extension}: nothing new` : `${extension}: ${counts}`
  },
  exposed: (host) => `Listening on ${host}: everyone in the network can read this site, drafts included.`,
}

const chinese: Say = {
  reason: {
    draft: '未发布：草稿',
    protected: '未发布：受保护',
    future: '未发布：日期在将来',
    expired: '未发布：已过期',
    empty: '未发布：空文件',
    language: '未发布：其他语言',
    headless: '未发布：front matter 要求不生成页面',
    bundled: '没有页面：是所在页面包的资源',
  },
  built: ({ files, written, unchanged, removed, out, milliseconds, warnings }) =>
    `${out}/：共 ${files} 个文件，写入 ${written}，未变 ${unchanged}，删除 ${removed}；警告 ${warnings}；用时 ${Math.round(milliseconds)} 毫秒`,
  verified: (files) => `换时区、换语言环境构建了两次：${files} 个文件完全一样。`,
  failed: (errors, warnings) => `没有写入任何文件：${errors} 个错误，${warnings} 个警告。`,
  written: (path, isDraft) =>
    `已写入 ${path}。${isDraft ? '它还是草稿：`ruoyu dev` 里能看到；写好后改成 draft: false 就会发布。' : '`ruoyu dev` 里能看到，下次构建就会发布。'}`,
  exists: (path) => `${path} 已经存在，请用 --slug 另选一个。`,
  noTitle: '文章要有标题：ruoyu new "我的第一篇文章"',
  notBuilt: (out) => `${out}/ 还不存在，请先运行 \`ruoyu build\`。`,
  cantListen: (address, reason) => `不能监听 ${address}：${reason}。--host 应为本机的地址，--port 应为空闲的端口。`,
  askSlug: (title) => `给《${title}》起一个 slug（字母、数字、连字符；回车则用标题）：`,
  cleaned: (removed) => `已删除 ${removed} 个文件。`,
  ejected: (path) => `已写入 ${path}，从此由你修改。主题改动原件时，构建会提醒。`,
  merged: (path) => `主题的改动已合并进 ${path}。`,
  conflicts: (path, lines) => `${path}：你和主题改了同样的几行，请看第 ${lines.join('、')} 行。`,
  nothingToMerge: (names) => `${names.join('、')}没有需要合并的改动。`,
  checked: (warnings) => `没有错误，${warnings} 个警告。`,
  mending: (count) => `有 ${count} 处笔误可以放心改正：`,
  mended: (slips, files) => `已改正 ${slips} 处，共 ${files} 个文件。`,
  oldUrls: ({ served, redirected, dying }) => `旧网址：${served} 个还在，${redirected} 个跳转，${dying} 个会失效。`,
  nearest: (path, nearest) => `  ${path}  （最接近：${nearest}）`,
  redirectsWritten: (count, path) => `已在 ${path} 里写入 ${count} 条跳转。`,
  redirectsByHand: (path) => `${path} 不是 defineConfig({ … }) 的写法，请把这些加到 \`redirects\` 下：`,
  noUrls: (path) => `${path} 里没有网址：它应当是 sitemap.xml、每行一个网址的清单，或者一个 HTML 文件夹。`,
  refreshed: (time, errors, warnings) =>
    `${time} 就绪${errors ? `，${errors} 个错误` : ''}${warnings ? `，${warnings} 个警告` : ''}`,
  portMoved: (wanted, taken) => `端口 ${wanted} 已被别的程序占用，改用 ${taken}。`,
  fixedNothing: '没有可以放心改正的笔误。',
  leftOver: (count) => `上面还有 ${count} 条没有改：该怎么写只有你知道，或者改了可能变意思。`,
  nobodyAnnounces: '配置里没有要通知的扩展。',
  announced: (extension, { first, added, changed, removed }) => {
    if (first) return `${extension}：第一次运行，现有的网页都算通知过（加 --all 通知全部）`
    const counts = `新增 ${added}，修改 ${changed}，删除 ${removed}`
    return added + changed + removed === 0 ? `${extension}：没有新内容` : `${extension}：${counts}`
  },
  exposed: (host) => `正在监听 ${host}：同一网络里的人都能看到这个网站，包括草稿。`,
}

/** The sentences of the commands, in the site's language. */
export function words(language: string): Say {
  return language.startsWith('zh') ? chinese : english
}

import { message } from './message.ts'

const states: Readonly<Record<string, string>> = {
  kept: '已保存',
  archived: '已保存（来自互联网档案馆）',
  dead: '已失效',
  failed: '没取到',
  refused: '拒绝访问',
  unsure: '说不准',
  away: '失联',
}

const reasons: Readonly<Record<string, string>> = {
  private: '不是公网地址',
  proxy: '本机代理的地址',
  'no such host': '域名已不存在',
  unknown: '查不到域名',
  lookup: '域名解析失败',
  unreachable: '连不上',
  timeout: '超时',
  'cut short': '传到一半断了',
  'too large': '太大',
  certificate: '证书有问题',
  garbled: '回答看不懂',
  down: '主机一直不应答，本次不再问',
  loop: '循环跳转',
  empty: '空文件',
  unsafe: 'SVG 里有脚本',
  'not a file of this kind': '内容不是这种文件',
  'front page': '跳到了首页',
}

/** A record's status (`dead 404`) in words. */
export function statusInChinese(status: string): string {
  const [state = '', ...rest] = status.split(' ')
  return [states[state] ?? state, reasonInChinese(rest.join(' '))].filter(Boolean).join('：')
}

function reasonInChinese(reason: string): string {
  return reasons[reason] ?? reason
}

/** Other hosts, as the records of `keep` and `check --external` have them. */
export const remote = {
  'picture-dead': message<{ url: string; reason: string }>({
    level: 'warning',
    en: ({ url, reason }) => ({
      message: `The picture “${url}” is gone from its host (${reason}) and nobody has a copy: readers see its text and a link to the archive`,
      hint: 'put another file in its place, or ask again with `ruoyu keep --retry-failed`',
    }),
    zh: ({ url, reason }) => ({
      message: `图片“${url}”在原处已失效（${reasonInChinese(reason)}），也没有副本：读者看到的是它的说明文字和存档链接`,
      hint: '请换一张，或用 `ruoyu keep --retry-failed` 再试',
    }),
  }),
  'picture-copy-missing': message<{ url: string; copy: string }>({
    level: 'warning',
    en: ({ url, copy }) => ({
      message: `The copy of the picture “${url}” is missing: content/kept/record.tsv says that it is ${copy}`,
      hint: 'bring the file back (was it committed?), or run `ruoyu keep`, which fetches it again',
    }),
    zh: ({ url, copy }) => ({
      message: `图片“${url}”保存的文件不见了：content/kept/record.tsv 说它在 ${copy}`,
      hint: '请找回这个文件（提交到 Git 了吗？），或运行 `ruoyu keep` 重新取',
    }),
  }),
  'external-dead': message<{ url: string; reason: string; archive: string }>({
    level: 'warning',
    en: ({ url, reason, archive }) => ({
      message: `The link “${url}” is dead: ${reason}`,
      hint: `perhaps there is a copy at ${archive}; \`deadLinks: 'archive'\` in the config leads readers there`,
    }),
    zh: ({ url, reason, archive }) => ({
      message: `链接“${url}”已失效：${reasonInChinese(reason)}`,
      hint: `也许这里有存档：${archive}；在配置里写 deadLinks: 'archive'，网页上的链接就指向存档`,
    }),
  }),
  'external-moved': message<{ url: string; to: string }>({
    level: 'info',
    en: ({ url, to }) => ({
      message: `The link “${url}” has moved for good, to ${to}`,
      hint: '`ruoyu check --external --fix` writes the new address',
    }),
    zh: ({ url, to }) => ({
      message: `链接“${url}”已永久搬到 ${to}`,
      hint: '`ruoyu check --external --fix` 会写上新地址',
    }),
  }),
  'external-unsure': message<{ url: string; reason: string }>({
    level: 'info',
    en: ({ url, reason }) => ({
      message: `The link “${url}” may be well or dead: its host answers programs so (${reason})`,
      hint: 'open it in a browser',
    }),
    zh: ({ url, reason }) => ({
      message: `链接“${url}”说不准是否有效：对方这样回答程序（${reasonInChinese(reason)}）`,
      hint: '请在浏览器里打开看看',
    }),
  }),
  'friend-away': message<{ url: string; reason: string; since: string }>({
    level: 'info',
    en: ({ url, reason, since }) => ({
      message: `A friend’s site “${url}” does not answer (${reason}), first seen on ${since}`,
      hint: 'it may come back: ask them',
    }),
    zh: ({ url, reason, since }) => ({
      message: `友链“${url}”失联（${reasonInChinese(reason)}），最早发现于 ${since}`,
      hint: '也许还会回来，不妨问问对方',
    }),
  }),
}

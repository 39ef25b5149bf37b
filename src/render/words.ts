import type { Extension } from '../extension.ts'

/** The words of the interface in one language. Functions take what the words are about. */
export type Words = {
  /** Names the skip link's goal. */
  readonly skipToContent: string
  readonly menu: string
  readonly darkTheme: string
  readonly search: string
  readonly searchPlaceholder: string
  readonly searchNone: string
  readonly searchMore: string
  /** Said when the likeliest posts do not hold the query and others are still to be read. */
  readonly searchNotYet: string
  readonly searchOn: string
  readonly searchBusy: string
  readonly searchFailed: string
  readonly contents: string
  readonly published: string
  readonly updated: string
  readonly draft: string
  readonly protected: string
  readonly encrypted: string
  readonly future: string
  readonly expired: string
  readonly newerPost: string
  readonly olderPost: string
  readonly postNavigation: string
  readonly related: string
  readonly pagination: string
  readonly newer: string
  readonly older: string
  readonly page: (number: number) => string
  readonly posts: (count: number) => string
  /** Read aloud after the number of posts of a term. */
  readonly postUnit: string
  readonly terms: (count: number) => string
  readonly characters: (count: number) => string
  readonly minutes: (count: number) => string
  readonly year: (year: string) => string
  readonly undated: string
  readonly archives: string
  readonly empty: string
  readonly notFound: string
  readonly notFoundText: string
  readonly backHome: string
  readonly moved: string
  readonly movedText: string
  readonly copy: string
  readonly copied: string
  readonly copyFailed: string
  readonly feed: string
  readonly poweredBy: string
  /** The summary of a folded part that has none of its own. */
  readonly details: string
  readonly openVideo: (site: string) => string
  readonly openMusic: (site: string) => string
  readonly openPage: (site: string) => string
  readonly mediaUnsupported: string
  readonly diagram: string
  readonly unknownShortcode: (name: string) => string
  readonly qr: string
  readonly home: string
  readonly breadcrumbs: string
  readonly toTop: string
  readonly enlarge: string
  readonly close: string
  readonly unfold: string
  readonly fold: string
  readonly author: string
  readonly licence: string
  readonly reward: string
  readonly share: string
  readonly email: string
  readonly edit: string
  /** A date as the language writes it. */
  readonly outdated: (date: string) => string
  readonly rewardBy: (name: string) => string
  readonly recent: string
  readonly sidebar: string
  readonly pinned: string
  readonly series: (name: string) => string
  readonly comments: string
  readonly commentsNeedScript: string
  readonly alerts: Readonly<Record<string, string>>
}

const zhCN: Words = {
  skipToContent: '跳到正文',
  menu: '菜单',
  darkTheme: '深色外观',
  search: '搜索',
  searchPlaceholder: '搜索文章',
  searchNone: '没有找到',
  searchMore: '更多结果',
  searchNotYet: '最可能的文章里还没有找到',
  searchOn: '继续搜索',
  searchBusy: '正在搜索……',
  searchFailed: '没能读到搜索索引，请检查网络',
  contents: '目录',
  published: '发布于',
  updated: '更新于',
  draft: '草稿',
  protected: '受保护',
  encrypted: '这一段在原来的网站上是加密的，没有发布。',
  future: '定时发布',
  expired: '已过期',
  newerPost: '较新一篇',
  olderPost: '较早一篇',
  postNavigation: '前后文章',
  related: '相关文章',
  pagination: '分页',
  newer: '较新',
  older: '较早',
  page: (number) => `第${number}页`,
  posts: (count) => `${count}篇文章`,
  postUnit: '篇文章',
  terms: (count) => `共${count}个`,
  characters: (count) => `${count}字`,
  minutes: (count) => `约${count}分钟`,
  year: (year) => `${year}年`,
  undated: '未注明日期',
  archives: '归档',
  empty: '这里还没有文章。',
  notFound: '没有这一页',
  notFoundText: '地址可能写错了，也可能文章已经搬走。可以从归档里找找看。',
  backHome: '回到首页',
  moved: '页面已搬家',
  movedText: '这一页已经搬到新的地址：',
  copy: '复制',
  copied: '已复制',
  copyFailed: '复制失败',
  feed: '订阅',
  poweredBy: '由若愚生成',
  details: '详情',
  openVideo: (site) => `在${site}观看视频`,
  openMusic: (site) => `在${site}收听`,
  openPage: (site) => `在${site}查看`,
  mediaUnsupported: '浏览器无法播放，可以下载：',
  diagram: '图表',
  unknownShortcode: (name) => `这里原有“${name}”，本站无法显示`,
  qr: '二维码内容',
  home: '首页',
  breadcrumbs: '位置',
  toTop: '回到顶部',
  enlarge: '看大图',
  close: '关闭',
  unfold: '展开',
  fold: '收起',
  author: '作者',
  licence: '许可协议',
  reward: '赞赏',
  share: '分享到',
  email: '邮件',
  edit: '编辑此页',
  outdated: (date) => `这篇文章最后更新于${date}，内容可能已经过时。`,
  rewardBy: (name) => `${name}收款码`,
  recent: '近期文章',
  sidebar: '侧栏',
  pinned: '置顶',
  series: (name) => `系列：${name}`,
  comments: '评论',
  commentsNeedScript: '评论要打开 JavaScript 才能看到。',
  alerts: alerts('提示 注意 技巧 重要 警告 当心 信息 摘要 成功 问题 失败 危险 缺陷 示例 引用'),
}

const zhTW: Words = {
  ...zhCN,
  skipToContent: '跳至正文',
  menu: '選單',
  darkTheme: '深色外觀',
  search: '搜尋',
  searchPlaceholder: '搜尋文章',
  searchNone: '沒有找到',
  searchMore: '更多結果',
  searchNotYet: '最可能的文章裡還沒有找到',
  searchOn: '繼續搜尋',
  searchBusy: '正在搜尋……',
  searchFailed: '沒能讀到搜尋索引，請檢查網路',
  contents: '目錄',
  published: '發佈於',
  updated: '更新於',
  draft: '草稿',
  protected: '受保護',
  encrypted: '這一段在原來的網站上是加密的，這裡沒有公開。',
  future: '定時發佈',
  expired: '已過期',
  newerPost: '較新一篇',
  olderPost: '較早一篇',
  postNavigation: '前後文章',
  related: '相關文章',
  pagination: '分頁',
  newer: '較新',
  older: '較早',
  page: (number) => `第${number}頁`,
  terms: (count) => `共${count}個`,
  minutes: (count) => `約${count}分鐘`,
  undated: '未註明日期',
  archives: '彙整',
  empty: '這裡還沒有文章。',
  notFound: '沒有這一頁',
  notFoundText: '網址可能寫錯了，也可能文章已經搬走。可以從彙整裡找找看。',
  backHome: '回到首頁',
  moved: '頁面已搬家',
  movedText: '這一頁已經搬到新的網址：',
  copy: '複製',
  copied: '已複製',
  copyFailed: '複製失敗',
  feed: '訂閱',
  poweredBy: '由若愚產生',
  details: '詳情',
  openVideo: (site) => `在${site}觀看影片`,
  openMusic: (site) => `在${site}收聽`,
  openPage: (site) => `在${site}檢視`,
  mediaUnsupported: '瀏覽器無法播放，可以下載：',
  diagram: '圖表',
  unknownShortcode: (name) => `這裡原有「${name}」，本站無法顯示`,
  qr: 'QR碼內容',
  home: '首頁',
  breadcrumbs: '位置',
  toTop: '回到頂部',
  enlarge: '看大圖',
  close: '關閉',
  unfold: '展開',
  fold: '收起',
  author: '作者',
  licence: '授權條款',
  reward: '贊賞',
  share: '分享到',
  email: '郵件',
  edit: '編輯此頁',
  outdated: (date) => `這篇文章最後更新於${date}，內容可能已經過時。`,
  rewardBy: (name) => `${name}收款碼`,
  recent: '近期文章',
  sidebar: '側欄',
  pinned: '置頂',
  series: (name) => `系列：${name}`,
  comments: '評論',
  commentsNeedScript: '評論要開啟 JavaScript 才能看到。',
  alerts: alerts('提示 注意 技巧 重要 警告 當心 資訊 摘要 成功 問題 失敗 危險 缺陷 範例 引用'),
}

const en: Words = {
  skipToContent: 'Skip to content',
  menu: 'Menu',
  darkTheme: 'Dark appearance',
  search: 'Search',
  searchPlaceholder: 'Search posts',
  searchNone: 'Nothing found',
  searchMore: 'More results',
  searchNotYet: 'Not found in the likeliest posts yet',
  searchOn: 'Search on',
  searchBusy: 'Searching…',
  searchFailed: 'The search index could not be loaded',
  contents: 'Contents',
  published: 'Published',
  updated: 'Updated',
  draft: 'Draft',
  protected: 'Protected',
  encrypted: 'This part was encrypted on the old site and is not published.',
  future: 'Scheduled',
  expired: 'Expired',
  newerPost: 'Newer',
  olderPost: 'Older',
  postNavigation: 'Previous and next post',
  related: 'Related posts',
  pagination: 'Pages',
  newer: 'Newer',
  older: 'Older',
  page: (number) => `Page ${number}`,
  posts: (count) => (count === 1 ? '1 post' : `${count} posts`),
  postUnit: 'posts',
  terms: (count) => `${count} in all`,
  characters: (count) => (count === 1 ? '1 word' : `${count} words`),
  minutes: (count) => `${count} min read`,
  year: (year) => year,
  undated: 'Undated',
  archives: 'Archives',
  empty: 'There are no posts here yet.',
  notFound: 'Page not found',
  notFoundText: 'The address may be mistyped, or the post may have moved. The archives may have it.',
  backHome: 'Back to the home page',
  moved: 'This page has moved',
  movedText: 'This page now lives at:',
  copy: 'Copy',
  copied: 'Copied',
  copyFailed: 'Copying failed',
  feed: 'Feed',
  poweredBy: 'Made with Ruoyu',
  details: 'Details',
  openVideo: (site) => `Watch on ${site}`,
  openMusic: (site) => `Listen on ${site}`,
  openPage: (site) => `View on ${site}`,
  mediaUnsupported: 'Your browser can’t play this; download it:',
  diagram: 'Diagram',
  unknownShortcode: (name) => `“${name}” can’t be shown on this site`,
  qr: 'QR code text',
  home: 'Home',
  breadcrumbs: 'Breadcrumbs',
  toTop: 'Back to top',
  enlarge: 'Enlarge',
  close: 'Close',
  unfold: 'Show all',
  fold: 'Show less',
  author: 'Author',
  licence: 'Licence',
  reward: 'Support',
  share: 'Share on',
  email: 'Email',
  edit: 'Edit this page',
  outdated: (date) => `This post was last updated on ${date}; it may be out of date.`,
  rewardBy: (name) => `Payment code of ${name}`,
  recent: 'Recent posts',
  sidebar: 'Sidebar',
  pinned: 'Pinned',
  series: (name) => `Series: ${name}`,
  comments: 'Comments',
  commentsNeedScript: 'Comments need JavaScript.',
  alerts: alerts(
    'Note Attention Tip Important Warning Caution Info Abstract Success Question Failure Danger Bug Example Quote',
  ),
}

const ja: Words = {
  skipToContent: '本文へ移動',
  menu: 'メニュー',
  darkTheme: 'ダークモード',
  search: '検索',
  searchPlaceholder: '記事を検索',
  searchNone: '見つかりません',
  searchMore: 'さらに表示',
  searchNotYet: '可能性の高い記事にはまだ見つかりません',
  searchOn: '検索を続ける',
  searchBusy: '検索しています…',
  searchFailed: '検索インデックスを読み込めませんでした',
  contents: '目次',
  published: '公開日',
  updated: '更新日',
  draft: '下書き',
  protected: '保護',
  encrypted: 'この部分は以前のサイトで暗号化されていたため、公開していません。',
  future: '予約投稿',
  expired: '期限切れ',
  newerPost: '新しい記事',
  olderPost: '前の記事',
  postNavigation: '前後の記事',
  related: '関連記事',
  pagination: 'ページ送り',
  newer: '新しい',
  older: '古い',
  page: (number) => `${number}ページ`,
  posts: (count) => `${count}件の記事`,
  postUnit: '件の記事',
  terms: (count) => `全${count}件`,
  characters: (count) => `${count}字`,
  minutes: (count) => `約${count}分`,
  year: (year) => `${year}年`,
  undated: '日付なし',
  archives: 'アーカイブ',
  empty: 'まだ記事がありません。',
  notFound: 'ページが見つかりません',
  notFoundText: 'アドレスが違うか、記事が移動したようです。アーカイブから探してみてください。',
  backHome: 'ホームへ戻る',
  moved: 'ページは移動しました',
  movedText: 'このページの新しい場所：',
  copy: 'コピー',
  copied: 'コピーしました',
  copyFailed: 'コピーできませんでした',
  feed: 'フィード',
  poweredBy: '若愚で生成',
  details: '詳細',
  openVideo: (site) => `${site}で動画を見る`,
  openMusic: (site) => `${site}で聴く`,
  openPage: (site) => `${site}で見る`,
  mediaUnsupported: 'ブラウザーで再生できません。ダウンロード：',
  diagram: '図',
  unknownShortcode: (name) => `「${name}」はこのサイトでは表示できません`,
  qr: 'QRコードの内容',
  home: 'ホーム',
  breadcrumbs: 'パンくず',
  toTop: 'トップへ戻る',
  enlarge: '拡大',
  close: '閉じる',
  unfold: '展開',
  fold: '折りたたむ',
  author: '著者',
  licence: 'ライセンス',
  reward: '支援',
  share: '共有',
  email: 'メール',
  edit: 'このページを編集',
  outdated: (date) => `最終更新は${date}です。内容が古い可能性があります。`,
  rewardBy: (name) => `${name}の支払いコード`,
  recent: '最近の記事',
  sidebar: 'サイドバー',
  pinned: '固定',
  series: (name) => `シリーズ：${name}`,
  comments: 'コメント',
  commentsNeedScript: 'コメントを表示するには JavaScript が必要です。',
  alerts: alerts('補足 注意 ヒント 重要 警告 用心 情報 要約 成功 質問 失敗 危険 バグ 例 引用'),
}

/** Types of alerts and admonitions: GitHub's, then those of Hugo's themes LoveIt and FixIt. */
function alerts(words: string): Readonly<Record<string, string>> {
  const types =
    'note attention tip important warning caution info abstract success question failure danger bug example quote'
  const names = words.split(' ')
  return Object.fromEntries(types.split(' ').map((type, index) => [type, names[index] ?? type]))
}

/** Our words by language. */
export const ownWords = { 'zh-CN': zhCN, 'zh-TW': zhTW, en, ja } satisfies Readonly<Record<string, Words>>

/**
 * The words for a BCP 47 language, a later extension's over an earlier one's; the first extension is ours. A word that an
 * extension has in other languages alone is taken in English, or in its first, where no earlier one has the name.
 */
export function wordsOf(language: string, extensions: readonly Extension[]): Readonly<Record<string, unknown>> {
  const languageOf = (tag: string): string => {
    const { language, script } = new Intl.Locale(tag).maximize()
    return `${language}-${script}`
  }
  const lists = extensions.map(({ words = {} }) => words)
  const others = lists.map((words) => words.en ?? Object.values(words)[0])
  const own = lists.map((words) => Object.entries(words).find(([tag]) => languageOf(tag) === languageOf(language))?.[1])
  return Object.assign({}, ...others.reverse(), ...own)
}

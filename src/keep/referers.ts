/**
 * Hosts that give their pictures to pages of some sites alone, and a page from which they give them; `''` where they want
 * none named. Hosts below them count as they do. Found in posts and issues of Chinese bloggers: sina since 2019-04, juejin
 * since 2019-06, the rest with their own site's or none.
 */
export const referers: Readonly<Record<string, string>> = {
  'sinaimg.cn': 'https://weibo.com/',
  'csdnimg.cn': 'https://blog.csdn.net/',
  'csdn.net': 'https://blog.csdn.net/',
  'byteimg.com': 'https://juejin.cn/',
  'juejin.cn': 'https://juejin.cn/',
  'juejin.im': 'https://juejin.cn/',
  'xitu.io': 'https://juejin.cn/',
  'zhimg.com': 'https://www.zhihu.com/',
  'jianshu.io': 'https://www.jianshu.com/',
  'jianshu.com': 'https://www.jianshu.com/',
  'yuque.com': 'https://www.yuque.com/',
  'nlark.com': 'https://www.yuque.com/',
  'cnblogs.com': 'https://www.cnblogs.com/',
  'cnitblog.com': 'https://www.cnblogs.com/',
  'qpic.cn': '',
  'qlogo.cn': '',
  '51cto.com': 'https://blog.51cto.com/',
  'oschina.net': 'https://my.oschina.net/',
  'infoq.cn': 'https://www.infoq.cn/',
  'geekbang.org': 'https://time.geekbang.org/',
  'doubanio.com': 'https://www.douban.com/',
  'douban.com': 'https://www.douban.com/',
  'hdslb.com': 'https://www.bilibili.com/',
  'gitee.com': 'https://gitee.com/',
  'segmentfault.com': 'https://segmentfault.com/',
  'mdnice.com': 'https://editor.mdnice.com/',
}

/** Pages to name one after the other: the one that the host wants, then none (`undefined`), then its own front page. */
export function referersFor({ hostname, origin }: URL): readonly (string | undefined)[] {
  const labels = hostname.split('.')
  const above = labels.map((_label, index) => labels.slice(index).join('.'))
  const wanted = above.map((host) => (Object.hasOwn(referers, host) ? referers[host] : undefined)).find(Boolean)
  return [...(wanted ? [wanted] : []), undefined, `${origin}/`]
}

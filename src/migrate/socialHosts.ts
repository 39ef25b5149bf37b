/** Addresses of accounts, up to their names, by the host. */
export const hostsOfSocial: Readonly<Record<string, string>> = {
  github: 'https://github.com/',
  gitee: 'https://gitee.com/',
  gitlab: 'https://gitlab.com/',
  x: 'https://x.com/',
  weibo: 'https://weibo.com/',
  zhihu: 'https://www.zhihu.com/people/',
  bilibili: 'https://space.bilibili.com/',
  douban: 'https://www.douban.com/people/',
  telegram: 'https://t.me/',
  linkedin: 'https://www.linkedin.com/in/',
  facebook: 'https://www.facebook.com/',
  instagram: 'https://www.instagram.com/',
  youtube: 'https://www.youtube.com/',
  juejin: 'https://juejin.cn/user/',
}

import { message } from './message.ts'

/** Messages that only a blog which comes from Hexo can have. */
export const hexo = {
  'hexo-no-posts': message({
    level: 'warning',
    en: () => ({
      message:
        'with the group `hexo` posts are the files in `_posts`, and there is none: all texts are pages, in no list and no feed',
      hint: 'leave `hexo` out if this is no blog from Hexo, or set `content` to the folder that holds `_posts`',
    }),
    zh: () => ({
      message:
        '写了 `hexo` 这一组，文章就是 `_posts` 里的文件，而这里一篇也没有：所有文字都成了页面，列表和订阅里都没有',
      hint: '不是从 Hexo 搬来的博客，请删去 `hexo`；是的话，让 `content` 指向 `_posts` 所在的文件夹',
    }),
  }),
  'hexo-date-missing': message({
    level: 'warning',
    en: () => ({
      message: 'this post has no date: Hexo takes the time of the file, which is another on each machine',
      hint: 'write “date: 2024-04-03 12:00:00”',
    }),
    zh: () => ({
      message: '这篇文章没有日期：Hexo 会用文件的时间，而每台机器上都不一样',
      hint: '写上“date: 2024-04-03 12:00:00”',
    }),
  }),
  'hexo-date-unread': message<{ key: string; value: string }>({
    level: 'warning',
    en: ({ key, value }) => ({
      message: `“${value}” is no date for ${key}, and counts as none: Hexo takes the time of the file instead`,
      hint: 'write it as 2024-04-03 12:00:00',
    }),
    zh: ({ key, value }) => ({
      message: `${key} 的“${value}”不是日期，当作没有写：Hexo 会改用文件的时间`,
      hint: '写成 2024-04-03 12:00:00 这样',
    }),
  }),
  'hexo-date-impossible': message<{ key: string; value: string; made: string }>({
    level: 'warning',
    en: ({ key, value, made }) => ({
      message: `there is no “${value}” in the calendar: Hexo counts on and makes ${made} of it, and so does Ruoyu`,
      hint: `mend ${key}; the address may change with it, and \`alias\` keeps the old one`,
    }),
    zh: ({ key, value, made }) => ({
      message: `日历上没有“${value}”：Hexo 顺着数下去当作 ${made}，若愚也这样读`,
      hint: `改正 ${key}；网址可能随之改变，旧网址可以写进 \`alias\``,
    }),
  }),
}

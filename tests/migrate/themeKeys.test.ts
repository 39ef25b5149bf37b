import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { completeConfig } from '../../src/config.ts'
import { hexo } from '../../src/migrate/hexo/index.ts'
import { themeKeysOf } from '../../src/migrate/hugo/oldTheme.ts'

/** The settings that a Hugo blog's config becomes; each is one that our theme takes. */
function themeOf(yaml: string): Readonly<Record<string, unknown>> {
  const { theme } = themeKeysOf(parse(yaml))
  expect(completeConfig({ theme }, '').diagnostics).toEqual([])
  return theme
}

describe('the params of a theme become settings of ours', () => {
  test('PaperMod', () => {
    const yaml = `
theme: PaperMod
params:
  editPost: { URL: "https://github.com/a/b/tree/main/content", appendFilePath: true }
  socialIcons: [{ name: github, url: "https://github.com/a" }, { name: twitter, url: "https://x.com/a" }, { name: email, url: "mailto:a@x.example" }]
  profileMode: { enabled: true, imageUrl: me.png, subtitle: 慢慢写 }
  analytics: { google: { SiteMeasurementID: G-ABC } }
`
    expect(themeOf(yaml)).toEqual({
      covers: 'top',
      edit: 'https://github.com/a/b/tree/main/content/:path',
      social: { github: 'https://github.com/a', x: 'https://x.com/a', email: 'mailto:a@x.example' },
      card: { avatar: 'me.png', line: '慢慢写' },
      analytics: { google: { id: 'G-ABC' } },
    })
  })

  test('Stack', () => {
    const yaml = `
theme: hugo-theme-stack
markup: { tableOfContents: { startLevel: 2, endLevel: 4, ordered: true } }
params:
  sidebar: { subtitle: 一句话, avatar: { enabled: true, local: true, src: img/avatar.png } }
  article: { license: { enabled: true, default: Licensed under CC BY-NC-SA 4.0 } }
  comments:
    enabled: true
    provider: giscus
    disqusjs: { shortname: x }
    giscus: { repo: a/b, repoID: R_1, category: Announcements, categoryID: DIC_1, mapping: title }
menu: { social: [{ identifier: github, name: GitHub, url: "https://github.com/a", params: { icon: brand-github } }] }
`
    expect(themeOf(yaml)).toEqual({
      covers: 'top',
      toc: { from: 2, to: 4 },
      card: { avatar: 'img/avatar.png', line: '一句话' },
      licence: 'CC BY-NC-SA 4.0',
      social: { github: 'https://github.com/a' },
      comments: {
        thread: 'title',
        giscus: { repo: 'a/b', repoId: 'R_1', category: 'Announcements', categoryId: 'DIC_1' },
      },
    })
  })

  test.each([
    [
      '{ input_position: top, strict: "1", reactions_enabled: "0" }',
      { position: 'top', strict: true, reactions: false },
    ],
    ['{ inputPosition: bottom, strict: "0", reactionsEnabled: "1" }', {}],
  ])('giscus, with %s', (more, settings) => {
    const giscus = `{ repo: a/b, repoId: R_1, categoryId: DIC_1, ${more.slice(1)}`
    const theme = themeOf(`theme: FixIt\nparams: { comment: { enable: true, giscus: ${giscus} } }`)
    expect(theme).toMatchObject({
      comments: { giscus: { repo: 'a/b', repoId: 'R_1', categoryId: 'DIC_1', ...settings } },
    })
    expect(Object.keys(Object(theme.comments).giscus)).toHaveLength(3 + Object.keys(settings).length)
  })

  test.each(['LoveIt', 'FixIt', 'DoIt'])('%s', (theme) => {
    const yaml = `
theme: ${theme}
params:
  home: { profile: { enable: true, avatarURL: /images/a.png, subtitle: 一句话 } }
  social: { GitHub: a, Twitter: xxxx, Bilibili: "12345", Zhihu: b, Email: a@x.example, Weibo: "" }
  analytics: { enable: true, google: { id: "", anonymizeIP: true }, fathom: { id: "" } }
  page:
    license: '<a rel="license external nofollow" href="https://creativecommons.org/licenses/by-nc/4.0/">CC BY-NC 4.0</a>'
    comment: { enable: true, giscus: { enable: false, repo: a/b }, waline: { enable: true, serverURL: "https://w.example" } }
`
    expect(themeOf(yaml)).toEqual({
      covers: 'top',
      card: { avatar: '/images/a.png', line: '一句话' },
      social: {
        github: 'https://github.com/a',
        bilibili: 'https://space.bilibili.com/12345',
        zhihu: 'https://www.zhihu.com/people/b',
        email: 'mailto:a@x.example',
      },
      licence: 'CC BY-NC 4.0',
      comments: { waline: { serverURL: 'https://w.example' } },
    })
  })

  test.each(['even', 'jane', 'den'])('%s', (theme) => {
    const yaml = `
theme: ${theme}
disqusShortname: ""
googleAnalytics: UA-1-1
params:
  contentCopyright: '<a rel="license noopener" href="https://creativecommons.org/licenses/by-nc-nd/4.0/" target="_blank">CC BY-NC-ND 4.0</a>'
  baiduAnalytics: abc123
  utterances: { owner: a, repo: b }
  social: { a-email: mailto:a@x.example, e-github: "https://github.com/a", h-weibo: "" }
`
    expect(themeOf(yaml)).toEqual({
      licence: 'CC BY-NC-ND 4.0',
      analytics: { baidu: { id: 'abc123' } },
      comments: { utterances: { repo: 'a/b' } },
      social: { email: 'mailto:a@x.example', github: 'https://github.com/a' },
    })
  })

  test.each([
    [
      'ShowShareButtons: true\n  ShowBreadCrumbs: true',
      { breadcrumbs: true, share: ['x', 'telegram', 'facebook', 'linkedin'] },
    ],
    ['ShowShareButtons: true\n  ShareButtons: [weibo, reddit]', { share: ['weibo'] }],
    [
      'page: { share: { enable: true, Twitter: true, Weibo: true, Line: true, Douban: false } }',
      { share: ['weibo', 'x'] },
    ],
    ['share: { enable: false, Weibo: true }', {}],
    [
      'page: { reward: { enable: true, comment: 谢谢, ways: { wechatpay: /w.png, alipay: "" } } }',
      { reward: { text: '谢谢', codes: [{ name: '微信', image: '/w.png' }] } },
    ],
    [
      'reward: true\n  wechatPay: /w.png\n  alipay: /a.png',
      {
        reward: {
          codes: [
            { name: '微信', image: '/w.png' },
            { name: '支付宝', image: '/a.png' },
          ],
        },
      },
    ],
    ['reward: { enable: false, ways: { alipay: /a.png } }', {}],
    ['page: { expirationReminder: { enable: true, reminder: 90 } }', { outdated: { days: 90 } }],
    ['outdatedInfoWarning: { enable: true, hint: 30 }', { outdated: { days: 30 } }],
    ['back_to_top: { enable: true }\n  reading_progress: { enable: true }', { top: true, progress: true }],
    ['page: { lightgallery: true, code: { maxShownLines: 20 } }', { zoom: true, fold: 20 }],
    ['page: { toc: { enable: false } }', { toc: { show: false } }],
    [
      'widgets: { homepage: [{ type: search }, { type: categories }, { type: tag-cloud }] }',
      { sidebar: ['card', 'categories', 'tags'] },
    ],
    [
      'footer: { icp: \'<a href="https://beian.miit.gov.cn">京ICP备123号-1</a>\', gov: 京公网安备 110号 }',
      { records: { icp: '京ICP备123号-1', police: '京公网安备 110号' } },
    ],
    ['analytics: { plausible: { dataDomain: x.example } }', { analytics: { plausible: { domain: 'x.example' } } }],
    ['analytics: { umami: { data_website_id: u } }', { analytics: { umami: { website: 'u' } } }],
  ])('%s', (params, theme) => {
    expect(themeOf(`params:\n  ${params}\n`)).toEqual(theme)
  })

  test('what lacks a key that we need stays in the report alone', () => {
    const { theme, taken } = themeKeysOf(
      parse('params: { giscus: { repo: a/b }, gitalk: { owner: a }, googleAnalytics: UA-1 }'),
    )
    expect({ theme, taken: [...taken] }).toEqual({ theme: {}, taken: [] })
  })

  test.each([
    ['disqusShortname: mine', { disqus: { shortname: 'mine' } }],
    ['services: { disqus: { shortname: mine } }', { disqus: { shortname: 'mine' } }],
    [
      'params: { comments: { twikoo: { envID: e, region: ap-guangzhou } } }',
      { twikoo: { envId: 'e', region: 'ap-guangzhou' } },
    ],
    [
      'params: { artalk: { server: "https://a.example", site: 我 } }',
      { artalk: { server: 'https://a.example', site: '我' } },
    ],
    ['params: { utterances: { repo: a/b, issueTerm: "og:title" } }', { thread: 'title', utterances: { repo: 'a/b' } }],
  ])('%s', (yaml, comments) => {
    expect(themeOf(yaml).comments).toEqual(comments)
  })
})

describe('the config of a Hexo theme becomes settings of ours', () => {
  const themeOf = (name: string, yaml: string) => {
    const files: Readonly<Record<string, string>> = {
      '_config.yml': `theme: ${name}\n`,
      [`_config.${name}.yml`]: yaml,
      'source/_posts/a.md': '文',
    }
    const { config } = hexo.read({
      files: (folder) =>
        Object.keys(files).flatMap((path) => (path.startsWith(`${folder}/`) ? [path.slice(folder.length + 1)] : [])),
      text: (path) => files[path],
    })
    expect(completeConfig(config, '').diagnostics).toEqual([])
    return config.theme
  }

  test('NexT', () => {
    const yaml = `
avatar: { url: /images/avatar.gif }
social: { GitHub: "https://github.com/a || fab fa-github", E-Mail: "mailto:a@x.example || fa fa-envelope" }
creative_commons: { license: by-nc-sa }
google_analytics: { tracking_id: G-ABC }
comments: { active: utterances }
utterances: { enable: true, repo: a/b, issue_term: pathname }
`
    expect(themeOf('next', yaml)).toEqual({
      card: { avatar: '/images/avatar.gif' },
      social: { github: 'https://github.com/a', email: 'mailto:a@x.example' },
      licence: 'CC BY-NC-SA 4.0',
      analytics: { google: { id: 'G-ABC' } },
      comments: { utterances: { repo: 'a/b' } },
    })
  })

  test('Butterfly', () => {
    const yaml = `
avatar: { img: /img/me.png }
social: { fab fa-github: "https://github.com/a || Github || '#24292e'" }
post_copyright: { enable: true, license: CC BY-NC-SA 4.0 }
cover: { default_cover: [/img/c.jpg] }
baidu_analytics: abc123
comments: { use: Giscus }
giscus: { repo: a/b, repo_id: R_1, category_id: DIC_1, option: { data-mapping: title } }
`
    expect(themeOf('butterfly', yaml)).toEqual({
      card: { avatar: '/img/me.png' },
      social: { github: 'https://github.com/a' },
      licence: 'CC BY-NC-SA 4.0',
      analytics: { baidu: { id: 'abc123' } },
      comments: expect.objectContaining({ giscus: { repo: 'a/b', repoId: 'R_1', categoryId: 'DIC_1' } }),
    })
  })

  test('Fluid', () => {
    const yaml = `
about: { avatar: /img/avatar.png }
post: { comments: { enable: true, type: waline }, default_index_img: "" }
waline: { serverURL: "https://w.example" }
web_analytics: { enable: true, baidu: abc123 }
`
    expect(themeOf('fluid', yaml)).toEqual({
      card: { avatar: '/img/avatar.png' },
      analytics: { baidu: { id: 'abc123' } },
      comments: { waline: { serverURL: 'https://w.example' } },
    })
  })
})

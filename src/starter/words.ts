interface Text {
  readonly title: string
  readonly text: string
}

export interface StarterWords {
  readonly hello: Text
  readonly about: Text
  readonly ask: {
    readonly language: string
    readonly title: string
    readonly url: string
    readonly author: string
    readonly images: string
  }
  readonly notUrl: (answer: string) => string
  readonly notLanguage: (answer: string) => string
  readonly written: (path: string) => string
  readonly kept: (path: string) => string
  readonly brokenPackage: (path: string, reason: string) => string
  readonly installing: string
  readonly notInstalled: (reason: string) => string
  readonly next: (commands: readonly string[]) => string
  /** The steps that a host needs besides its file. */
  readonly host: Readonly<Record<string, string>>
  readonly noFormat: (name: string, names: readonly string[]) => string
}

const english: StarterWords = {
  hello: {
    title: 'Hello',
    text: 'The first post. Edit it, save it, and `ruoyu dev` shows the page anew.\n\nA new post: `npx ruoyu new "Its title"`. It starts as a draft; `draft: false` publishes it.',
  },
  about: { title: 'About', text: 'Who writes here, and about what.' },
  ask: {
    language: 'Language',
    title: 'Title of the blog',
    url: 'Address that it will have (Enter: not known yet)',
    author: 'Author',
    images: 'Small, quick pictures by sharp, some 20 MB of packages? [Y/n]',
  },
  notUrl: (answer) => `“${answer}” is no full address, as https://example.com/ is.`,
  notLanguage: (answer) => `“${answer}” is no language tag, as en or zh-CN are.`,
  written: (path) => `  + ${path}`,
  kept: (path) => `  = ${path} was there and stays as it is`,
  brokenPackage: (path, reason) => `${path} is no JSON, so it stays as it is: ${reason}`,
  installing: 'Installing packages …',
  notInstalled: (reason) => `npm install did not end well: ${reason}`,
  next: (commands) => `Next:\n${commands.map((command) => `  ${command}`).join('\n')}`,
  host: {
    'github-pages': 'GitHub: in the repository’s Settings → Pages, choose “GitHub Actions” as the source.',
    'cloudflare-pages': 'Cloudflare: connect the repository; build command `npm run build`, output folder `dist`.',
    rsync: 'deploy.sh: write your server’s address in its third line, then run `sh deploy.sh`.',
  },
  noFormat: (name, names) => `“${name}” is no generator whose blogs can move in; there are: ${names.join(', ')}.`,
}

const chinese: StarterWords = {
  hello: {
    title: '你好',
    text: '这是第一篇文章。改一改，保存，`ruoyu dev` 里的页面自己就变了。\n\n写新文章：`npx ruoyu new "文章的标题"`。新文章是草稿，改成 `draft: false` 就会发布。',
  },
  about: { title: '关于', text: '谁在这里写，写些什么。' },
  ask: {
    language: '语言',
    title: '博客的名字',
    url: '博客将来的网址（还不知道就回车）',
    author: '作者',
    images: '要不要用 sharp 把图片变小变快？要多装 20 MB 左右的包 [Y/n]',
  },
  notUrl: (answer) => `“${answer}”不是完整的网址，应当像 https://example.com/ 这样。`,
  notLanguage: (answer) => `“${answer}”不是语言代码，应当像 zh-CN、en 这样。`,
  written: (path) => `  + ${path}`,
  kept: (path) => `  = ${path} 原来就有，没有动它`,
  brokenPackage: (path, reason) => `${path} 不是正确的 JSON，没有动它：${reason}`,
  installing: '正在安装需要的包……',
  notInstalled: (reason) => `npm install 没有成功：${reason}`,
  next: (commands) => `接下来：\n${commands.map((command) => `  ${command}`).join('\n')}`,
  host: {
    'github-pages': 'GitHub：在仓库的 Settings → Pages 里，把 Source 选成 “GitHub Actions”。',
    'cloudflare-pages': 'Cloudflare：连接仓库，构建命令填 npm run build，输出目录填 dist。',
    rsync: 'deploy.sh：在第三行写上你的服务器，再运行 sh deploy.sh。',
  },
  noFormat: (name, names) => `不会搬“${name}”的博客，会搬的有：${names.join('、')}。`,
}

export function starterWords(language: string): StarterWords {
  return language.startsWith('zh') ? chinese : english
}

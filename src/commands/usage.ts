import { hosts } from '../starter/hosts.ts'

/** The words of the command line's help and of its complaints. */
export interface Usage {
  readonly about: string
  readonly version: string
  readonly help: string
  /** The titles of commander's help. */
  readonly titles: Readonly<Record<string, string>>
  readonly commands: Readonly<Record<CommandName, string>>
  readonly options: Readonly<Record<OptionName, string>>
  /** The complaint by commander's code. `name` is the option, argument or command that it speaks of. */
  readonly misuse: Readonly<Record<Misuse, (name: string, value: string) => string>>
  /** By option: the values that it takes, with an example. */
  readonly takes: Readonly<Record<string, string>>
  readonly nearest: (names: string) => string
  readonly quoteTitle: (title: string) => string
  readonly seeHelp: (command: string) => string
}

type CommandName =
  | 'init'
  | 'build'
  | 'dev'
  | 'preview'
  | 'new'
  | 'check'
  | 'keep'
  | 'plan'
  | 'announce'
  | 'clean'
  | 'theme'
  | 'eject'
  | 'merge'
  | 'migrate'
  | 'hugo'
  | 'hexo'
type OptionName =
  | ('root' | 'baseUrl' | 'drafts' | 'future' | 'expired' | 'out' | 'json' | 'strict' | 'port' | 'host' | 'open')
  | ('folder' | 'siteTitle' | 'url' | 'author' | 'language' | 'deploy' | 'from' | 'noImages' | 'noInstall')
  | ('dryRun' | 'hosts' | 'posts' | 'also' | 'retryFailed' | 'rewrite' | 'bundle' | 'proxy' | 'external' | 'days')
  | ('templateNames' | 'all')
  | ('verify' | 'title' | 'slug' | 'section' | 'fix' | 'urls' | 'writeAliases' | 'yes' | 'src' | 'dest' | 'force')
type Misuse =
  | ('unknownOption' | 'unknownCommand' | 'missingArgument' | 'excessArguments' | 'optionMissingArgument')
  | 'invalidArgument'

const english: Usage = {
  about: '若愚: a folder of Markdown posts becomes a blog',
  version: 'print the version',
  help: 'show this help',
  titles: {},
  commands: {
    init: 'begin a blog in a folder',
    build: 'build the site',
    dev: 'serve the site while you write; drafts are shown',
    preview: 'serve the built folder as a static host would',
    new: 'write a new post',
    check: 'do all but write, and look for slips of the pen too',
    keep: 'fetch the pictures that lie on other hosts, once, and keep them',
    plan: 'list every file that the site will have',
    announce: 'tell others what is new, once the site is live',
    clean: 'remove what Ruoyu built, and its cache',
    theme: 'make files of the theme your own, and keep them up to date',
    eject: 'copy files of the theme into your templates',
    merge: 'bring what the theme has changed since into them',
    migrate: 'bring a blog over from another generator',
    hugo: 'bring a Hugo site over',
    hexo: 'bring a Hexo blog over',
  },
  options: {
    folder: 'folder of the new blog',
    siteTitle: 'title of the blog',
    url: 'address that the blog will have',
    author: 'who writes',
    language: 'language of the blog, such as zh-CN',
    deploy: 'host whose file is to be written',
    from: 'bring an old blog over: --from hugo ../old',
    noImages: 'without sharp, which makes pictures small and quick',
    noInstall: 'without npm install',
    root: 'folder of the site',
    baseUrl: 'where the site will live, over the config’s `url`',
    all: 'every page, as if nothing had been told before',
    drafts: 'with drafts',
    future: 'with posts dated in the future',
    expired: 'with expired posts',
    out: 'output folder, over the config’s',
    json: 'print one JSON object',
    strict: 'warnings count as errors',
    port: 'first port to try',
    host: 'address to listen on, beyond this machine',
    open: 'open the browser',
    dryRun: 'list what would be fetched or rewritten, and do neither',
    hosts: 'these hosts alone, with commas between them',
    posts: 'these posts or folders alone, with commas between them',
    also: 'other files too: picture (linked ones), audio, video, pdf, zip',
    retryFailed: 'ask again for what could not be had',
    rewrite: 'name the kept files in the Markdown itself',
    bundle: 'make a folder of each post that has pictures to keep, and put them there',
    proxy: 'http or https proxy, over HTTPS_PROXY; it resolves names',
    external: 'ask the hosts of links to other sites, politely, and remember the answers',
    days: 'with --external: ask again after so many days',
    templateNames: 'such as post.njk or partials/footer.njk',
    verify: 'first build twice, as in other time zones and locales, and compare',
    title: 'title of the post, in quotes where it has blanks',
    slug: 'last part of the URL',
    section: 'folder below content',
    fix: 'mend what can be mended without changing a meaning',
    urls: 'old sitemap.xml, list of URLs or folder of HTML: which would die?',
    writeAliases: 'with --urls: add redirects to the config',
    yes: 'do not ask',
    src: 'folder of the old site',
    dest: 'folder of the new site',
    force: 'write into a folder that is not empty',
  },
  misuse: {
    unknownOption: (name) => `There is no option ${name} here.`,
    unknownCommand: (name) => `There is no command ${name}.`,
    missingArgument: (name) => `<${name}> is missing.`,
    excessArguments: () => 'There are more arguments than this command takes.',
    optionMissingArgument: (name) => `${name} needs a value.`,
    invalidArgument: (name, value) => `${name} can’t be “${value}”: it is ${english.takes[name] ?? 'something else'}.`,
  },
  takes: {
    '--days': 'a whole number of days, as in --days 30',
    '--base-url': 'a full address, as in --base-url https://example.com/',
    '--url': 'a full address, as in --url https://example.com/',
    '--language': 'a language tag, as in --language zh-CN',
    '--deploy': `one of ${hosts.join(', ')}`,
    '--port': 'a whole number from 0 to 65535, as in --port 4000',
    '--root': 'a folder, and no folder is there',
  },
  nearest: (names) => `Did you mean ${names}?`,
  quoteTitle: (title) => `A title with blanks stands in quotes: ruoyu new "${title}"`,
  seeHelp: (command) => `\`${command} --help\` says what there is.`,
}

const chinese: Usage = {
  about: '若愚：把一个文件夹的 Markdown 变成博客',
  version: '显示版本号',
  help: '显示帮助',
  titles: {
    'Usage:': '用法：',
    'Arguments:': '参数：',
    'Options:': '选项：',
    'Commands:': '命令：',
    'default: ': '默认：',
    'choices: ': '可选：',
  },
  commands: {
    init: '在一个文件夹里新建博客',
    build: '构建网站',
    dev: '边写边看：启动本机服务器，草稿也显示',
    preview: '像静态主机那样展示已构建的文件夹',
    new: '新建一篇文章',
    check: '除了写入，什么都做；也找笔误',
    keep: '把放在别处的图片取回来保存，一次就好',
    plan: '列出网站会有的每一个文件',
    announce: '网站上线以后，把新内容告诉别处',
    clean: '删除若愚构建的文件和它的缓存',
    theme: '把主题的文件变成自己的，并跟上主题的更新',
    eject: '把主题的文件复制到自己的 templates',
    merge: '把主题后来的改动合并进来',
    migrate: '把别的生成器的博客搬过来',
    hugo: '把 Hugo 博客搬过来',
    hexo: '把 Hexo 博客搬过来',
  },
  options: {
    all: '全部网页，就像从来没有通知过',
    folder: '新博客的文件夹',
    siteTitle: '博客的名字',
    url: '博客将来的网址',
    author: '作者',
    language: '博客的语言，例如 zh-CN',
    deploy: '放到哪里，写好它要的文件',
    from: '把旧博客搬过来：--from hugo ../old',
    noImages: '不装 sharp（它把图片变小变快）',
    noInstall: '不运行 npm install',
    root: '网站所在的文件夹',
    baseUrl: '网站将来的网址，优先于配置里的 url',
    drafts: '包括草稿',
    future: '包括日期在将来的文章',
    expired: '包括已过期的文章',
    out: '输出文件夹，优先于配置里的',
    json: '输出一个 JSON 对象',
    strict: '警告也算错误',
    port: '从哪个端口开始试',
    host: '监听的地址，本机以外也能访问',
    open: '打开浏览器',
    dryRun: '只列出会取什么、改什么，不动手',
    hosts: '只取这些主机的，用逗号分开',
    posts: '只看这些文章或文件夹，用逗号分开',
    also: '别的文件也取：picture（链接到的图片）、audio、video、pdf、zip',
    retryFailed: '以前没取到的再试一次',
    rewrite: '把 Markdown 里的地址改成保存的文件',
    bundle: '有图片要保存的单文件文章改成文件夹，图片放在里面',
    proxy: 'http 或 https 代理，优先于 HTTPS_PROXY，由它解析域名',
    external: '有礼貌地询问站外链接还在不在，并记下结果',
    days: '与 --external 同用：多少天后再问',
    templateNames: '例如 post.njk、partials/footer.njk',
    verify: '先换时区、换语言环境构建两次并比较',
    title: '文章标题，有空格时加引号',
    slug: '网址的最后一段',
    section: 'content 下的文件夹',
    fix: '改正可以放心改正的笔误',
    urls: '旧的 sitemap.xml、网址清单或 HTML 文件夹：哪些网址会失效？',
    writeAliases: '与 --urls 同用：把跳转写进配置',
    yes: '不询问',
    src: '旧网站的文件夹',
    dest: '新网站的文件夹',
    force: '目标文件夹不空也写入',
  },
  misuse: {
    unknownOption: (name) => `这里没有 ${name} 这个选项。`,
    unknownCommand: (name) => `没有 ${name} 这个命令。`,
    missingArgument: (name) => `缺少 <${name}>。`,
    excessArguments: () => '参数太多了。',
    optionMissingArgument: (name) => `${name} 后面要有一个值。`,
    invalidArgument: (name, value) => `${name} 不能是“${value}”：应为${chinese.takes[name] ?? '别的值'}。`,
  },
  takes: {
    '--days': '天数，整数，例如 --days 30',
    '--base-url': '完整的网址，例如 --base-url https://example.com/',
    '--url': '完整的网址，例如 --url https://example.com/',
    '--language': '语言代码，例如 --language zh-CN',
    '--deploy': `${hosts.join('、')} 之一`,
    '--port': '0 到 65535 的整数，例如 --port 4000',
    '--root': '网站所在的文件夹，而那里没有文件夹',
  },
  nearest: (names) => `是不是 ${names}？`,
  quoteTitle: (title) => `标题里有空格时要加引号：ruoyu new "${title}"`,
  seeHelp: (command) => `用 \`${command} --help\` 查看可用的命令和选项。`,
}

/** The words of the command line in a language; English but for Chinese. */
export function usage(language: string): Usage {
  return language.startsWith('zh') ? chinese : english
}

/** Says what is wrong with the arguments, and what to do. `message` is commander's, which names things in quotes. */
export function describeMisuse(
  { code, message }: { readonly code: string; readonly message: string },
  args: readonly string[],
  say: Usage,
): string {
  const [name = '', value = ''] = [...message.matchAll(/'([^']*)'/g)].map(([, quoted = '']) => quoted)
  const describe = say.misuse[code.replace('commander.', '') as Misuse] ?? (() => message)
  const [, nearest] = /Did you mean (?:one of )?(.+)\?\)/.exec(message) ?? []
  const titles = args.filter((arg, index) => !arg.startsWith('-') && !args[index - 1]?.startsWith('-')).slice(1)
  const isUnquoted = code === 'commander.excessArguments' && args[0] === 'new'
  return [
    describe(name.replace(/ .*/, ''), value),
    ...(nearest ? [say.nearest(nearest)] : []),
    isUnquoted
      ? say.quoteTitle(titles.join(' '))
      : say.seeHelp(`ruoyu${args[0] && args[0] in say.commands ? ` ${args[0]}` : ''}`),
  ].join('\n')
}

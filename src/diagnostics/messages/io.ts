import { type Reason, reasons } from './links.ts'
import { message, type Words } from './message.ts'
import { inChinese } from './reasons.ts'

const systemReasons: Readonly<Record<string, { en: string; zh: string; hintEn: string; hintZh: string }>> = {
  EACCES: {
    en: 'permission denied',
    zh: '没有权限',
    hintEn: 'give yourself the right to it (chmod, chown) and run again',
    hintZh: '用 chmod 或 chown 给自己权限，再运行一次',
  },
  ENOSPC: {
    en: 'the disk is full',
    zh: '磁盘已满',
    hintEn: 'free some space and run again',
    hintZh: '腾出空间后再运行一次',
  },
  EXDEV: {
    en: 'another disk or mount lies inside the output folder',
    zh: '输出文件夹里面挂载了另一个磁盘或目录',
    hintEn: 'unmount it, or let the whole output folder lie on it (`output` in the config)',
    hintZh: '请卸载它，或者让整个输出文件夹都在它上面（配置的 `output`）',
  },
  EROFS: {
    en: 'the file system is read-only',
    zh: '文件系统是只读的',
    hintEn: 'choose another folder with --out, or mount it writable',
    hintZh: '用 --out 换一个文件夹，或以可写方式挂载',
  },
  EMFILE: {
    en: 'too many open files',
    zh: '打开的文件太多',
    hintEn: 'raise the limit (ulimit -n) and run again',
    hintZh: '调高上限（ulimit -n）后再运行一次',
  },
  ENAMETOOLONG: {
    en: 'the path is too long for this file system',
    zh: '路径太长，文件系统放不下',
    hintEn: 'shorten the name, or give the post a `slug`',
    hintZh: '缩短名字，或给文章一个 `slug`',
  },
}
const aliases: Readonly<Record<string, string>> = { EPERM: 'EACCES', EDQUOT: 'ENOSPC', ENFILE: 'EMFILE' }

/** The system's refusal in words, and what to do about it: `code` is an errno name. */
function system(code: string, en: string, zh: string): { en: Words; zh: Words } {
  const known = systemReasons[aliases[code] ?? code]
  if (!known) return { en: { message: `${en}: ${code}` }, zh: { message: `${zh}：${code}` } }
  return {
    en: { message: `${en}: ${known.en} (${code})`, hint: known.hintEn },
    zh: { message: `${zh}：${known.zh}（${code}）`, hint: known.hintZh },
  }
}

const refusals: { readonly [language in 'en' | 'zh']: Readonly<Record<string, string>> } = {
  en: {
    root: "it is the site's own folder",
    above: "it holds the site's own folder",
    home: 'it is or holds your home folder',
    tools: 'it belongs to git or to Ruoyu itself',
    input: 'it overlaps with a folder that the site is read from',
    file: 'it is no folder',
  },
  zh: {
    root: '它就是站点自己的文件夹',
    above: '站点自己的文件夹在它里面',
    home: '它是你的主目录，或主目录在它里面',
    tools: '它属于 git 或若愚自己',
    input: '它和站点的输入文件夹重叠',
    file: '它不是文件夹',
  },
}

function shortened(path: string): string {
  return path.length > 80 ? `${path.slice(0, 60)}…` : path
}

const newPathFaults = {
  en: {
    outside: 'that is outside of the content folder',
    name: 'it holds a name that not every system can store (a slash, `:`, `con`, a dot at the end …)',
    long: 'the name is too long for a file (250 bytes, some 80 Chinese characters)',
    hidden: 'names that begin with a dot or look like the leftovers of an editor are not read',
  },
  zh: {
    outside: '它在内容文件夹之外',
    name: '其中有些名字不是每种系统都存得下（斜杠、`:`、`con`、末尾的点等）',
    long: '名字太长，文件名放不下（最多 250 字节，约 80 个汉字）',
    hidden: '以点开头的、像编辑器残留的名字不会被读取',
  },
}

export const io = {
  'content-folder-missing': message<{ folder: string }>({
    level: 'error',
    en: ({ folder }) => ({
      message: `there is no folder “${folder}” to read posts from`,
      hint: 'make it, or name another under `content` in the config',
    }),
    zh: ({ folder }) => ({
      message: `没有存放文章的文件夹“${folder}”`,
      hint: '新建它，或在配置的 `content` 里写上别的文件夹',
    }),
  }),
  'folder-is-file': message({
    level: 'warning',
    en: () => ({
      message: 'a file stands where a folder of the site belongs, and is not read',
      hint: 'make a folder of this name, and move the file into it',
    }),
    zh: () => ({
      message: '这里应该是网站的一个文件夹，却是一个文件，不会被读取',
      hint: '请建一个同名的文件夹，把文件放进去',
    }),
  }),
  'file-unreadable': message<{ code: string }>({
    level: 'error',
    en: ({ code }) => system(code, 'it could not be read', '无法读取').en,
    zh: ({ code }) => system(code, 'it could not be read', '无法读取').zh,
  }),
  'heap-small': message<{ megabytes: number }>({
    level: 'error',
    en: ({ megabytes }) => ({
      message: `there is too much here for ${megabytes} MB of memory, the most that Node may take: nothing was written`,
      hint: `let it take more: NODE_OPTIONS=--max-old-space-size=${2 * Math.max(512, megabytes)}`,
    }),
    zh: ({ megabytes }) => ({
      message: `内容太多，Node 最多能用的 ${megabytes} MB 内存不够：什么也没有写入`,
      hint: `让它多用些：NODE_OPTIONS=--max-old-space-size=${2 * Math.max(512, megabytes)}`,
    }),
  }),
  'file-vanished': message({
    level: 'error',
    en: () => ({ message: 'it changed or vanished while it was read, twice', hint: 'run again when it stands still' }),
    zh: () => ({ message: '读取时它变了或不见了，重读一次仍是如此', hint: '等它不再变动后再运行一次' }),
  }),
  'file-too-large': message<{ size: number; limit: number }>({
    level: 'error',
    en: ({ size, limit }) => ({
      message: `it has ${size} bytes, more than the ${limit} that a text may have`,
      hint: 'split it, or raise `limits.fileSize` in the config',
    }),
    zh: ({ size, limit }) => ({
      message: `它有 ${size} 字节，超过了文本文件的上限 ${limit}`,
      hint: '把它拆开，或在配置里调高 `limits.fileSize`',
    }),
  }),
  'announced-damaged': message({
    level: 'error',
    en: () => ({
      message: 'the record of the last announcement is damaged, so nobody knows what was told',
      hint: 'bring it back from the last job, or delete it and run `ruoyu announce --all`',
    }),
    zh: () => ({
      message: '上一次通知的记录已损坏，不知道通知过什么',
      hint: '从上一次任务取回它，或者删掉它，运行 `ruoyu announce --all`',
    }),
  }),
  'data-file-unread': message({
    level: 'warning',
    en: () => ({
      message: 'it lies in `_data` and is neither read nor published: data is .yaml, .yml, .json or .toml',
      hint: 'give it one of these formats, or move it elsewhere',
    }),
    zh: () => ({
      message: '它在 `_data` 里，既不会读取也不会发布：数据只能是 .yaml、.yml、.json 或 .toml',
      hint: '换成这几种格式，或移到别处',
    }),
  }),
  'data-twice': message<{ name: string; other: string }>({
    level: 'warning',
    en: ({ name, other }) => ({ message: `“${name}” is the data of “${other}” already`, hint: 'rename one of them' }),
    zh: ({ name, other }) => ({ message: `“${name}”的数据已经来自“${other}”`, hint: '给其中一个改名' }),
  }),
  'file-special': message<{ kind: string }>({
    level: 'error',
    en: ({ kind }) => ({ message: `it is no plain file but a ${kind}, and was not opened`, hint: 'move it elsewhere' }),
    zh: ({ kind }) => ({ message: `它不是普通文件（${kind}），没有打开`, hint: '把它移到别处' }),
  }),
  'file-not-utf8': message<{ offset: number; encoding: string }>({
    level: 'error',
    en: ({ offset, encoding }) => ({
      message: `it is not valid UTF-8 at byte ${offset}${encoding && ` (it looks like ${encoding})`}`,
      hint: 'save it as UTF-8 in your editor',
    }),
    zh: ({ offset, encoding }) => ({
      message: `第 ${offset} 字节处不是有效的 UTF-8${encoding && `（像是 ${encoding}）`}`,
      hint: '在编辑器里另存为 UTF-8',
    }),
  }),
  'name-not-utf8': message({
    level: 'error',
    en: () => ({ message: 'its name is not valid UTF-8', hint: 'rename it (convmv does many at once)' }),
    zh: () => ({ message: '它的名字不是有效的 UTF-8', hint: '给它改名（convmv 可以批量改）' }),
  }),
  'name-too-long': message<{ bytes: number }>({
    level: 'error',
    en: ({ bytes }) => ({
      message: `its name has ${bytes} bytes; most file systems take 255`,
      hint: 'shorten it and keep its address with `slug`',
    }),
    zh: ({ bytes }) => ({
      message: `它的名字有 ${bytes} 字节，多数文件系统只容得下 255`,
      hint: '缩短名字，用 `slug` 保住网址',
    }),
  }),
  'link-outside': message<{ target: string }>({
    level: 'error',
    en: ({ target }) => ({
      message: `it is a link to ${target}, which is hidden or outside of the content, static and template folders; it was not followed`,
      hint: 'copy the file here, or name its folder under `content` or `statics` in the config',
    }),
    zh: ({ target }) => ({
      message: `它是指向 ${target} 的链接，那里是隐藏的，或在内容、静态文件和模板的文件夹之外，没有跟进`,
      hint: '把文件复制进来，或在配置的 `content`、`statics` 里写上那个文件夹',
    }),
  }),
  'link-unpublished': message<{ file: string; reason: Reason }>({
    level: 'error',
    en: ({ file, reason }) => ({
      message: `it is a link to a file of ${file}, which is not published: ${reasons.en[reason]}`,
      hint: 'remove the link, or publish what it leads to',
    }),
    zh: ({ file, reason }) => ({
      message: `它是指向 ${file} 的文件的链接，那篇文章不发布：${reasons.zh[reason]}`,
      hint: '删掉链接，或先发布它指向的文章',
    }),
  }),
  'link-dangling': message({
    level: 'warning',
    en: () => ({ message: 'it is a link to nothing, and was left out', hint: 'mend the link or remove it' }),
    zh: () => ({ message: '它是指向空处的链接，已略过', hint: '修好或删掉这个链接' }),
  }),
  'link-loop': message({
    level: 'warning',
    en: () => ({
      message: 'it is a link that leads back to itself or through another linked folder, and was left out',
      hint: 'remove it, or link to the folder itself',
    }),
    zh: () => ({
      message: '它是绕回自身或经过另一个链接文件夹的链接，已略过',
      hint: '删掉它，或直接链接到目标文件夹',
    }),
  }),
  'post-path-refused': message<{ path: string; what: 'outside' | 'name' | 'hidden' | 'long' }>({
    level: 'error',
    en: ({ path, what }) => ({
      message: `no post can be written as “${shortened(path)}”: ${newPathFaults.en[what]}`,
      hint:
        what === 'long'
          ? 'give it a short --slug'
          : 'name a folder below the content folder with --section, and a plain name with --slug',
    }),
    zh: ({ path, what }) => ({
      message: `不能把文章写成“${shortened(path)}”：${newPathFaults.zh[what]}`,
      hint: what === 'long' ? '请用 --slug 起一个短的' : '--section 请写内容文件夹里的目录，--slug 请写普通的文件名',
    }),
  }),
  'archetype-expression': message<{ expression: string }>({
    level: 'warning',
    en: ({ expression }) => ({
      message: `“{{ ${expression} }}” can’t be filled in here, and was left out of the new post`,
      hint: 'title, date, name and section are: {{ .Title }}, {{ .Date }}, {{ .Name }}, {{ .Section }}',
    }),
    zh: ({ expression }) => ({
      message: `“{{ ${expression} }}”这里填不了，新文章里没有写它`,
      hint: '能填的有标题、日期、文件名和栏目：{{ .Title }}、{{ .Date }}、{{ .Name }}、{{ .Section }}',
    }),
  }),
  'ignore-invalid': message<{ pattern: string; reason: string }>({
    level: 'error',
    en: ({ pattern, reason }) => ({
      message: `“${pattern}” under \`ignore\` is no regular expression: ${reason}`,
      hint: 'mend it, or write a glob without the slashes round it',
    }),
    zh: ({ pattern, reason }) => ({
      message: `\`ignore\` 里的“${pattern}”不是正则表达式：${inChinese(reason)}`,
      hint: '改正它，或去掉两端的斜杠写成通配符',
    }),
  }),
  'config-no-file': message({
    level: 'error',
    en: () => ({ message: 'it is no plain file, and was not opened', hint: 'put the config there, or remove it' }),
    zh: () => ({ message: '它不是普通文件，没有打开', hint: '在这里放上配置文件，或删掉它' }),
  }),
  'config-no-default': message({
    level: 'error',
    en: () => ({
      message: 'the config exports no settings',
      hint: 'write `export default defineConfig({ … })`',
    }),
    zh: () => ({ message: '配置没有导出任何设置', hint: '写成 `export default defineConfig({ … })`' }),
  }),
  'output-refused': message<{ what: string; folder: string }>({
    level: 'error',
    en: ({ what, folder }) => ({
      message: `the site can't be published to this folder: ${refusals.en[what]} (${folder})`,
      hint: 'name a folder of its own under `output` in the config, or with --out',
    }),
    zh: ({ what, folder }) => ({
      message: `不能发布到这个文件夹：${refusals.zh[what]}（${folder}）`,
      hint: '在配置的 `output` 或 --out 里另写一个专用的文件夹',
    }),
  }),
  'output-foreign': message<{ example: string }>({
    level: 'error',
    en: ({ example }) => ({
      message: `the output folder is not empty, and Ruoyu never published there (it holds ${example}, for one)`,
      hint: 'empty it yourself if nothing in it is needed, or choose another with --out',
    }),
    zh: ({ example }) => ({
      message: `输出文件夹不是空的，若愚也从未在那里发布过（例如里面有 ${example}）`,
      hint: '确认其中的东西都不要了，就自己清空它；或用 --out 换一个文件夹',
    }),
  }),
  'output-in-the-way': message<{ origin: string }>({
    level: 'error',
    en: ({ origin }) => ({
      message: `something that Ruoyu did not write stands where ${origin} wants to be, and was not touched`,
      hint: 'move it away, or into `public/` if it belongs to the site',
    }),
    zh: ({ origin }) => ({
      message: `${origin} 的位置上有一个不是若愚写的东西，没有动它`,
      hint: '把它移走；如果它属于网站，就放进 `public/`',
    }),
  }),
  'output-path-unsafe': message<{ path: string }>({
    level: 'error',
    en: ({ path }) => ({
      message: `“${path}” is no path that may be written below the output folder`,
      hint: 'change the slug, the url or the file name that it comes from',
    }),
    zh: ({ path }) => ({
      message: `“${path}”不是可以写在输出文件夹里的路径`,
      hint: '修改它所来自的 slug、url 或文件名',
    }),
  }),
  'output-differs': message<{ names: string; count: number }>({
    level: 'error',
    en: ({ names, count }) => ({
      message: `the site depends on the machine: two builds under other time zones, locales and orders of files differ in ${count} files (${names})`,
      hint: 'look in the plugins, the config and the templates for a clock, a random number, a time zone or a locale',
    }),
    zh: ({ names, count }) => ({
      message: `网站随机器而变：换了时区、语言环境和文件顺序的两次构建有 ${count} 个文件不同（${names}）`,
      hint: '检查插件、配置和模板里有没有用到时钟、随机数、时区或语言环境',
    }),
  }),
  'output-locked': message<{ pid: number }>({
    level: 'error',
    en: ({ pid }) => ({
      message: `another Ruoyu is publishing to this folder${pid ? ` (process ${pid})` : ''}`,
      hint: 'wait until it is done, then run again',
    }),
    zh: ({ pid }) => ({
      message: `另一个若愚正在向这个文件夹发布${pid ? `（进程 ${pid}）` : ''}`,
      hint: '等它结束后再运行一次',
    }),
  }),
  'output-recovered': message<{ direction: string }>({
    level: 'info',
    en: ({ direction }) => ({
      message:
        direction === 'forward'
          ? 'the last build was broken off while it published; that is finished now'
          : 'the last build was broken off while it published; the site before it is back',
    }),
    zh: ({ direction }) => ({
      message:
        direction === 'forward'
          ? '上一次构建在发布途中中断，现已补完'
          : '上一次构建在发布途中中断，已恢复到它之前的网站',
    }),
  }),
  'output-taken-over': message<{ names: string; count: number }>({
    level: 'info',
    en: ({ names, count }) => ({
      message: `there was no record of this folder, which holds a site of Ruoyu's: it was taken over, and ${count} files that may be somebody else's were left (${names})`,
      hint: 'delete what is not needed; Ruoyu will not touch it',
    }),
    zh: ({ names, count }) => ({
      message: `这个文件夹里是若愚的网站，却没有发布记录：已经接管，其中 ${count} 个可能是别人的文件原样留着（${names}）`,
      hint: '不需要的请自己删掉，若愚不会动它们',
    }),
  }),
  'picture-not-encoded': message<{ picture: string; reason: string }>({
    level: 'warning',
    en: ({ picture, reason }) => ({
      message: `no smaller pictures could be made of ${picture}: ${reason}`,
      hint: 'readers are shown the original; see whether it opens elsewhere, and save it anew',
    }),
    zh: ({ picture, reason }) => ({
      message: `${picture} 做不出缩小的图：${inChinese(reason)}`,
      hint: '读者看到的是原图；请看看别的软件能否打开它，重新存一份',
    }),
  }),
  'picture-unreadable': message<{ picture: string; count: number }>({
    level: 'warning',
    en: ({ picture, count }) => ({
      message: `${picture} has the name of a picture, and is none: readers will see a gap${count > 1 ? ` (one of ${count} on this page)` : ''}`,
      hint: 'it may be an error page, empty, or a pointer of Git LFS (git lfs pull): put the picture there',
    }),
    zh: ({ picture, count }) => ({
      message: `${picture} 名字是图片，里面却不是：读者会看到空缺${count > 1 ? `（这一页共 ${count} 张）` : ''}`,
      hint: '也许是错误页、空文件，或 Git LFS 的指针（git lfs pull）；请换上真正的图片',
    }),
  }),
  'encoder-broken': message<{ reason: string }>({
    level: 'warning',
    en: ({ reason }) => ({
      message: `sharp is installed but can't run here: ${reason}`,
      hint: 'pictures are published as they are; install it anew on this system: npm install sharp',
    }),
    zh: ({ reason }) => ({
      message: `装了 sharp，但在这里运行不了：${inChinese(reason)}`,
      hint: '图片照原样发布；请在这个系统上重新安装：npm install sharp',
    }),
  }),
  'encoder-missing': message<{ count: number; megabytes: number }>({
    level: 'info',
    en: ({ count, megabytes }) => ({
      message: `${count} large pictures (${megabytes} MB) are published as they are: readers on a phone wait for them`,
      hint: 'npm install sharp, and each build makes smaller ones for them',
    }),
    zh: ({ count, megabytes }) => ({
      message: `有 ${count} 张大图（共 ${megabytes} MB）照原样发布，手机上的读者要等很久`,
      hint: '装上 sharp（npm install sharp），以后每次构建都会为它们准备小图',
    }),
  }),
  'font-missing': message<{ key: string; name: string }>({
    level: 'warning',
    en: ({ key, name }) => ({
      message: `${key}: there is no font ${name}`,
      hint: 'write the path of a .ttf, .otf, .woff or .woff2 file from the site’s folder, or the name of a package that you have installed',
    }),
    zh: ({ key, name }) => ({
      message: `${key}：找不到字体 ${name}`,
      hint: '请写 .ttf、.otf、.woff 或 .woff2 文件的路径（从网站的文件夹算起），或者已经装好的 npm 包的名字',
    }),
  }),
  'font-several': message<{ key: string; name: string; files: string }>({
    level: 'warning',
    en: ({ key, name, files }) => ({
      message: `${key}: ${name} has several fonts`,
      hint: `write the path of one of them: ${files}`,
    }),
    zh: ({ key, name, files }) => ({
      message: `${key}：${name} 里有好几个字体`,
      hint: `请写到文件为止：${files}`,
    }),
  }),
  'drawers-missing': message<{ key: string; packages: string }>({
    level: 'warning',
    en: ({ key, packages }) => ({
      message: `${key} needs packages that are not installed, and is left out`,
      hint: `npm install ${packages}`,
    }),
    zh: ({ key, packages }) => ({
      message: `${key} 要用的包还没有装，这次先不做`,
      hint: `npm install ${packages}`,
    }),
  }),
  'drawing-failed': message<{ key: string; name: string; reason: string }>({
    level: 'warning',
    en: ({ key, name, reason }) => ({
      message: `${key}: nothing could be made with the font ${name}: ${reason}`,
      hint: 'see whether the file opens elsewhere, and install the packages anew on this system: npm install @resvg/resvg-js subset-font',
    }),
    zh: ({ key, name, reason }) => ({
      message: `${key}：字体 ${name} 用不了：${inChinese(reason)}`,
      hint: '请看看别的软件能否打开这个文件；或者在这个系统上重新安装：npm install @resvg/resvg-js subset-font',
    }),
  }),
  'glyphs-missing': message<{ key: string; name: string; signs: string }>({
    level: 'info',
    en: ({ key, name, signs }) => ({
      message: `${key}: the font ${name} has no ${signs}`,
      hint: 'cards leave these characters out; take another font, or other words',
    }),
    zh: ({ key, name, signs }) => ({
      message: `${key}：字体 ${name} 里没有 ${signs}`,
      hint: '分享图上会缺这些字；可以换一个字体，或者换个说法',
    }),
  }),
  'write-failed': message<{ code: string; path: string }>({
    level: 'error',
    en: ({ code, path }) => system(code, `the site was not published and stays as it was; ${path}`, '').en,
    zh: ({ code, path }) => system(code, '', `没有发布，网站保持原样；${path}`).zh,
  }),
}

/**
 * The sentences of the parsers that Ruoyu runs, in Chinese: the commonest of `yaml`, `smol-toml`, our reader of JSON, KaTeX,
 * esbuild, nunjucks, sharp and Node. `$1` … are the groups; a sentence that stands in no list stays as it is.
 */
type Sentences = readonly (readonly [sentence: RegExp, chinese: string])[]

const yaml: Sentences = [
  [/^Flow sequence in block collection must be .* end with a ]$/, '方括号 [ 没有收尾的 ]，或者 ] 前面没有缩进'],
  [/^Flow map in block collection must be .* end with a }$/, '花括号 { 没有收尾的 }，或者 } 前面没有缩进'],
  [/^Unexpected flow-seq-end token.*$/, '多了一个 ]'],
  [/^Unexpected flow-map-end token.*$/, '多了一个 }'],
  [/^Unexpected , in flow (?:sequence|map)$/, '多了一个逗号'],
  [/^Missing ,(?: or :)? between flow .* items$/, '两项之间缺少逗号'],
  [/^Unexpected scalar at node end$/, '值在这里已经结束，后面不能再有文字（引号或方括号之后、列表之后）'],
  [/^Implicit keys need to be on a single line$/, '这一行没有“: ”（冒号加空格），不成键和值'],
  [/^Implicit map keys need to be followed by map values$/, '键后面要有“: ”（冒号加空格）'],
  [/^Nested mappings are not allowed in compact mappings$/, '这一行的下面多了缩进，或者值里有“冒号加空格”'],
  [/^All mapping items must start at the same column$/, '同一层的键要左对齐'],
  [/^All sequence items must start at the same column$/, '同一个列表的“- ”要左对齐'],
  [/^A block sequence may not be used as an implicit map key$/, '列表的“- ”没有和上一项对齐'],
  [/^Unexpected block-seq-ind on same line with key$/, '“- ”要另起一行'],
  [/^Sequence item without - indicator$/, '列表的这一项前面缺少“- ”'],
  [/^Plain value cannot start with (?:reserved|flow indicator|directive indicator) character (.)$/, '值不能以 $1 开头'],
  [/^Plain value cannot start with a tab character$/, '值不能以制表符开头'],
  [/^Block scalar header includes extra characters: (.*)$/, '以 | 或 > 开头的值表示多行文字，“$1”不能这样写'],
  [/^Invalid escape sequence (.*)$/, '双引号里没有 $1 这种转义；要写反斜杠请写 \\\\，或者改用单引号'],
  [/^Comments must be separated .*$/, '注释的 # 前面要有空格'],
  [/^Missing space after : .*$/, '冒号后面要有空格'],
  [/^Map keys must be unique$/, '键写了两次'],
  [/^Multi-line (?:double|single)-quoted string .*$/, '引号里的文字换了行，下一行要缩进'],
]

const toml: Sentences = [
  [/^invalid value$/, '值不对：文字要用半角引号括起来'],
  [/^illegal character in key$/, '键里有不能用的字符；键和值之间是半角的 =，中文的键要加引号'],
  [/^(?:control characters are not allowed in strings|unfinished string)$/, '引号没有在同一行收尾'],
  [/^trying to redefine an already defined table or value$/, '这个键前面已经写过'],
  [/^expected comma or end of structure$/, '缺少逗号，或者缺少收尾的 ] 或 }'],
  [/^invalid date$/, '没有这样的日期'],
  [/^illegal character in numeric literal$/, '数字里有不能用的字符；日期写成 2024-04-03，文字要加引号'],
  [/^illegal leading zero$/, '数字不能以 0 开头；如果是文字请加引号'],
  [/^unrecognised escape sequence$/, '双引号里没有这种转义；要写反斜杠请写 \\\\，或者改用单引号'],
  [/^each key-value declaration must be followed by an end-of-line$/, '值后面还有别的内容；每行只写一个键'],
  [/^unexpected end of (?:key|file)$/, '缺少键或值'],
  [/^incomplete key-value.*$/, '缺少 = 和值'],
  [/^(?:unexpected|expected) (?:character|token).*$/, '这里有多余的字符'],
]

const json: Sentences = [
  [/^it ends too early$/, '到这里就结束了，缺少收尾的 }'],
  [/^a key in double quotes is expected$/, '这里应该是用半角双引号括起来的键；最后一项后面不能有逗号'],
  [/^“:” is expected$/, '键后面应该是半角冒号'],
  [/^“,” or “(.)” is expected$/, '这里应该是逗号或 $1'],
  [/^nothing may follow the last brace$/, '最后一个 } 后面不能再有内容'],
  [/^unexpected (".*)$/, '引号没有在同一行收尾：$1'],
  [/^unexpected (.*)$/, '不认识“$1”；文字要用半角双引号括起来'],
  [/^JSON does not support trailing commas$/, 'JSON 的最后一项后面不能有逗号'],
  [/^JSON does not support comments$/, 'JSON 里不能写注释'],
  [/^JSON strings must use double quotes$/, 'JSON 的文字要用双引号'],
  [/^Expected string in JSON but found .*$/, '这里应该是用双引号括起来的键；最后一项后面不能有逗号'],
  [/^Expected "(.+?)" in JSON but found end of file$/, '文件结束了，还缺少收尾的 } 或 ]'],
  [/^Expected "(.+?)" in JSON but found .*$/, '这里缺少 $1'],
  [/^Expected end of file in JSON but found .*$/, '最后一个 } 后面不能再有内容'],
  [/^Unexpected end of file in JSON$/, '文件是空的，或者没有写完'],
  [/^Unexpected "(.*)" in JSON$/, '不认识“$1”；文字要用双引号括起来'],
]

const katex: Sentences = [
  [/^Undefined control sequence: (\S+)/, '没有 $1 这个命令'],
  [/^Unexpected end of input in a macro argument, expected '(.)'/, '缺少收尾的 $1，或者命令缺少参数'],
  [/^Double superscript/, '连着写了两个上标 ^，请用花括号分组'],
  [/^Double subscript/, '连着写了两个下标 _，请用花括号分组'],
  [/^Expected '\\right', got '.*?'/, '\\left 没有对应的 \\right'],
  [/^Expected '}', got '.*?'/, '缺少收尾的 }'],
  [/^Expected 'EOF', got '&'/, '这里不能写 &；对齐要放在 aligned 等环境里，要显示它请写 \\&'],
  [/^Expected 'EOF', got '}'/, '多了一个 }'],
  [/^Expected 'EOF', got '#'/, '# 要写成 \\#'],
  [/^Expected 'EOF', got '(.*?)'/, '这里不能有 $1'],
  [/^No such environment: (\S+)/, '没有 $1 这个环境'],
  [/^Expected & or .*? or \\end/, '\\begin 开始的环境没有 \\end'],
  [/^Mismatch: (\S+) matched by (\S+)/, '$1 和 $2 不是一对'],
  [/^\\tag works only in display equations/, '\\tag 只能用在单独成行的公式（$$$$…$$$$）里'],
  [/^(\{\S+\}) can be used only in display mode\./, '$1 只能用在单独成行的公式（$$$$…$$$$）里'],
  [/^Expected group (?:after|as argument to) '(.*?)'/, '$1 后面缺少内容'],
  [/^Invalid delimiter '(.*?)' after '(.*?)'/, '$2 后面不能是 $1，应为括号'],
  [/^Invalid (?:size|unit): '(.*?)'/, '“$1”不是长度，请写成 1em 这样'],
  [/^Invalid color: '(.*?)'/, '没有“$1”这种颜色'],
  [/^Limit controls must follow a math operator/, '\\limits 前面应是求和、积分等运算符'],
  [/^Unknown column alignment: (\S+)/, '列的对齐方式不能是 $1，应为 l、c 或 r'],
  [/^(\\\S+) valid only within array environment/, '$1 只能用在 array 环境里'],
  [/^Too many expansions: .*?setting/, '宏展开的次数太多，可能是宏调用了自己'],
]

const script: Sentences = [
  [
    /^(?:Expected .+ but found|Unexpected|Syntax error) "([：，；、。“”‘’（）｛｝［］＝])"$/,
    '“$1”是全角的，这里要用半角的',
  ],
  [/^Unterminated string literal$/, '引号没有收尾'],
  [/^Unterminated template literal$/, '反引号没有收尾'],
  [/^Unterminated regular expression$/, '正则表达式没有收尾的 /'],
  [/^Expected "(.+)" but found end of file$/, '文件结束了，还缺少 $1'],
  [/^Unexpected end of (?:file|input)$/, '文件没有写完，缺少收尾的括号'],
  [/^Expected "[}\])]" but found "(.*)"$/, '“$1”前面缺少逗号、冒号或括号'],
  [/^Expected "(.+)" but found "(.*)"$/, '“$2”前面缺少 $1'],
  [/^Expected (?:identifier|string) but found "(.*)"$/, '这里不能是“$1”'],
  [/^Unexpected "(.*)"$/, '这里不能有“$1”'],
  [/^Unexpected end of file$/, '文件没有写完，缺少收尾的括号'],
  [/^Syntax error "(.*)"$/, '这里不能有“$1”'],
  [/^The symbol "(.*)" has already been declared$/, '“$1”前面已经声明过'],
  [/^Multiple exports with the same name "default"$/, 'export default 写了两次'],
  [/^Could not resolve "(\..*)"$/, '没有“$1”这个文件'],
  [/^Could not resolve "(.*)"$/, '没有安装“$1”这个包'],
  [/^No matching export in "(.*)" for import "(.*)"$/, '“$1”里没有导出“$2”'],
  [/^Cannot find (?:package|module) '(.*?)'[\s\S]*$/, '没有安装“$1”这个包'],
  [/^The requested module '(.*)' does not provide an export named '(.*)'$/, '“$1”里没有导出“$2”'],
  [/^(\S+) is not defined$/, '没有定义 $1'],
  [/^(\S+) is not a function$/, '$1 不是函数'],
  [/^(\S+) is not iterable.*$/, '$1 不是列表，不能展开'],
  [/^Cannot read properties of (undefined|null) \(reading '(.*)'\)$/, '要读“$2”的那个值是 $1'],
  [/^Assignment to constant variable\.$/, '不能给 const 声明的变量重新赋值'],
  [/^Cannot access '(.*)' before initialization$/, '“$1”在声明之前就用了'],
  [/^ENOENT: no such file or directory, \w+ '(.*)'$/, '没有“$1”这个文件'],
]

/** esbuild's of style sheets; those of brackets are the same as of scripts. */
const style: Sentences = [
  [/^Expected identifier but found whitespace$/, '这里不能有空格'],
  [/^Expected "(.+)" to go with "(.+)"$/, '$2 没有收尾的 $1'],
  [/^Expected "(.+)" but found whitespace$/, '这里缺少 $1'],
  [/^Unterminated (?:string token|url token)$/, '引号或括号没有收尾'],
  [/^"(.+)" is not a known CSS property$/, '没有“$1”这个 CSS 属性'],
  [/^Unexpected whitespace$/, '这里不能有空格'],
]

/** nunjucks', some of which other parsers have too. */
export const ofTemplates: Sentences = [
  [/^unexpected token: (.*)$/, '这里不能有“$1”'],
  [/^expected variable end$/, '这里应该是收尾的 }}'],
  [/^expected block end in (.*) statement$/, '标签 $1 里有多余的内容，或者缺少收尾的 %}'],
  [/^unexpected end of file$/, '模板没有写完'],
  [/^(?:unexpected end of comment|expected end of comment, got end of file)$/, '注释没有收尾的 #}'],
  [/^unknown block tag: (.*)$/, '没有 {% $1 %} 这种标签'],
  [/^parseIf: expected elif, else, or endif, got end of file$/, '{% if %} 没有收尾的 {% endif %}'],
  [/^parseBlock: expected endblock, got end of file$/, '{% block %} 没有收尾的 {% endblock %}'],
  [/^parseBlock: variable name expected$/, '{% block %} 缺少名字'],
  [/^parseFor: expected "in" keyword for loop$/, '{% for %} 里缺少 in'],
  [/^parseFor: variable name expected for loop$/, '{% for %} 里缺少变量名'],
  [/^parseSet: expected = or block end in set tag$/, '{% set %} 里缺少 ='],
  [/^parseImport: expected "as" keyword$/, '{% import %} 里缺少 as'],
  [/^parseFrom: expected import$/, '{% from %} 里缺少 import'],
  [/^parse(?:Aggregate|Signature|From): expected comma(?: after expression)?$/, '这里应该是逗号或收尾的括号'],
  [/^parseAggregate: expected colon after dict key$/, '键后面应该是冒号'],
  [/^expected expression, got end of file$/, '这里缺少一个值，模板就结束了'],
  [/^expected name as lookup value, got (.*)$/, '点后面应该是名字，不能是 $1'],
  [/^expected symbol, got .*$/, '这里缺少一个名字'],
  [/^expected (\S+), got (.*)$/, '这里应该是 $1，实际是 $2'],
  [/^Unexpected value while parsing: (.*)$/, '这里不能有“$1”'],
  [/^tag name expected$/, '{% 后面缺少标签的名字'],
  [/^Block "(.*)" defined more than once\.$/, '{% block $1 %} 写了两次'],
  [/^unknown block "(.*)"$/, '没有 {% block $1 %}'],
  [/^no super block available for "(.*)"$/, '{% block $1 %} 在被继承的模板里没有，不能用 super()'],
  [/^cannot import '(.*)'$/, '那个模板里没有“$1”，不能 import'],
  [/^test not found: (.*)$/, '没有“is $1”这种判断'],
  [/^“(.*)” is nothing that can be called$/, '“$1”不是函数，不能这样调用'],
  [/^“(.*)” is no name$/, '“$1”不能用作名字'],
  [/^“(.*)” is no date$/, '“$1”不是日期'],
  [/^there is no asset “(.*)”$/, '没有“$1”这个样式、脚本或图片'],
  [/^more than (\d+) ms$/, '超过了 $1 毫秒'],
  [/^Maximum call stack size exceeded$/, '一层套一层，没有尽头'],
]

const picture: Sentences = [
  [/^Input (?:file|buffer) contains unsupported image format.*$/, '这不是能读的图片格式'],
  [/^Input (?:file|buffer) has corrupt header.*$/, '文件开头是坏的'],
  [/^Input image exceeds pixel limit.*$/, '像素太多'],
  [/^(?:VipsJpeg: )?[Pp]remature end of .*$/, '文件不完整，后半截没有了'],
  [/^Input (?:file|buffer) is (?:empty|missing).*$/, '文件是空的'],
]

const expression: Sentences = [
  [/^Invalid regular expression: .*: Unterminated group$/, '括号 ( 没有收尾'],
  [/^Invalid regular expression: .*: Unterminated character class$/, '方括号 [ 没有收尾'],
  [/^Invalid regular expression: .*: Unmatched '\)'$/, '多了一个 )'],
  [/^Invalid regular expression: .*: Nothing to repeat$/, '*、+ 或 ? 前面缺少内容'],
  [/^Invalid regular expression: .*: \\ at end of pattern$/, '结尾多了一个反斜杠'],
]

/** Our own, of what an extension gave. */
const extension: Sentences = [
  [/^it gave a promise, for which no template waits$/, '它给出的是 promise，模板不会等待；请先在 `data` 里取好'],
  [/^it gave no text, but (.*)$/, '它应该给出文字，实际给的是 $1'],
  [/^it gave no list, but (.*)$/, '它应该给出列表，实际给的是 $1'],
  [/^it gave no object, but (.*)$/, '它应该给出对象，实际给的是 $1'],
  [/^(.*) is no path of the site$/, '$1 不是网站里的路径'],
  [/^(.*) has no function `text`$/, '$1 没有函数 `text`'],
  [/^the `post` of (.*) is no post of the site$/, '$1 的 `post` 不是这个网站的文章'],
  [/^a finding needs its words in `params.message`$/, '每条结果都要在 `params.message` 里写明是什么问题'],
  [/^(".*") is a folder, whose page is (.*)$/, '$1 是文件夹，它的网页是 $2'],
  [/^(.*) has (`.*`) where (`.*`) is meant$/, '$1 写的是 $2，应该是 $3'],
  [/^the `yields` of (.*) is neither true nor false$/, '$1 的 `yields` 只能是 true 或 false'],
  [/^(.*) has both a `text` and a `redirect`$/, '$1 又有 `text` 又有 `redirect`，只能有一个'],
  [/^the `redirect` of (.*) is no address$/, '$1 的 `redirect` 不是网址'],
  [/^(.*) is no page that could be a redirect$/, '$1 不是网页（.html），不能跳转'],
  [/^(?:Error: )?it gave no tree, but (.*)$/, '它应该给出语法树，或者什么也不给，实际给的是 $1'],
  [/^it gave an empty page$/, '它给出的网页是空的'],
  [/^a finding's level is error, warning or info, not (.*)$/, '`level` 只能是 error、warning、info，没有 $1'],
  [
    /^Cannot (?:assign to read only property|add property|redefine property:?) '?([^', ]*).*$/,
    '不能改动“$1”：网站的数据是共用的，请先复制一份',
  ],
  [/^(.*) is no plain data$/, '$1 不是普通的数据（文字、数字、列表或对象）'],
]

const all: Sentences = [yaml, toml, json, katex, script, style, ofTemplates, picture, expression, extension].flat()

/** A parser's sentence in Chinese as far as it is known, by `own` first; the place that KaTeX names stays with it. */
export function inChinese(reason: string, own: Sentences = []): string {
  const [, sentence = '', position, context = ''] =
    /^([\s\S]*?)(?: at (?:position (\d+)|end of input): ([\s\S]*))?$/.exec(reason) ?? []
  const [pattern, chinese] = [...own, ...all].find(([pattern]) => pattern.test(sentence)) ?? []
  if (!pattern || chinese === undefined) return reason
  const where = context && `（${position ? `第 ${position} 个字符` : '结尾处'}：${context}）`
  return sentence.replace(pattern, chinese) + where
}

/** The package that a sentence of esbuild or Node misses; '' for other sentences and for files of the site. */
export function missingPackage(reason: string): string {
  const [, name = ''] =
    /^(?:Could not resolve|Cannot find (?:package|module)) ['"]([^'"./][^'"]*)['"]/.exec(reason) ?? []
  return /^(?:@[^/]+\/)?[^/]+/.exec(name.replace(/^node:.*/, ''))?.[0] ?? ''
}

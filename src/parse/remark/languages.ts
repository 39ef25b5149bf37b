import type { LanguageFn } from 'highlight.js'

/** A grammar of highlight.js: its name for readers, how to load it, its other names, the grammars that it embeds. */
type Grammar = readonly [label: string, load: () => Promise<{ default: LanguageFn }>, aliases?: string, embeds?: string]

/** Static imports by name, so that a bundler makes a chunk of each. */
export const grammars: Readonly<Record<string, Grammar>> = {
  ada: ['Ada', () => import('highlight.js/lib/languages/ada')],
  apache: ['Apache', () => import('highlight.js/lib/languages/apache'), 'apacheconf htaccess'],
  applescript: ['AppleScript', () => import('highlight.js/lib/languages/applescript'), 'osascript'],
  arduino: ['Arduino', () => import('highlight.js/lib/languages/arduino'), 'ino'],
  armasm: ['ARM assembly', () => import('highlight.js/lib/languages/armasm'), 'arm'],
  autohotkey: ['AutoHotkey', () => import('highlight.js/lib/languages/autohotkey'), 'ahk'],
  awk: ['Awk', () => import('highlight.js/lib/languages/awk')],
  bash: ['Bash', () => import('highlight.js/lib/languages/bash'), 'sh zsh shellscript'],
  basic: ['BASIC', () => import('highlight.js/lib/languages/basic')],
  c: ['C', () => import('highlight.js/lib/languages/c'), 'h'],
  clojure: ['Clojure', () => import('highlight.js/lib/languages/clojure'), 'clj edn'],
  cmake: ['CMake', () => import('highlight.js/lib/languages/cmake')],
  coffeescript: ['CoffeeScript', () => import('highlight.js/lib/languages/coffeescript'), 'coffee'],
  cpp: ['C++', () => import('highlight.js/lib/languages/cpp'), 'c++ cc cxx hpp hxx h++'],
  crystal: ['Crystal', () => import('highlight.js/lib/languages/crystal'), 'cr'],
  csharp: ['C#', () => import('highlight.js/lib/languages/csharp'), 'c# cs'],
  css: ['CSS', () => import('highlight.js/lib/languages/css')],
  d: ['D', () => import('highlight.js/lib/languages/d'), 'dlang'],
  dart: ['Dart', () => import('highlight.js/lib/languages/dart'), '', 'markdown'],
  delphi: ['Pascal', () => import('highlight.js/lib/languages/delphi'), 'pascal pas'],
  diff: ['Diff', () => import('highlight.js/lib/languages/diff'), 'patch'],
  django: ['Django', () => import('highlight.js/lib/languages/django'), 'jinja jinja2 swig', 'xml'],
  dns: ['DNS zone', () => import('highlight.js/lib/languages/dns'), 'bind zone'],
  dockerfile: ['Dockerfile', () => import('highlight.js/lib/languages/dockerfile'), 'docker', 'bash'],
  dos: ['Batch', () => import('highlight.js/lib/languages/dos'), 'bat batch cmd'],
  elixir: ['Elixir', () => import('highlight.js/lib/languages/elixir'), 'ex exs'],
  elm: ['Elm', () => import('highlight.js/lib/languages/elm')],
  erb: ['ERB', () => import('highlight.js/lib/languages/erb'), '', 'ruby xml'],
  erlang: ['Erlang', () => import('highlight.js/lib/languages/erlang'), 'erl'],
  fortran: ['Fortran', () => import('highlight.js/lib/languages/fortran'), 'f90 f95'],
  fsharp: ['F#', () => import('highlight.js/lib/languages/fsharp'), 'f# fs'],
  gherkin: ['Gherkin', () => import('highlight.js/lib/languages/gherkin'), 'feature'],
  glsl: ['GLSL', () => import('highlight.js/lib/languages/glsl'), 'hlsl shader'],
  go: ['Go', () => import('highlight.js/lib/languages/go'), 'golang'],
  gradle: ['Gradle', () => import('highlight.js/lib/languages/gradle')],
  graphql: ['GraphQL', () => import('highlight.js/lib/languages/graphql'), 'gql'],
  groovy: ['Groovy', () => import('highlight.js/lib/languages/groovy')],
  handlebars: [
    'Handlebars',
    () => import('highlight.js/lib/languages/handlebars'),
    'hbs go-html-template gotmpl',
    'xml',
  ],
  haskell: ['Haskell', () => import('highlight.js/lib/languages/haskell'), 'hs'],
  http: ['HTTP', () => import('highlight.js/lib/languages/http'), 'https', 'json xml'],
  ini: ['INI', () => import('highlight.js/lib/languages/ini'), 'toml conf'],
  java: ['Java', () => import('highlight.js/lib/languages/java'), 'jsp'],
  javascript: [
    'JavaScript',
    () => import('highlight.js/lib/languages/javascript'),
    'js jsx mjs cjs node',
    'xml css graphql',
  ],
  json: ['JSON', () => import('highlight.js/lib/languages/json'), 'jsonc json5 jsonl'],
  julia: ['Julia', () => import('highlight.js/lib/languages/julia'), 'jl'],
  kotlin: ['Kotlin', () => import('highlight.js/lib/languages/kotlin'), 'kt kts'],
  latex: ['LaTeX', () => import('highlight.js/lib/languages/latex'), 'tex'],
  less: ['Less', () => import('highlight.js/lib/languages/less')],
  lisp: ['Lisp', () => import('highlight.js/lib/languages/lisp'), 'elisp emacs-lisp commonlisp'],
  llvm: ['LLVM', () => import('highlight.js/lib/languages/llvm')],
  lua: ['Lua', () => import('highlight.js/lib/languages/lua')],
  makefile: ['Makefile', () => import('highlight.js/lib/languages/makefile'), 'make mk'],
  markdown: ['Markdown', () => import('highlight.js/lib/languages/markdown'), 'md mdx', 'xml'],
  matlab: ['MATLAB', () => import('highlight.js/lib/languages/matlab'), 'octave'],
  nginx: ['Nginx', () => import('highlight.js/lib/languages/nginx'), 'nginxconf'],
  nim: ['Nim', () => import('highlight.js/lib/languages/nim')],
  nix: ['Nix', () => import('highlight.js/lib/languages/nix')],
  objectivec: ['Objective-C', () => import('highlight.js/lib/languages/objectivec'), 'objc obj-c objective-c mm'],
  ocaml: ['OCaml', () => import('highlight.js/lib/languages/ocaml'), 'ml'],
  perl: ['Perl', () => import('highlight.js/lib/languages/perl'), 'pl pm'],
  pgsql: ['PostgreSQL', () => import('highlight.js/lib/languages/pgsql'), 'postgres postgresql'],
  php: ['PHP', () => import('highlight.js/lib/languages/php')],
  powershell: ['PowerShell', () => import('highlight.js/lib/languages/powershell'), 'ps1 ps pwsh'],
  prolog: ['Prolog', () => import('highlight.js/lib/languages/prolog')],
  properties: ['Properties', () => import('highlight.js/lib/languages/properties'), 'dotenv env'],
  protobuf: ['Protocol Buffers', () => import('highlight.js/lib/languages/protobuf'), 'proto proto3'],
  puppet: ['Puppet', () => import('highlight.js/lib/languages/puppet'), 'pp'],
  python: ['Python', () => import('highlight.js/lib/languages/python'), 'py py3 python3 gyp'],
  qml: ['QML', () => import('highlight.js/lib/languages/qml')],
  r: ['R', () => import('highlight.js/lib/languages/r'), 'rscript'],
  ruby: ['Ruby', () => import('highlight.js/lib/languages/ruby'), 'rb gemspec'],
  rust: ['Rust', () => import('highlight.js/lib/languages/rust'), 'rs'],
  sas: ['SAS', () => import('highlight.js/lib/languages/sas')],
  scala: ['Scala', () => import('highlight.js/lib/languages/scala')],
  scheme: ['Scheme', () => import('highlight.js/lib/languages/scheme'), 'scm racket'],
  scss: ['SCSS', () => import('highlight.js/lib/languages/scss'), 'sass'],
  shell: ['Shell', () => import('highlight.js/lib/languages/shell'), 'console shellsession', 'bash'],
  smalltalk: ['Smalltalk', () => import('highlight.js/lib/languages/smalltalk')],
  sql: ['SQL', () => import('highlight.js/lib/languages/sql'), 'mysql sqlite'],
  stata: ['Stata', () => import('highlight.js/lib/languages/stata')],
  stylus: ['Stylus', () => import('highlight.js/lib/languages/stylus'), 'styl'],
  swift: ['Swift', () => import('highlight.js/lib/languages/swift')],
  tcl: ['Tcl', () => import('highlight.js/lib/languages/tcl')],
  thrift: ['Thrift', () => import('highlight.js/lib/languages/thrift')],
  twig: ['Twig', () => import('highlight.js/lib/languages/twig'), 'nunjucks njk', 'xml'],
  typescript: [
    'TypeScript',
    () => import('highlight.js/lib/languages/typescript'),
    'ts tsx mts cts',
    'xml css graphql',
  ],
  vbnet: ['Visual Basic', () => import('highlight.js/lib/languages/vbnet'), 'vb'],
  vbscript: ['VBScript', () => import('highlight.js/lib/languages/vbscript'), 'vbs'],
  verilog: ['Verilog', () => import('highlight.js/lib/languages/verilog'), 'v sv systemverilog'],
  vhdl: ['VHDL', () => import('highlight.js/lib/languages/vhdl')],
  vim: ['Vim', () => import('highlight.js/lib/languages/vim'), 'viml vimscript'],
  wasm: ['WebAssembly', () => import('highlight.js/lib/languages/wasm')],
  x86asm: ['x86 assembly', () => import('highlight.js/lib/languages/x86asm'), 'asm assembly nasm'],
  xml: [
    'XML',
    () => import('highlight.js/lib/languages/xml'),
    'html xhtml rss atom xsd xsl plist svg vue svelte astro',
    'css javascript',
  ],
  yaml: ['YAML', () => import('highlight.js/lib/languages/yaml'), 'yml'],
}

/** Names for readers that are better than the grammar's own. */
const labels: Readonly<Record<string, string>> = {
  html: 'HTML',
  jsx: 'JSX',
  sass: 'Sass',
  sh: 'Shell',
  svelte: 'Svelte',
  svg: 'SVG',
  toml: 'TOML',
  tsx: 'TSX',
  vue: 'Vue',
  zsh: 'Zsh',
}

const names = new Map(
  Object.entries(grammars).flatMap(([id, [, , aliases = '']]) =>
    [id, ...aliases.split(' ')].filter(Boolean).map((name): [string, string] => [name, id]),
  ),
)

/** `text` and its like ask for no language at all. */
const plain = new Set(['', 'text', 'txt', 'plain', 'plaintext', 'none', 'nohighlight', 'default', 'raw'])

export interface Language {
  /** The name as written, in lower case. */
  readonly name: string
  readonly label: string
  readonly grammar?: string
}

/**
 * The language that a fence's info string asks for: `go`, `golang {linenos=true}`, `js{1,3}`, `{r setup}`, `js:a.js`.
 * A name that nobody knows is its own label.
 */
export function languageOf(info: string): Language | undefined {
  const written = /^\{?\.?([^\s{},:=]*)/.exec(info)?.[1] ?? ''
  const name = written.toLowerCase()
  if (plain.has(name)) return undefined
  const grammar = names.get(name)
  if (grammar === undefined) return { name, label: written }
  return { name, label: labels[name] ?? grammars[grammar]?.[0] ?? written, grammar }
}

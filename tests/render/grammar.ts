import fc from 'fast-check'

/** Templates as a grammar: a symbol's alternatives stand on lines of their own, `<symbol>` within them is expanded. */
const grammar = {
  text: ' |文|a |&amp;|\\\\| <b> |"|{|-|  ¶|¶¶  |¶{# 注 #}¶|{% raw %}{{ x }}{% endraw %}',
  name: 'x|n|xs|o|v|w|none',
  atom: `<name>|<name>|<name>|1|2.5|"<s>"|'\\\\'|true|none|[1, "b", x]|{ a: 1, "b": x }|o.a|o["b"]|o.deep.c[0]|xs[0]|xs.length
f(x)|f(1, b=x)|f(n, q=2)|f()|f(1, 2, 3)|lib.g(x)|lib.g(x, "y")|g(n)|g(q=x, p=1)|lib.v|range(3)|range(1, 6, 2)|cycler(1, x).next()`,
  filter: `upper|lower|title|capitalize|trim|safe|e|escape|forceescape|string|length|first|last|list|round|int|float|striptags
nl2br|urlencode|urlize|dump|indent(2)|default("d")|d("e", true)|replace("a", "<")|batch(2)|slice(2)|center(9)|string \\| reverse`,
  sign: '+|-|*|//|%|~|==|!=|===|<|>=|and|or',
  test: 'defined|undefined|string|none|iterable|mapping|truthy|sameas(x)|odd|divisibleby(2)',
  expression: `<atom>|<atom>|<atom>|<atom>|(<expression>) \\| <filter>|(<expression>) \\| <filter>|(<expression>) <sign> (<expression>)
(<expression>) if (<expression>) else (<atom>)|(<atom>) is <test>|not (<expression>)|o[<atom>]|<atom> in xs|[<expression>] \\| join("; ")`,
  printed: '(<expression>) \\| default("", true)|(<expression>) \\| string|<expression>',
  list: 'xs|range(3)|[x, n]|o|<atom>',
  statement: `<text>|<text>|<text>|<text>|{{ <printed> }}|{{ <printed> }}|{{ <printed> }}|{{- <printed> -}}
{% if <expression> %}<body>{% elif n %}<body>{% else %}<body>{% endif %}
{%- if <expression> -%}<body>{%- endif -%}
{% for item in <list> %}<body>{{ loop.index }}{{ item }}{% if loop.last %}<text>{% endif %}{% else %}<body>{% endfor %}
{% for p, q in <pairs> %}{{ p }}<body>{{ q | default("") }}{{ loop.revindex0 }}{% endfor %}
{% set v = <expression> %}|{% set v, w = <expression> %}|{% set w %}<body>{% endset %}
{% macro f(p, b="B") %}<body>{{ p or b }}{% endmacro %}|{% macro f(p, q) %}{{ caller() if caller else q or "-" }}<body>{% endmacro %}
{% call f(x) %}<body>{% endcall %}|{% call lib.g(n) %}<body>{% endcall %}|{% filter <filter> %}<body>{% endfilter %}
{% include "i.njk" %}|{% include "none.njk" ignore missing %}|{% include "i" + ".njk" %}|{% include "lib.njk" %}
{% import "lib.njk" as lib %}|{% import "lib.njk" as lib with context %}|{% from "lib.njk" import g, v %}|{% from "lib.njk" import g as f with context %}
{% switch <expression> %}{% case 1 %}<plain>{% case x %}{% case n %}<plain>{% default %}<plain>{% endswitch %}`,
  plain: '<text>|{{ <printed> }}|<text>{{ <printed> }}',
  pairs: 'o|[["k", 1]]|{ a: x }|[[1, 2], ["<"]]',
  body: '|<statement>|<statement>|<statement><statement>|<statement><statement><statement>',
  prelude: `{% macro f(p, q) %}{{ caller() if caller else p }}{% endmacro %}{% import "lib.njk" as lib %}{% from "lib.njk" import g %}`,
  page: '<prelude><body><body>|{% extends "base.njk" %}<prelude><blocks>|{% extends "mid.njk" %}<prelude><body><blocks>',
  inside: '<prelude><body>|<prelude>{{ super() }}<body>|<body>{% set v = super() %}{{ v }}',
  blocks:
    '{% block m1 %}<inside>{% endblock %}|{% block m2 %}<inside>{% endblock %}{% block m1 %}{{ super() }}{% endblock %}|',
  i: '<prelude><body>|<body>',
  lib: '{% set v = "V" %}{% macro g(p, q="Q") %}<text>{{ p or q }}{{ caller() if caller }}{% endmacro %}<text>|{% macro g(p, q) %}{% set v = p %}{{ v }}{{ q or "" }}{% endmacro %}{% set v = "V" %}',
  mid: '{% extends "base.njk" %}<prelude>{% block m1 %}<prelude><body>{{ super() }}{% endblock %}<body>',
  base: '<prelude><{% block m1 %}<prelude><body>{% endblock %}\\|<body>{% block m2 %}{{ x }}{% block m3 %}<text>{% endblock %}{% endblock %}>',
}

type Tie = (symbol: string) => fc.Arbitrary<string>

function arbitraryOf(alternative: string, tie: Tie): fc.Arbitrary<string> {
  const parts = alternative.replaceAll('¶', '\n').split(/(<\w+>)/)
  const expanded = parts.map((part) => {
    const symbol = /^<(\w+)>$/.exec(part)?.[1] ?? ''
    return symbol in grammar ? tie(symbol) : fc.constant(part)
  })
  return fc.tuple(...expanded).map((all) => all.join(''))
}

/** Random texts of each symbol. */
export const random = fc.letrec((tie) =>
  Object.fromEntries(
    Object.entries(grammar).map(([symbol, text]) => {
      const alternatives = text.split(/(?<!\\)[|\n]/).map((each) => each.replaceAll('\\|', '|'))
      const limits = { maxDepth: 6, depthIdentifier: 'template' }
      return [symbol, fc.oneof(limits, ...alternatives.map((each) => arbitraryOf(each, tie as Tie)))]
    }),
  ),
) as Readonly<Record<keyof typeof grammar, fc.Arbitrary<string>>>

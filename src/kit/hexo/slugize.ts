import { lazy } from '../lazy.ts'

/**
 * Hexo's `slugize`, by which it makes addresses of tags and categories and ids of headings: letters lose their marks, runs
 * of blanks and of half-width punctuation become one `-`, and none stays at the ends. Case and full-width marks stay.
 */
export function slugize(text: string, transform = 0): string {
  const slug = withoutMarks(text)
    // biome-ignore lint/suspicious/noControlCharactersInRegex: Hexo takes them out
    .replace(/[\u0000-\u001f]/g, '')
    .replace(/[\s~`!@#$%^&*()\-_+=[\]{}|\\;:"'<>,.?/]+/g, '-')
    .replace(/^-|-$/g, '')
  return transform === 1 ? slug.toLowerCase() : transform === 2 ? slug.toUpperCase() : slug
}

/** Latin letters, also circled (Ⓐ) and full-width ones (Ａ), by the letters that they come from. */
function withoutMarks(text: string): string {
  return text.replace(
    /[\u00C0-\u024F\u0250-\u028F\u1D79\u1D7D\u1E00-\u1EFF\u2183-\u2184\u24B6-\u24E9\u2C60-\u2C7F\uA722-\uA7FF\uFF21-\uFF3A\uFF41-\uFF5A]/g,
    (letter) => bases().get(letter) ?? letter.normalize('NFKD').replace(/\p{M}/gu, ''),
  )
}

/** Letters that Unicode does not take apart. */
const bases = lazy(
  () =>
    new Map(
      (
        'A:ȺⱯ AA:Ꜳ AE:ÆǼǢ AO:Ꜵ AU:Ꜷ AV:ꜸꜺ AY:Ꜽ B:ɃƂƁ C:ƇȻꜾ D:ĐƋƊƉꝹ E:ƐƎ F:ƑꝻ G:ǤƓꞠꝽꝾ H:ĦⱧⱵꞍ I:Ɨ J:Ɉ ' +
        'K:ƘⱩꝀꝂꝄꞢ L:ĿŁȽⱢⱠꝈꝆꞀ M:ⱮƜ N:ȠƝꞐꞤ O:ØǾƆƟꝊꝌ OI:Ƣ OO:Ꝏ OU:Ȣ OE:Œ oe:œ P:ƤⱣꝐꝒꝔ Q:ꝖꝘɊ R:ɌⱤꝚꞦꞂ S:ẞⱾꞨꞄ ' +
        'T:ŦƬƮȾꞆ TZ:Ꜩ U:Ʉ V:ƲꝞɅ VY:Ꝡ W:Ⱳ Y:ƳɎỾ Z:ƵȤⱿⱫꝢ a:ẚⱥɐ aa:ꜳ ae:æǽǣ ao:ꜵ au:ꜷ av:ꜹꜻ ay:ꜽ b:ƀƃɓ c:ƈȼꜿↄ ' +
        'd:đƌɖɗꝺ e:ɇɛǝ f:ƒꝼ g:ǥɠꞡᵹꝿ h:ħⱨⱶɥ hv:ƕ i:ɨı j:ɉ k:ƙⱪꝁꝃꝅꞣ l:ŀſłƚɫⱡꝉꞁꝇ m:ɱɯ n:ƞɲŉꞑꞥ o:øǿɔꝋꝍɵ oi:ƣ ' +
        'ou:ȣ oo:ꝏ p:ƥᵽꝑꝓꝕ q:ɋꝗꝙ r:ɍɽꝛꞧꞃ s:ßȿꞩꞅ t:ŧƭʈⱦꞇ tz:ꜩ u:ʉ v:ʋꝟʌ vy:ꝡ w:ⱳ y:ƴɏỿ z:ƶȥɀⱬꝣ'
      )
        .split(' ')
        .flatMap((row) => {
          const [base = '', letters = ''] = row.split(':')
          return [...letters].map((letter): [string, string] => [letter, base])
        }),
    ),
)

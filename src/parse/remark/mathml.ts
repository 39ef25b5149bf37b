/**
 * KaTeX's MathML 3 as MathML Core has it, which is what Chrome and Edge draw: of `mathvariant` they know `normal` alone, of
 * a table's attributes none, and `∣` does not grow. Source: https://www.w3.org/TR/mathml-core/.
 *
 *     <mi mathvariant="double-struck">R</mi>    →    <mi>ℝ</mi>
 */
export function toCore(markup: string): string {
  const tables: Table[] = []
  return markup.replace(
    /<(\/?)(m[a-z]+)((?: [a-z]+="[^"]*")*)>([^<]*)/g,
    (whole, slash: string, name: string, attributes: string, text: string) => {
      if (slash) {
        if (name === 'mtable') tables.pop()
        return name === 'menclose' ? `</mrow>${text}` : whole
      }
      const attribute = (key: string) => new RegExp(` ${key}="([^"]*)"`).exec(attributes)?.[1]
      if (name === 'mtable') tables.push({ attribute, row: -1, column: 0 })
      if (name === 'mtable') return styled('mtable', [attribute('width') && `width:${attribute('width')}`])
      const table = tables.at(-1)
      if (name === 'mtr' && table) [table.row, table.column] = [table.row + 1, 0]
      if (name === 'mtd' && table) return cell(table, attribute('width')) + text
      if (name === 'menclose') return styled('mrow', enclosing(attribute('notation'))) + text
      if (name === 'mo' && attribute('fence') === 'true')
        return `<mo${attributes} stretchy="true">${bars[text] ?? text}`
      const variant = attribute('mathvariant')
      return variant && variant !== 'normal' ? letters(name, attributes, variant, text) : whole
    },
  )
}

interface Table {
  readonly attribute: (name: string) => string | undefined
  row: number
  column: number
}

const bars: Readonly<Record<string, string>> = { '∣': '|', '∥': '‖' }

function styled(name: string, styles: readonly (string | undefined | false)[]): string {
  const style = styles.filter(Boolean).join(';')
  return style ? `<${name} style="${style}">` : `<${name}>`
}

/** Columns stand as they are told to, and close together where there is to be no gap between them. */
function cell(table: Table, width: string | undefined): string {
  const column = table.column++
  const list = (name: string, at: number) => {
    const values = table.attribute(name)?.split(' ')
    return at < 0 ? undefined : (values?.[at] ?? values?.at(-1))
  }
  const align = table.attribute('columnalign')?.split(' ')[column]
  const line = (name: string, at: number) => (list(name, at) ?? 'none') !== 'none' && `1px ${list(name, at)}`
  const [left, top] = [line('columnlines', column - 1), line('rowlines', table.row - 1)]
  return styled('mtd', [
    width && `width:${width}`,
    align && align !== 'center' && textAligned(align),
    list('columnspacing', column - 1) === '0em' && 'padding-left:0',
    list('columnspacing', column) === '0em' && 'padding-right:0',
    left && `border-left:${left}`,
    top && `border-top:${top}`,
  ])
}

/** A cell’s content is a block to Chrome, which `right` alone does not move. */
export function textAligned(side: string): string {
  return side === 'right' ? 'text-align:right;text-align:-webkit-right' : `text-align:${side}`
}

const strike = (side: string) =>
  `background:linear-gradient(to top ${side},transparent 45%,currentColor 46% 54%,transparent 55%)`

function enclosing(notation: string | undefined): readonly string[] {
  if (notation === 'box') return ['border:1px solid', 'padding:.2em']
  if (notation === 'updiagonalstrike') return [strike('left')]
  if (notation === 'downdiagonalstrike') return [strike('right')]
  return notation === 'horizontalstrike' ? ['text-decoration:line-through'] : []
}

/** Words keep their letters and are styled; so is what Unicode has no such letter for. */
function letters(name: string, attributes: string, variant: string, text: string): string {
  const rest = attributes.replace(/ mathvariant="[^"]*"/, '')
  const mapped = name === 'mtext' ? undefined : alphabet(text, variant)
  if (mapped !== undefined) return `<${name}${rest}>${mapped}`
  const style = [
    /bold/.test(variant) && 'font-weight:bold',
    name !== 'mo' && /italic/.test(variant) && 'font-style:italic',
    /sans-serif|monospace/.exec(variant)?.[0].replace(/^/, 'font-family:'),
  ]
  return styled(`${name}${rest}`, style) + text
}

/** First code points of the capital and small Latin letters, the digits and the Greek letters of each alphabet. */
const alphabets: Readonly<Record<string, readonly (number | undefined)[]>> = {
  bold: [0x1d400, 0x1d41a, 0x1d7ce, 0x1d6a8],
  italic: [0x1d434, 0x1d44e, undefined, 0x1d6e2],
  'bold-italic': [0x1d468, 0x1d482, 0x1d7ce, 0x1d71c],
  script: [0x1d49c, 0x1d4b6],
  'bold-script': [0x1d4d0, 0x1d4ea],
  fraktur: [0x1d504, 0x1d51e],
  'bold-fraktur': [0x1d56c, 0x1d586],
  'double-struck': [0x1d538, 0x1d552, 0x1d7d8],
  'sans-serif': [0x1d5a0, 0x1d5ba, 0x1d7e2],
  'bold-sans-serif': [0x1d5d4, 0x1d5ee, 0x1d7ec, 0x1d756],
  'sans-serif-italic': [0x1d608, 0x1d622],
  'sans-serif-bold-italic': [0x1d63c, 0x1d656, 0x1d7ec, 0x1d790],
  monospace: [0x1d670, 0x1d68a, 0x1d7f6],
}

const ranges = [
  'ABCDEFGHIJKLMNOPQRSTUVWXYZ',
  'abcdefghijklmnopqrstuvwxyz',
  '0123456789',
  'ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡϴΣΤΥΦΧΨΩ∇αβγδεζηθικλμνξοπρςστυφχψω∂ϵϑϰϕϱϖ',
]

/** Letters that Unicode had before it had the alphabets. */
const holes: Readonly<Record<string, string>> = {
  ...{ '𝑕': 'ℎ', '𝒝': 'ℬ', '𝒠': 'ℰ', '𝒡': 'ℱ', '𝒣': 'ℋ', '𝒤': 'ℐ', '𝒧': 'ℒ', '𝒨': 'ℳ', '𝒭': 'ℛ' },
  ...{ '𝒺': 'ℯ', '𝒼': 'ℊ', '𝓄': 'ℴ', '𝔆': 'ℭ', '𝔋': 'ℌ', '𝔌': 'ℑ', '𝔕': 'ℜ', '𝔝': 'ℨ' },
  ...{ '𝔺': 'ℂ', '𝔿': 'ℍ', '𝕅': 'ℕ', '𝕇': 'ℙ', '𝕈': 'ℚ', '𝕉': 'ℝ', '𝕑': 'ℤ' },
}

/** Undefined where a character has no letter in the alphabet. */
function alphabet(text: string, variant: string): string | undefined {
  let mapped = ''
  for (const character of text) {
    const range = ranges.findIndex((letters) => letters.includes(character))
    const first = alphabets[variant]?.[range]
    if (first === undefined) return undefined
    const letter = String.fromCodePoint(first + (ranges[range]?.indexOf(character) ?? 0))
    mapped += holes[letter] ?? letter
  }
  return mapped
}

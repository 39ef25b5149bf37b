import { diagnose } from '../diagnostics/diagnose.ts'
import type { Extension, Slot } from '../extension.ts'
import { nearest } from '../kit/nearest.ts'
import { slotNames } from '../kit/slots.ts'
import type { Checked, Diagnostic, Template } from '../types.ts'

/** Parts of our templates that a site's own file of the name adds to, from before there were slots. */
const olderNames: Readonly<Record<string, Slot>> = {
  'partials/head-end.njk': 'head',
  'partials/post-end.njk': 'post-after',
}

/**
 * Templates with one more for each slot, `slots/NAME.njk`, which prints all that fills it: the `slots/NAME.njk` of the
 * theme in use, what each extension gives as a text and as a file, in order, then the site's own file. One that
 * nothing fills is empty, and an include of it costs nothing.
 */
export function withSlots(
  templates: readonly Template[],
  extensions: readonly Extension[],
): Checked<readonly Template[]> {
  // Another theme may have a part of such a name: then a site's file replaces that part.
  const older = Object.entries(olderNames).filter(
    ([name]) => !templates.some(({ extension, text }) => extension !== undefined && text.includes(name)),
  )
  const slotsByFile = new Map<string, string>(older)
  const slotOf = ({ name }: Template): string | undefined =>
    slotsByFile.get(name) ?? /^slots\/(.+)\.njk$/.exec(name)?.[1]
  const others = templates.filter((template) => slotOf(template) === undefined)
  const fillings = fillingsOf(templates, extensions, slotOf)
  const offers = (slot: string): boolean => {
    const names = [`slots/${slot}.njk`, ...older.filter(([, other]) => other === slot).map(([name]) => name)]
    return others.some(({ text }) => names.some((name) => text.includes(name)))
  }
  const made = slotNames.flatMap((slot) => {
    const parts = fillings
      .filter((filling) => filling.slot === slot)
      .map(({ path, text }, n) => ({ name: `slots/${slot}.njk#${n}`, path, text }))
    return [
      ours(
        `slots/${slot}.njk`,
        parts.map(({ name }) => name),
      ),
      ...parts,
    ]
  })
  const diagnostics = fillings.flatMap(({ slot, path }): readonly Diagnostic[] => {
    if (!slotNames.some((name) => name === slot)) {
      const suggestion = nearest(slot, slotNames)
      return [diagnose('slot-unknown', { file: path }, { slot, suggestion, slots: slotNames.join(', ') })]
    }
    return offers(slot) ? [] : [diagnose('slot-not-offered', { file: path }, { slot })]
  })
  const parts = older.map(([name, slot]) => ours(name, [`slots/${slot}.njk`]))
  return { value: [...others, ...made, ...parts], diagnostics }
}

/** A template that prints others. */
function ours(name: string, parts: readonly string[]): Template {
  const text = parts.map((part) => `{% include "${part}" %}\n`).join('')
  return { name, path: `ruoyu/templates/${name}`, text }
}

interface Filling extends Pick<Template, 'path' | 'text'> {
  readonly slot: string
}

function fillingsOf(
  templates: readonly Template[],
  extensions: readonly Extension[],
  slotOf: (template: Template) => string | undefined,
): readonly Filling[] {
  const files = templates.flatMap((template) => {
    const slot = slotOf(template)
    return slot === undefined ? [] : [{ ...template, slot, isOurs: template.path.startsWith('ruoyu/') }]
  })
  const hasOurTheme = !extensions.some((extension) => 'api' in extension)
  return [
    ...files.filter(({ isOurs }) => isOurs && hasOurTheme),
    ...extensions.flatMap(({ name, slots = {} }) => [
      ...Object.entries(slots).map(([slot, text]) => ({ slot, path: `${name}/slots/${slot}.njk`, text })),
      ...files.filter(({ extension }) => extension === name),
    ]),
    ...files.filter(({ isOurs, extension }) => !isOurs && extension === undefined),
  ]
}

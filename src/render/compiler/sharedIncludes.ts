import type { Instance } from './links.ts'
import type { Miss } from './unknownFields.ts'

/**
 * Texts of included templates, for the pages of one build to share: a sidebar that reads `site` alone is made once. A
 * text is taken again where every name that its template asked for from outside has the very value that it had then,
 * be it a text, a view or nothing; views do not change while a build lasts. Nothing that a call may have changed is kept.
 */
export interface SharedIncludes {
  /** A value with the files whose bodies were read for it, which are noted for nobody else. */
  readonly during: <T>(make: () => T) => { readonly value: T; readonly files: readonly string[] }
  readonly note: (file: string) => void
  readonly texts: Map<Instance, Texts>
}

export function createSharedIncludes({ during, note }: Pick<SharedIncludes, 'during' | 'note'>): SharedIncludes {
  return { during, note, texts: new Map() }
}

/** The texts of one template, the newest first. */
interface Texts {
  readonly made: Made[]
  /** How often it was made anew since one was taken again. */
  misses: number
}

interface Made {
  readonly text: string
  /** The run that made it. */
  readonly run: IncludingRun
  /** In the order in which it was asked: where all before it is the same, the template asks for the next again. */
  readonly asked: readonly Asked[]
  readonly files: readonly string[]
  /** Fields that were asked for in vain. */
  readonly missed: readonly Miss[]
}

/** A name that a template asked for, with its value, or a field of it alone. */
export interface Asked {
  readonly name: string
  readonly value: unknown
  readonly field?: { readonly key: string; readonly value: unknown }
  /** Asked by a filter, which looks past the variables of loops. */
  readonly byFilter?: boolean
}

/** An include that is on its way. */
export interface Recording {
  /** The first question of each kind. */
  readonly asked: Map<string, Asked>
  /** False once something ran that may say or do another thing the next time. */
  isSteady: boolean
}

/** Notes a question. */
export function ask({ asked }: Recording, question: Asked): void {
  const { name, field, byFilter } = question
  const key = field ? `${name}.${field.key}` : byFilter ? `${name}|` : name
  if (!asked.has(key)) asked.set(key, question)
}

/** The part of a run that includes have to do with. */
export interface IncludingRun {
  readonly shared: SharedIncludes | undefined
  readonly misses: Miss[]
  recording: Recording | undefined
  /** False once a template called what may have changed one of its own values, such as `push` of a list. */
  isSteady: boolean
}

/** Texts of a template that are kept: menus mark one of some items, and languages are few. */
const mostTexts = 4
/** Texts that were made in vain before a template counts as one that is another on each page. */
const mostMisses = 8

/** The names where an include stands. */
export interface Names {
  readonly meaning: (name: string) => unknown
  readonly ofContext: (name: string) => unknown
  /** A field of a value that is an object; another value has no fields. */
  readonly fieldOf: (value: unknown, key: string) => unknown
}

/** The text of an include. */
export function shareInclude(run: IncludingRun, template: Instance, names: Names, make: () => string): string {
  const { shared, misses, recording: outer } = run
  const texts = shared?.texts.get(template) ?? { made: [], misses: 0 }
  if (!shared || texts.misses >= mostMisses) return make()
  const again = texts.made.find(
    ({ run: other, asked }) => (other !== run || run.isSteady) && asked.every((each) => isAnswer(each, names)),
  )
  if (again) {
    for (const file of again.files) shared.note(file)
    if (outer) for (const each of again.asked) ask(outer, { ...each, value: valueIn(names, each) })
    misses.push(...again.missed)
    texts.misses = 0
    return again.text
  }
  const recording: Recording = { asked: new Map(), isSteady: true }
  const first = misses.length
  run.recording = recording
  try {
    const { value: text, files } = shared.during(make)
    for (const file of files) shared.note(file)
    const asked = [...recording.asked.values()].map((each) => settled(each, names))
    const isSteady = recording.isSteady && asked.every((each) => !each.byFilter || isAnswer(each, names))
    // V8 joins the pieces of a text when a character is asked for, and else in each page anew.
    text.charCodeAt(0)
    if (isSteady) texts.made.unshift({ text, run, asked, files, missed: misses.slice(first) })
    texts.made.splice(mostTexts)
    texts.misses = isSteady ? texts.misses + 1 : mostMisses
    shared.texts.set(template, texts)
    return text
  } finally {
    run.recording = outer
    if (outer) for (const each of recording.asked.values()) ask(outer, each)
    if (outer) outer.isSteady &&= recording.isSteady
  }
}

/** True where a question has the same answer here. */
function isAnswer(asked: Asked, names: Names): boolean {
  const { value, field } = asked
  const here = valueIn(names, asked)
  return Object.is(here, value) || (field !== undefined && Object.is(names.fieldOf(here, field.key), field.value))
}

function valueIn({ meaning, ofContext }: Names, { name, byFilter }: Asked): unknown {
  return byFilter ? ofContext(name) : meaning(name)
}

/** A name that the include has set for itself stands for what it means outside, as a whole. */
function settled(asked: Asked, { meaning }: Names): Asked {
  const { name, value, byFilter } = asked
  const here = meaning(name)
  return byFilter || Object.is(here, value) ? asked : { name, value: here }
}

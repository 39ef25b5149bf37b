import { namesOfPages } from '../../kit/names.ts'
import { nearest } from '../../kit/nearest.ts'
import type { Place } from '../../types.ts'
import { fault } from './errors.ts'
import { type Context, createLinks, type Env, type Instance, type Links } from './links.ts'
import { type Filter, type Frame, runtime as nunjucksRuntime, type Runtime } from './nunjucks.ts'
import { type NamedPlace, placeOf, type Runs } from './runs.ts'
import { ask, type Names, type Recording } from './sharedIncludes.ts'

/** The functions that generated code calls. A place is null where the name may be absent. */
export interface TemplateRuntime extends Runtime, Links {
  at(place: NamedPlace): void
  print(value: unknown, place: NamedPlace): unknown
  lookup(context: Context, frame: Frame, name: string, place: NamedPlace | null): unknown
  /** A field of a name's value: `page.title`. */
  field(
    context: Context,
    frame: Frame,
    name: string,
    key: string,
    place: NamedPlace | null,
    fieldPlace: NamedPlace | null,
  ): unknown
  member(object: unknown, key: unknown, place: NamedPlace | null): unknown
  call(callee: unknown, context: Context, args: unknown[], place: NamedPlace): unknown
  callMember(object: unknown, key: unknown, args: unknown[], place: NamedPlace): unknown
  filter(name: string, context: Context, args: unknown[], place: NamedPlace): unknown
}

export interface RuntimeOptions {
  /** A template by its name; undefined where there is none. Throws a fault for one that can't be read. */
  readonly find: (name: string) => Instance | undefined
  readonly filters: Readonly<Record<string, Filter>>
  readonly env: Env
  /** The words of the interface, some of which are functions. */
  readonly words: object
  readonly runs: Runs
}

/** The runtime of one set of templates: whatever a template does stands at its place and reaches nothing that it may not. */
export function createRuntime({ find, filters, env, words, runs }: RuntimeOptions): TemplateRuntime {
  const { at, current } = runs
  /** Functions that do the same for the same arguments; what a library's macro runs is looked at by itself. */
  const steady = new WeakSet<object>(Object.values(env.globals).filter((value) => typeof value === 'function'))
  /** Other macros see the names of their template, which may change between two calls, by the include that made them. */
  const macros = new WeakMap<object, Recording | undefined>()

  const findAt = (name: unknown, ignoreMissing: boolean, place: NamedPlace): Instance | undefined => {
    at(place)
    const template = find(String(name))
    if (!template && !ignoreMissing) throw fault('template-missing', placeOf(place), { name: String(name) })
    return template
  }

  const watchCall = (callee: unknown, self: unknown): void => {
    const run = current()
    const { recording } = run
    if (typeof callee !== 'function' || typeof self !== 'object' || self === words || steady.has(callee)) return
    if (Array.isArray(self) && looking.has(callee)) return
    if (macros.has(callee) && macros.get(callee) === recording) return
    if (!macros.has(callee)) run.isSteady = false
    if (recording) recording.isSteady = false
  }

  const call = (callee: unknown, self: unknown, args: unknown[], place: NamedPlace): unknown => {
    at(place)
    watchCall(callee, self)
    if (typeof callee === 'function') return callee.apply(self, args)
    throw fault('template-failed', named(place), { reason: `“${place.name}” is nothing that can be called` })
  }

  const required = (context: Context, frame: Frame, name: string, place: NamedPlace | null): unknown => {
    const value = look(context, frame, name)
    if (value !== undefined || !place || name === 'caller' || isSet(context, frame, name)) return value
    at(place)
    // Other pages have it.
    const isKnown = namesOfPages.has(name)
    const suggestion = isKnown ? '' : nearest(name, [...Object.keys(context.ctx), ...Object.keys(env.globals)])
    throw fault('template-unknown-name', named(place), { name, suggestion })
  }

  /** A field's value as templates have it. */
  const shown = (value: unknown, object: unknown, key: string, place: NamedPlace | null): unknown => {
    if (typeof value === 'function') return value.bind(object)
    if (value === undefined && place && isObject(object)) current().misses.push({ object, key, place })
    return value
  }

  return {
    ...nunjucksRuntime,
    ...createLinks(findAt, env, { current, namesIn, steady }),
    at,
    call,
    makeMacro(...args) {
      const macro = nunjucksRuntime.makeMacro(...args)
      macros.set(macro, current().recording)
      return macro
    },
    print(value, place) {
      if (value !== null && value !== undefined) return nunjucksRuntime.suppressValue(value, true)
      at(place)
      const { name } = place
      const miss = current().misses.findLast((miss) => miss.place.name === name)
      const field = miss && nearest(miss.key, Object.keys(miss.object))
      const suggestion = field ? name.slice(0, -miss.key.length) + field : ''
      throw fault('template-undefined', named(place), { name, suggestion })
    },
    lookup(context, frame, name, place) {
      const value = required(context, frame, name, place)
      const { recording } = current()
      if (recording) ask(recording, { name, value: value ?? valueIn(context, frame, name) })
      return value
    },
    field(context, frame, name, key, place, fieldPlace) {
      const value = required(context, frame, name, place)
      const { recording } = current()
      const inField = read(value, key)
      if (recording && isObject(value)) ask(recording, { name, value, field: { key, value: inField } })
      else if (recording) ask(recording, { name, value: value ?? valueIn(context, frame, name) })
      return shown(inField, value, key, fieldPlace)
    },
    member(object, key, place) {
      const name = String(key)
      return shown(read(object, name), object, name, place)
    },
    callMember: (object, key, args, place) => call(read(object, String(key)), object, args, place),
    filter(name, context, args, place) {
      at(place)
      const { recording } = current()
      return filters[name]?.apply(recording ? asking(context, recording) : context, args as never[])
    },
  }
}

/** Variables are what the view and the template itself bring; nothing that every JavaScript object has. */
function look({ ctx, env }: Context, frame: Frame, name: string): unknown {
  const value = frame.lookup(name)
  if (value !== undefined) return value
  if (Object.hasOwn(ctx, name)) return ctx[name]
  return Object.hasOwn(env.globals, name) ? env.globals[name] : undefined
}

/** True where a `set`, a loop or a view brought the name, be it without a value. */
function isSet({ ctx }: Context, frame: Frame, name: string): boolean {
  for (let each: Frame | undefined = frame; each; each = each.parent) if (name in each.variables) return true
  return Object.hasOwn(ctx, name)
}

function namesIn(context: Context, frame: Frame): Names {
  return {
    meaning: (name) => valueIn(context, frame, name),
    ofContext: (name) => context.ctx[name],
    fieldOf: (value, key) => (isObject(value) ? read(value, key) : unset),
  }
}

/** The value of a name, or `unset`. */
function valueIn(context: Context, frame: Frame, name: string): unknown {
  const value = look(context, frame, name)
  return value === undefined && !isSet(context, frame, name) ? unset : value
}

const unset = Symbol('unset')

/** Methods of lists that only look. */
const { at, concat, includes, indexOf, join, lastIndexOf, slice } = Array.prototype
const looking: ReadonlySet<unknown> = new Set([at, concat, includes, indexOf, join, lastIndexOf, slice])

/** A context for a filter, which notes the variables that the filter asks for. */
function asking(context: Context, recording: Recording): Context {
  const noted = new Proxy(context.ctx, {
    get(target, key) {
      const [name, value] = [String(key), target[String(key)]]
      ask(recording, { name, value, byFilter: true })
      return value
    },
  })
  // nunjucks' own filters ask for its environment, too.
  return Object.create(context, { ctx: { value: noted } })
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}

/**
 * nunjucks has no sandbox of its own: `range.constructor("…")()` would run anything. A function looks empty, for it has a
 * name, a length and a caller of its own. The key is a string: an object could be another one each time it is asked.
 */
function read(object: unknown, key: string): unknown {
  if (object === undefined || object === null || typeof object === 'function') return undefined
  if (key === 'constructor' || key === 'prototype' || key.startsWith('__')) return undefined
  return (object as Record<string, unknown>)[key]
}

/** The place with the length of its name, for a frame that underlines it. */
function named({ name, ...place }: NamedPlace): Place {
  return { ...place, ...(name && { length: name.length }) }
}

import type { Checked, Place } from '../../types.ts'
import { fault, toFault } from './errors.ts'
import { Frame } from './frame.ts'
import { type Context, createLinks, type Env, type Instance, type Links } from './links.ts'
import { nearest } from './nearest.ts'
import { type Filter, runtime as nunjucksRuntime, type Runtime } from './nunjucks.ts'
import { type Miss, unknownFields } from './unknownFields.ts'

/** A place in a template, and what the expression there is called. */
export interface NamedPlace {
  readonly file: string
  readonly line: number
  readonly column: number
  readonly name: string
}

/** The functions that generated code calls. A place is null where the name may be absent. */
export interface TemplateRuntime extends Runtime, Links {
  at(place: NamedPlace): void
  print(value: unknown, place: NamedPlace): unknown
  lookup(context: Context, frame: Frame, name: string, place: NamedPlace | null): unknown
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
  /** Milliseconds for one page or shortcode. */
  readonly timeLimit: number
}

/** One page or shortcode on its way: where it stands, and how long it may take. */
interface Run {
  place: NamedPlace
  steps: number
  /** A time of the clock. */
  readonly deadline: number
  readonly misses: Miss[]
}

/** Steps between two looks at the clock. */
const stride = 1024

/**
 * The runtime of one set of templates. It knows where the template that runs stands, so that whatever is thrown,
 * however deep in includes and parents, has a place; and it stops a template that does not end.
 */
export function createRuntime({ find, filters, env, timeLimit }: RuntimeOptions): {
  readonly runtime: TemplateRuntime
  /** Runs a template; '' where it fails. `paramKeys` are the keys of all front matter, of which a field that views lack may be one. */
  run(render: () => string, view: object, paramKeys: () => ReadonlySet<string>): Checked<string>
} {
  let run = newRun(0)

  const at = (place: NamedPlace): void => {
    run.place = place
    if (++run.steps % stride === 0 && Date.now() > run.deadline)
      throw fault('template-endless', placeOf(place), { reason: `more than ${timeLimit} ms` })
  }

  const findAt = (name: unknown, ignoreMissing: boolean, place: NamedPlace): Instance | undefined => {
    at(place)
    const template = find(String(name))
    if (!template && !ignoreMissing) throw fault('template-missing', placeOf(place), { name: String(name) })
    return template
  }

  const call = (callee: unknown, self: unknown, args: unknown[], place: NamedPlace): unknown => {
    at(place)
    if (typeof callee === 'function') return callee.apply(self, args)
    throw fault('template-failed', named(place), { reason: `“${place.name}” is nothing that can be called` })
  }

  const runtime: TemplateRuntime = {
    ...nunjucksRuntime,
    Frame,
    ...createLinks(findAt, env),
    at,
    call,
    print(value, place) {
      if (value !== null && value !== undefined) return nunjucksRuntime.suppressValue(value, true)
      at(place)
      const { name } = place
      const miss = run.misses.findLast((miss) => miss.place.name === name)
      const field = miss && nearest(miss.key, Object.keys(miss.object))
      const suggestion = field ? name.slice(0, -miss.key.length) + field : ''
      throw fault('template-undefined', named(place), { name, suggestion })
    },
    lookup(context, frame, name, place) {
      const value = ask(context, frame, name)
      if (value !== undefined || !place || name === 'caller' || isSet(context, frame, name)) return value
      at(place)
      const suggestion = nearest(name, [...Object.keys(context.ctx), ...Object.keys(env.globals)])
      throw fault('template-unknown-name', named(place), { name, suggestion })
    },
    member(object, key, place) {
      if (isBare(object) || isForbidden(key)) return undefined
      const value = (object as Record<string, unknown>)[key as string]
      if (typeof value === 'function') return value.bind(object)
      if (value === undefined && place && isObject(object)) run.misses.push({ object, key: String(key), place })
      return value
    },
    callMember(object, key, args, place) {
      const isHidden = isBare(object) || isForbidden(key)
      return call(isHidden ? undefined : (object as Record<string, unknown>)[key as string], object, args, place)
    },
    filter(name, context, args, place) {
      at(place)
      return filters[name]?.apply(context, args as never[])
    },
  }

  return {
    runtime,
    /** Runs can nest: a page asks for its post's text, and a shortcode in it is a template too. */
    run(render, view, paramKeys) {
      const outer = run
      run = newRun(Date.now() + timeLimit)
      try {
        const value = render()
        return { value, diagnostics: unknownFields(run.misses, view, paramKeys) }
      } catch (error) {
        const { diagnostic } = toFault(error, placeOf(run.place))
        const { line, column } = diagnostic
        const misses = run.misses.filter(({ place }) => place.line !== line || place.column !== column)
        return { value: '', diagnostics: [diagnostic, ...unknownFields(misses, view, paramKeys)] }
      } finally {
        run = outer
      }
    },
  }
}

function newRun(deadline: number): Run {
  return { place: { file: '', line: 0, column: 0, name: '' }, steps: 0, deadline, misses: [] }
}

/** Variables are what the view and the template itself bring; nothing that every JavaScript object has. */
function ask({ ctx, env }: Context, frame: Frame, name: string): unknown {
  const value = frame.lookup(name)
  if (value !== undefined) return value
  if (Object.hasOwn(ctx, name)) return ctx[name]
  return Object.hasOwn(env.globals, name) ? env.globals[name] : undefined
}

/** Whether a `set`, a loop or a view brought the name, be it without a value. */
function isSet({ ctx }: Context, frame: Frame, name: string): boolean {
  for (let each: typeof frame.parent = frame; each; each = each.parent) if (name in each.variables) return true
  return Object.hasOwn(ctx, name)
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}

/** A function looks empty: it has a name, a length and a caller of its own. */
function isBare(object: unknown): boolean {
  return object === undefined || object === null || typeof object === 'function'
}

/** nunjucks has no sandbox of its own: `range.constructor("…")()` would run anything. */
function isForbidden(key: unknown): boolean {
  if (typeof key === 'number') return false
  const name = String(key)
  return name === 'constructor' || name === 'prototype' || name.startsWith('__')
}

function placeOf({ file, line, column }: NamedPlace): Place {
  return { file, line, column }
}

/** With the length of the name, for a frame that underlines it. */
function named({ name, ...place }: NamedPlace): Place {
  return { ...place, ...(name && { length: name.length }) }
}

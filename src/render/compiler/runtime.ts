import { nearest } from '../../kit/nearest.ts'
import type { Place } from '../../types.ts'
import { fault } from './errors.ts'
import { type Context, createLinks, type Env, type Instance, type Links } from './links.ts'
import { type Filter, type Frame, runtime as nunjucksRuntime, type Runtime } from './nunjucks.ts'
import { type NamedPlace, placeOf, type Runs } from './runs.ts'

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
  readonly runs: Runs
}

/** The runtime of one set of templates: whatever a template does stands at its place and reaches nothing that it may not. */
export function createRuntime({ find, filters, env, runs }: RuntimeOptions): TemplateRuntime {
  const { at } = runs

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

  return {
    ...nunjucksRuntime,
    ...createLinks(findAt, env),
    at,
    call,
    print(value, place) {
      if (value !== null && value !== undefined) return nunjucksRuntime.suppressValue(value, true)
      at(place)
      const { name } = place
      const miss = runs.misses().findLast((miss) => miss.place.name === name)
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
      const name = String(key)
      const value = read(object, name)
      if (typeof value === 'function') return value.bind(object)
      if (value === undefined && place && isObject(object)) runs.misses().push({ object, key: name, place })
      return value
    },
    callMember: (object, key, args, place) => call(read(object, String(key)), object, args, place),
    filter(name, context, args, place) {
      at(place)
      return filters[name]?.apply(context, args as never[])
    },
  }
}

/** Variables are what the view and the template itself bring; nothing that every JavaScript object has. */
function ask({ ctx, env }: Context, frame: Frame, name: string): unknown {
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

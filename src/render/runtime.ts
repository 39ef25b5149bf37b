import type { Place } from '../types.ts'
import { fault, toFault } from './errors.ts'
import { Frame } from './frame.ts'
import { type Context, createLinks, type Env, type Instance, type Links } from './links.ts'
import { nearest } from './nearest.ts'
import { type Filter, runtime as nunjucksRuntime, type Runtime } from './nunjucks.ts'

/** A place in a template, and what the expression there is called. */
export interface NamedPlace {
  readonly file: string
  readonly line: number
  readonly column: number
  readonly name: string
}

/** What generated code calls. */
export interface TemplateRuntime extends Omit<Runtime, 'Frame'>, Links {
  readonly Frame: typeof Frame
  readonly noVariables: Frame
  at(place: NamedPlace): void
  print(value: unknown, place: NamedPlace): string
  lookup(context: Context, frame: Frame, name: string, place: NamedPlace): unknown
  ask(context: Context, frame: Frame, name: string): unknown
  call(callee: unknown, context: Context, args: unknown[], place: NamedPlace): unknown
  /** For keys that are known to be harmless. */
  callKnown(object: unknown, key: unknown, context: Context, args: unknown[], place: NamedPlace): unknown
  callMember(object: unknown, key: unknown, context: Context, args: unknown[], place: NamedPlace): unknown
  filter(name: string, context: Context, args: unknown[], place: NamedPlace): unknown
  /** `get` is for keys that are known to be harmless. */
  get(object: unknown, key: string): unknown
  memberLookup(object: unknown, key: unknown): unknown
}

export interface RuntimeOptions {
  /** A template by its name; undefined where there is none. Throws a fault for one that can't be read. */
  readonly find: (name: string) => Instance | undefined
  readonly filters: Readonly<Record<string, Filter>>
  readonly env: Env
  /** Milliseconds for one page or shortcode. */
  readonly timeLimit: number
}

/** Steps between two looks at the clock. */
const stride = 1024

/**
 * The runtime of one set of templates. It knows where the template that runs stands, so that whatever is thrown,
 * however deep in includes and parents, has a place; and it stops what does not end.
 */
export function createRuntime(options: RuntimeOptions): {
  readonly runtime: TemplateRuntime
  run<T>(render: () => T): T
} {
  let spot: NamedPlace = nowhere
  let [steps, deadline] = [0, 0]
  let missing: { readonly object: object; readonly key: string } | undefined

  const here = (): Place => {
    const { file, line, column } = spot
    return { file, line, column }
  }
  const at = (place: NamedPlace): void => {
    spot = place
    if (++steps % stride === 0 && Date.now() > deadline)
      throw fault('template-endless', here(), { reason: `more than ${options.timeLimit} ms` })
  }

  const find = (name: unknown, ignoreMissing: boolean, place: NamedPlace): Instance | undefined => {
    at(place)
    const asked = String(name)
    const found = options.find(asked)
    if (!found && !ignoreMissing) throw fault('template-missing', here(), { name: asked })
    return found
  }

  const get = (object: unknown, key: string): unknown => {
    if (object === undefined || object === null || typeof object === 'function') return undefined
    const value = (object as Record<string, unknown>)[key]
    if (typeof value === 'function') return (...args: unknown[]) => value.apply(object, args)
    if (value === undefined && typeof object === 'object') missing = { object, key }
    return value
  }

  const callKnown: TemplateRuntime['callMember'] = (object, key, _context, args, place) => {
    at(place)
    const isBare = object === undefined || object === null || typeof object === 'function'
    const callee = isBare ? undefined : (object as Record<string, unknown>)[key as string]
    if (typeof callee !== 'function') throw notCallable(place)
    return callee.apply(object, args)
  }

  const runtime: TemplateRuntime = {
    ...nunjucksRuntime,
    ...createLinks(find, options.env),
    Frame,
    noVariables: new Frame(),
    makeMacro,
    at,
    get,
    print(value, place) {
      if (typeof value === 'string') return escapeHtml(value)
      if (value instanceof nunjucksRuntime.SafeString) return value.val
      if (value === null || value === undefined) {
        at(place)
        const { name } = place
        const suggestion = missing && name.endsWith(`.${missing.key}`) ? likely(missing.object, missing.key, name) : ''
        throw fault('template-undefined', named(place), { name, suggestion })
      }
      return escapeHtml(String(value))
    },
    lookup(context, frame, name, place) {
      const value = ask(context, frame, name)
      if (value !== undefined || name === 'caller' || isSet(context, frame, name)) return value
      at(place)
      const suggestion = nearest(name, [...Object.keys(context.ctx), ...Object.keys(context.env.globals)])
      throw fault('template-unknown-name', named(place), { name, suggestion })
    },
    ask,
    call(callee, context, args, place) {
      at(place)
      if (typeof callee !== 'function') throw notCallable(place)
      return callee.apply(context, args)
    },
    callKnown,
    callMember: (object, key, context, args, place) =>
      callKnown(isForbidden(key) ? undefined : object, key, context, args, place),
    filter(name, context, args, place) {
      at(place)
      return options.filters[name]?.apply(context, args as never[])
    },
    memberLookup: (object, key) => (isForbidden(key) ? undefined : get(object, key as string)),
  }

  /** Runs can nest: a page asks for its post's text, and a shortcode in it is a template too. */
  const run = <T>(render: () => T): T => {
    const outer = { spot, steps, deadline }
    steps = 0
    deadline = Date.now() + options.timeLimit
    try {
      return render()
    } catch (error) {
      throw toFault(error, here())
    } finally {
      ;({ spot, steps, deadline } = outer)
    }
  }
  return { runtime, run }
}

const special = /[&<>"']/
const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** An expression is quick from the first page on; a loop only where V8 has compiled it. */
function escapeHtml(text: string): string {
  return special.test(text) ? text.replace(/[&<>"']/g, (sign) => entities[sign] ?? sign) : text
}

/** Variables are what the view and the template itself bring; nothing that every JavaScript object has. */
function ask({ ctx, env }: Context, frame: Frame, name: string): unknown {
  const value = frame.lookup(name)
  if (value !== undefined) return value
  if (Object.hasOwn(ctx, name)) return ctx[name]
  return Object.hasOwn(env.globals, name) ? env.globals[name] : undefined
}

/** Whether a `set`, a loop or a view brought the name, be it without a value. */
function isSet({ ctx }: Pick<Context, 'ctx'>, frame: Frame, name: string): boolean {
  return frame.has(name) || Object.hasOwn(ctx, name)
}

/** nunjucks has no sandbox of its own: `range.constructor("…")()` would run anything. */
export function isForbidden(key: unknown): boolean {
  if (typeof key === 'number') return false
  const name = typeof key === 'string' ? key : String(key)
  return name === 'constructor' || name === 'prototype' || name.startsWith('__')
}

/** With no more arguments than names, and none by its name, a macro is a function like any other. */
const makeMacro: Runtime['makeMacro'] = (names, keywords, macro) => {
  const general = nunjucksRuntime.makeMacro(names, keywords, macro)
  return (...args) => (args.length > names.length || isKeywords(args.at(-1)) ? general(...args) : macro(...args))
}

function isKeywords(arg: unknown): boolean {
  return typeof arg === 'object' && arg !== null && '__keywords' in arg
}

function notCallable(place: NamedPlace): Error {
  return fault('template-failed', named(place), { reason: `“${place.name}” is nothing that can be called` })
}

const nowhere: NamedPlace = { file: '', line: 0, column: 0, name: '' }

function named({ file, line, column, name }: NamedPlace): Place {
  return { file, line, column, ...(name && { length: name.length }) }
}

function likely(object: object, key: string, name: string): string {
  const found = nearest(key, Object.keys(object))
  return found && name.slice(0, -key.length) + found
}

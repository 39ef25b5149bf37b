import type { Place } from '../types.ts'
import { fault, toFault } from './errors.ts'
import type { Filter } from './filters.ts'
import { nearest } from './nearest.ts'
import { type Context, type Frame, runtime as nunjucksRuntime, type Runtime } from './nunjucks.ts'

/** What generated code calls. `file`, `line` and `column` tell where in a template it stands. */
export interface TemplateRuntime extends Runtime {
  at(file: string, line: number, column: number): void
  print(value: unknown, name: string, file: string, line: number, column: number): string
  lookup(context: Context, frame: Frame, name: string, file: string, line: number, column: number): unknown
  ask(context: Context, frame: Frame, name: string): unknown
  call(
    callee: unknown,
    name: string,
    context: Context,
    args: unknown[],
    file: string,
    line: number,
    column: number,
  ): unknown
  filter(name: string, context: Context, args: unknown[], file: string, line: number, column: number): unknown
  template(name: unknown, ignoreMissing: boolean, file: string, line: number, column: number): unknown
  memberLookup(object: unknown, key: unknown): unknown
  handleError(error: unknown): Error
}

export interface RuntimeOptions {
  readonly templates: ReadonlyMap<string, unknown>
  readonly filters: Readonly<Record<string, Filter>>
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
  let [file, line, column] = ['', 0, 0]
  let [steps, deadline] = [0, 0]
  let missing: { readonly object: object; readonly key: string } | undefined

  const here = (name = ''): Place => ({ file, line, column, ...(name && { length: name.length }) })

  const at = (inFile: string, onLine: number, inColumn: number): void => {
    file = inFile
    line = onLine
    column = inColumn
    if (++steps % stride === 0 && Date.now() > deadline)
      throw fault('template-endless', here(), { reason: `more than ${options.timeLimit} ms` })
  }

  const runtime: TemplateRuntime = {
    ...nunjucksRuntime,
    at,
    print(value, name, ...place) {
      if (typeof value === 'string') return escapeHtml(value)
      if (value instanceof nunjucksRuntime.SafeString) return String(value)
      if (value === null || value === undefined) {
        at(...place)
        const suggestion = missing && name.endsWith(`.${missing.key}`) ? likely(missing.object, missing.key, name) : ''
        throw fault('template-undefined', here(name), { name, suggestion })
      }
      return escapeHtml(String(value))
    },
    lookup(context, frame, name, ...place) {
      const value = ask(context, frame, name)
      if (value !== undefined || name === 'caller' || isSet(context, frame, name)) return value
      at(...place)
      const suggestion = nearest(name, [...Object.keys(context.ctx), ...Object.keys(context.env.globals)])
      throw fault('template-unknown-name', here(name), { name, suggestion })
    },
    ask,
    call(callee, name, context, args, ...place) {
      at(...place)
      if (typeof callee !== 'function')
        throw fault('template-failed', here(name), { reason: `“${name}” is nothing that can be called` })
      return callee.apply(context, args)
    },
    filter(name, context, args, ...place) {
      at(...place)
      return options.filters[name]?.apply(context, args as never[])
    },
    template(name, ignoreMissing, ...place) {
      at(...place)
      const asked = String(name)
      if (!options.templates.has(asked) && !ignoreMissing) throw fault('template-missing', here(), { name: asked })
      return asked
    },
    memberLookup(object, key) {
      const value = member(object, key)
      if (value === undefined && typeof object === 'object' && object) missing = { object, key: String(key) }
      return value
    },
    handleError: (error) => toFault(error, here()),
  }

  /** Runs can nest: a page asks for its post's text, and a shortcode in it is a template too. */
  const run = <T>(render: () => T): T => {
    const outer = { file, line, column, steps, deadline }
    steps = 0
    deadline = Date.now() + options.timeLimit
    try {
      return render()
    } catch (error) {
      throw toFault(error, here())
    } finally {
      ;({ file, line, column, steps, deadline } = outer)
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
function isSet({ ctx }: Pick<Context, 'ctx'>, frame: Frame | undefined, name: string): boolean {
  if (!frame) return Object.hasOwn(ctx, name)
  return name in frame.variables || isSet({ ctx }, frame.parent, name)
}

/** nunjucks has no sandbox of its own: `range.constructor("…")()` would run anything. */
function isForbidden(key: unknown): boolean {
  if (typeof key === 'number') return false
  const name = typeof key === 'string' ? key : String(key)
  return name === 'constructor' || name === 'prototype' || name.startsWith('__')
}

function member(object: unknown, key: unknown): unknown {
  if (object === undefined || object === null || typeof object === 'function' || isForbidden(key)) return undefined
  const holder = object as Record<string, unknown>
  const value = holder[key as string]
  return typeof value === 'function' ? (...args: unknown[]) => value.apply(holder, args) : value
}

function likely(object: object, key: string, name: string): string {
  const found = nearest(key, Object.keys(object))
  return found && name.slice(0, -key.length) + found
}

import { type Frame, runtime, type Test } from './nunjucks.ts'
import type { NamedPlace } from './runs.ts'
import { type IncludingRun, type Names, shareInclude } from './sharedIncludes.ts'

/** The part of nunjucks' environment that filters and generated code see. */
export interface Env {
  readonly globals: Readonly<Record<string, unknown>>
  readonly opts: object
  getTest(name: string): Test
}

type Body = (context: Context, frame: Frame) => string

/** A template that is ready to run. */
export interface Instance {
  readonly root: Body
  readonly blocks: Readonly<Record<string, Body>>
  /** True where the template does nothing but define macros, so that one import of it serves all. */
  readonly isLibrary: boolean
}

/** The names that one run of a template knows; filters have it for `this`. */
export class Context {
  readonly env: Env
  readonly ctx: Record<string, unknown>
  /** The bodies of each name, the youngest first. */
  private blocks: Map<string, Body[]> | undefined
  readonly exported: string[] = []

  constructor(env: Env, ctx: Record<string, unknown>, { blocks }: Instance) {
    this.env = env
    this.ctx = ctx
    this.addBlocks(blocks)
  }

  addBlocks(blocks: Instance['blocks']): void {
    for (const name in blocks) {
      const body = blocks[name] as Body
      this.blocks ??= new Map()
      const bodies = this.blocks.get(name)
      if (bodies) bodies.push(body)
      else this.blocks.set(name, [body])
    }
  }

  bodiesOf(name: string): readonly Body[] {
    return this.blocks?.get(name) ?? []
  }

  setVariable(name: string, value: unknown): void {
    this.ctx[name] = value
  }

  addExport(name: string): void {
    this.exported.push(name)
  }
}

/** The ways in which templates reach one another: as with nunjucks, but each returns its text. */
export interface Links {
  include(name: unknown, ignoreMissing: boolean, place: NamedPlace, context: Context, frame: Frame): string
  /** The exports of an import; with context, it sees the names and the frame of whoever imports it. */
  imports(name: unknown, ignoreMissing: boolean, place: NamedPlace, ctx?: Context['ctx'], frame?: Frame): object
  exported(from: object, name: string): unknown
  extend(name: unknown, ignoreMissing: boolean, place: NamedPlace, context: Context): Instance
  block(context: Context, name: string): Body
  superOf(context: Context, name: string, body: Body): Body
}

type Find = (name: unknown, ignoreMissing: boolean, place: NamedPlace) => Instance | undefined

interface Sharing {
  readonly current: () => IncludingRun
  readonly namesIn: (context: Context, frame: Frame) => Names
  /** Takes the macros that libraries define. */
  readonly steady: WeakSet<object>
}

export function createLinks(find: Find, env: Env, { current, namesIn, steady }: Sharing): Links {
  const libraries = new Map<Instance, object>()
  return {
    include(name, ignoreMissing, place, context, frame) {
      const template = find(name, ignoreMissing, place)
      if (!template) return ''
      const make = () => template.root(new Context(env, { ...context.ctx }, template), top(frame.push(true)))
      return shareInclude(current(), template, namesIn(context, frame), make)
    },
    imports(name, ignoreMissing, place, ctx, frame) {
      const template = find(name, ignoreMissing, place) as Instance
      const library = ctx ? undefined : libraries.get(template)
      if (library) return library
      const context = new Context(env, { ...ctx }, template)
      template.root(context, top(frame ? frame.push() : new runtime.Frame()))
      const exported = Object.fromEntries(context.exported.map((name) => [name, context.ctx[name]]))
      if (template.isLibrary && !ctx) {
        libraries.set(template, exported)
        for (const macro of Object.values(exported)) if (typeof macro === 'function') steady.add(macro)
      }
      return exported
    },
    exported(from, name) {
      if (!Object.hasOwn(from, name)) throw new Error(`cannot import '${name}'`)
      return (from as Record<string, unknown>)[name]
    },
    extend(name, ignoreMissing, place, context) {
      const parent = find(name, ignoreMissing, place) as Instance
      context.addBlocks(parent.blocks)
      return parent
    },
    block(context, name) {
      const [body] = context.bodiesOf(name)
      if (!body) throw new Error(`unknown block "${name}"`)
      return body
    },
    superOf(context, name, body) {
      const bodies = context.bodiesOf(name)
      const next = bodies.includes(body) ? bodies[bodies.indexOf(body) + 1] : undefined
      if (!next) throw new Error(`no super block available for "${name}"`)
      return next
    },
  }
}

/** A `set` here makes a variable of the template. */
export function top(frame: Frame): Frame {
  frame.topLevel = true
  return frame
}

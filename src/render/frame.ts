/** An object that inherits nothing, and yet has a shape: those of `Object.create(null)` are hash tables. */
function Bare(): void {}
Bare.prototype = Object.create(null)
const Variables = Bare as unknown as new () => Record<string, unknown>

/**
 * The variables of a template, a block, a loop or a macro while it runs, as nunjucks has them; but most have none that
 * anything asks for at run time, so that room for them is made with the first.
 */
export class Frame {
  readonly parent: Frame | undefined
  /** Whether a `set` here makes a variable of the template. */
  topLevel = false
  /** Whether a `set` stops here, and changes nothing above. */
  private readonly isolated: boolean
  private variables: Record<string, unknown> | undefined

  constructor(parent?: Frame, isolated = false) {
    this.parent = parent
    this.isolated = isolated
  }

  push(isolated?: boolean): Frame {
    return new Frame(this, isolated)
  }

  pop(): Frame | undefined {
    return this.parent
  }

  lookup(name: string): unknown {
    for (let frame: Frame | undefined = this; frame; frame = frame.parent) {
      const value = frame.variables?.[name]
      if (value !== undefined) return value
    }
    return undefined
  }

  /** Whether some frame has the name, be it without a value. */
  has(name: string): boolean {
    return (this.variables !== undefined && name in this.variables) || this.parent?.has(name) === true
  }

  /** With `up`, changes the variable of that name where it is known already. */
  set(name: string, value: unknown, up = false): void {
    const holder = (up && this.holderOf(name)) || this
    holder.variables ??= new Variables()
    holder.variables[name] = value
  }

  /** nunjucks minds the border of this frame only, not of those above. */
  private holderOf(name: string): Frame | undefined {
    if (this.variables?.[name] !== undefined || this.isolated) return this
    for (let frame = this.parent; frame; frame = frame.parent) if (frame.variables?.[name] !== undefined) return frame
    return undefined
  }
}

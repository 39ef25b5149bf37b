import { runtime } from './nunjucks.ts'

/** nunjucks' frame, of which only `loop` has names with dots in them; here it is one object, and no name is split. */
export class Frame extends runtime.Frame {
  override set(name: string, value: unknown, up = false): void {
    const holder = (up && this.resolve(name, true)) || this
    holder.variables[name] = value
  }

  override push(isolated?: boolean): Frame {
    return new Frame(this, isolated)
  }
}

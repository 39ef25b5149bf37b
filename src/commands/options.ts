/** The options of every command that compiles the site. */
export interface CompiledOptions {
  readonly root: string
  readonly baseUrl?: string
  readonly drafts?: boolean
  readonly future?: boolean
  readonly expired?: boolean
}

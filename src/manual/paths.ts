/** Paths of all that an object of settings may hold: `feeds.names.rss`; `*` stands for a name, or a place in a list, that the site chooses. */
export type Paths<T> = {
  [K in keyof T & string]-?: ([Plain<T[K]>] extends [never] ? never : K) | `${K}.${Below<T[K]>}`
}[keyof T & string]

/** The members of a union that are no group of settings. */
type Plain<T> = T extends undefined
  ? never
  : T extends string | number | boolean | readonly unknown[]
    ? T
    : string extends keyof T
      ? T
      : never

type Below<T> = T extends string | number | boolean | undefined
  ? never
  : T extends readonly (infer I)[]
    ? `*.${Below<I>}`
    : string extends keyof T
      ? `*.${Below<T[string & keyof T]>}`
      : Paths<T>

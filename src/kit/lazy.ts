/** Makes a value for each key when it is first asked for. */
export function lazyBy<K, T>(make: (key: K) => T): (key: K) => T {
  const made = new Map<K, T>()
  return (key) => {
    const cached = made.get(key)
    if (cached !== undefined) return cached
    const value = make(key)
    made.set(key, value)
    return value
  }
}

/** Makes a value when it is first asked for. */
export function lazy<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined
  return () => {
    made ??= { value: make() }
    return made.value
  }
}

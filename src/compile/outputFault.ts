import type { ExtensionOutput } from '../extension.ts'
import { nearest } from '../kit/nearest.ts'
import { isDangerous } from '../kit/schemes.ts'

const fields: readonly (keyof ExtensionOutput)[] = ['path', 'text', 'redirect', 'post', 'yields']

/** The first reason why an output that an extension gave is none. */
export function outputFault(output: Readonly<Record<string, unknown>>): string | undefined {
  const { path, text, redirect, yields = false, ...others } = output
  if (typeof path === 'string' && /[^/]\/$/.test(path))
    return `"${path}" is a folder, whose page is "${path}index.html"`
  if (typeof path !== 'string' || !isInside(path)) return `${JSON.stringify(path)} is no path of the site`
  const slip = Object.keys(others).find((field) => field !== 'post' && nearest(field, fields))
  if (slip !== undefined) return `${path} has \`${slip}\` where \`${nearest(slip, fields)}\` is meant`
  if (typeof yields !== 'boolean') return `the \`yields\` of ${path} is neither true nor false`
  if (redirect === undefined) return typeof text === 'function' ? undefined : `${path} has no function \`text\``
  if (text !== undefined) return `${path} has both a \`text\` and a \`redirect\``
  if (typeof redirect !== 'string' || redirect === '' || isDangerous(redirect, 'link'))
    return `the \`redirect\` of ${path} is no address`
  return /\.x?html?$/i.test(path) ? undefined : `${path} is no page that could be a redirect`
}

/** True for a path of a file below the output folder. */
function isInside(path: string): boolean {
  const segments = path.replace(/^\//, '').split('/')
  // biome-ignore lint/suspicious/noControlCharactersInRegex: no file may have them in its name
  return !/[\\\0-\x1f]/.test(path) && segments.every((segment) => !/^\.{0,2}$/.test(segment))
}

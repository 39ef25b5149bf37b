import { readdirSync, readFileSync } from 'node:fs'

const modules = /^((?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+)\//
/** Texts that stand in a package's repository and not in the package. */
const inRepository = {
  'remark-math': mit('2017 Junyoung Choi <fluke8259@gmail.com>'),
}

const line = '─'.repeat(80)

/**
 * The licence texts of the packages that a bundle holds, which each licence asks to go with the code. `files` are the
 * bundle's inputs, relative to `root`. Throws where a package brings no text.
 */
export function licences(files, root) {
  const folders = new Set(files.flatMap((file) => modules.exec(file)?.[1] ?? []))
  const texts = [...folders].map((folder) => licenceOf(new URL(`${folder}/`, root)))
  return [...new Set(texts)].sort().join(`\n${line}\n\n`)
}

function licenceOf(folder) {
  const { name, version, license } = JSON.parse(readFileSync(new URL('package.json', folder), 'utf8'))
  const names = readdirSync(folder)
    .filter((file) => /^(?:licen[cs]e|copying|notice)/i.test(file))
    .sort()
  const text = names.map((file) => readFileSync(new URL(file, folder), 'utf8').replaceAll('\r', '').trim()).join('\n\n')
  const own = text || inRepository[name]
  if (!own) throw new Error(`${name} ${version} has no licence text (${license})`)
  return `${name} ${version}\n\n${own}\n`
}

function mit(holder) {
  return `(The MIT License)

Copyright (c) ${holder}

Permission is hereby granted, free of charge, to any person obtaining a copy
of this software and associated documentation files (the "Software"), to deal
in the Software without restriction, including without limitation the rights
to use, copy, modify, merge, publish, distribute, sublicense, and/or sell
copies of the Software, and to permit persons to whom the Software is
furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all
copies or substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR
IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY,
FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE
AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER
LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM,
OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE
SOFTWARE.`
}

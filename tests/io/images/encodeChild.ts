// Encodes a picture at one width after another until it is killed. Arguments: the site's root, the folder that has sharp.
import { hash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { encodeImages } from '../../../src/io/images/encode.ts'
import { findEncoder, loadEncoder } from '../../../src/io/images/encoder.ts'
import { imageKeys, openImageStore } from '../../../src/io/images/store.ts'

const [root = '', folder = ''] = process.argv.slice(2)
const encoder = findEncoder(folder)
const sharp = encoder && loadEncoder(encoder)
if (!sharp || 'reason' in sharp) throw new Error('no sharp')
const source = hash('sha256', readFileSync(join(root, 'a.jpg')))
const store = openImageStore(root)
process.stdout.write('ready\n')
for (let width = 16; ; width = width < 400 ? width + 1 : 16) {
  const operation = { source, format: 'webp', width, quality: 78, decodedAt: 400 } as const
  const operations = [[imageKeys(encoder.version)(operation), operation]] as const
  await encodeImages([{ from: 'a.jpg', source, pixels: 1, operations }], { root, store, sharp })
  store.close({ keys: new Set(), sources: new Set() })
}

import { isSystemError } from './disk.ts'
import { readFully, type Stamp, stampText, withPlainFile } from './plainFile.ts'

export interface ImageSize {
  /** Pixels, as a browser shows it: turned by its EXIF orientation. */
  readonly width: number
  readonly height: number
}

/** Keeps sizes between builds; the cache store is one. */
export interface SizeCache {
  readonly get: (key: string) => string | undefined
  readonly set: (key: string, value: string) => void
}

interface ImageFile {
  readonly path: string
  readonly stamp: Stamp
}

type ReadHeader = typeof import('image-size').imageSize

const images = /\.(?:png|jpe?g|gif|webp|svg|avif)$/i

/** Bytes to look at: nearly every header lies in the first few; a JPEG may put an EXIF thumbnail before it. */
const looks = [4096, 256 * 1024]

/** Sizes of those files that are images, by path; one whose header can't be read has none. */
export async function measureImages(
  files: readonly ImageFile[],
  absolute: (path: string) => string,
  cache: SizeCache,
): Promise<ReadonlyMap<string, ImageSize>> {
  const sizes = new Map<string, ImageSize>()
  let readHeader: ReadHeader | undefined
  for (const file of files) {
    if (!images.test(file.path)) continue
    let known = cache.get(keyOf(file))
    if (known === undefined) {
      readHeader ??= (await import('image-size')).imageSize
      known = measure(absolute(file.path), readHeader)
      if (known !== undefined) cache.set(keyOf(file), known)
    }
    const [width = 0, height = 0] = known?.split('x').map(Number) ?? []
    if (width > 0 && height > 0) sizes.set(file.path, { width, height })
  }
  return sizes
}

function keyOf({ path, stamp }: ImageFile): string {
  return `image ${stampText(stamp)} ${path}`
}

/** `640x480`, `` where there is no header that image-size knows, undefined where the file can't be read now. */
function measure(absolute: string, readHeader: ReadHeader): string | undefined {
  for (const length of looks) {
    try {
      const { width, height, orientation = 1 } = readHeader(head(absolute, length))
      return orientation >= 5 ? `${height}x${width}` : `${width}x${height}`
    } catch (error) {
      if (isSystemError(error)) return undefined
    }
  }
  return ''
}

function head(absolute: string, length: number): Buffer {
  return withPlainFile(absolute, (fd, { size }) => {
    const bytes = Buffer.alloc(Math.min(length, size))
    return bytes.subarray(0, readFully(fd, bytes))
  })
}

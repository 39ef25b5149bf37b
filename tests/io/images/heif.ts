/** A box of the container that HEIC and AVIF share (ISO/IEC 14496-12): its size, its type, its parts. */
export function box(type: string, ...parts: readonly Buffer[]): Buffer {
  const body = Buffer.concat([Buffer.from(type), ...parts])
  const size = Buffer.alloc(4)
  size.writeUInt32BE(body.length + 4)
  return Buffer.concat([size, body])
}

const none = Buffer.alloc(4)

/** The box that says how large a picture is. */
export function ispe(width: number, height: number): Buffer {
  const pixels = Buffer.alloc(8)
  pixels.writeUInt32BE(width)
  pixels.writeUInt32BE(height, 4)
  return box('ispe', none, pixels)
}

/** The head of a phone's HEIC: its brand, and the properties of its pictures in their order. */
export function heicOf(...properties: readonly Buffer[]): Buffer {
  const meta = box('meta', none, box('iprp', box('ipco', ...properties)))
  return Buffer.concat([box('ftyp', Buffer.from('heic'), none, Buffer.from('mif1heic')), meta])
}

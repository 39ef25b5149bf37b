/** The digests that Hexo and its plugins make addresses of, here because stages import no package. */

const encoder = new TextEncoder()

/** SHA-1 (FIPS 180-4) in hexadecimal digits. */
export function sha1(text: string): string {
  const bytes = encoder.encode(text)
  const words = new Uint32Array((((bytes.length + 8) >> 6) + 1) * 16)
  bytes.forEach((byte, at) => {
    words[at >> 2] = (words[at >> 2] as number) | (byte << (24 - (at % 4) * 8))
  })
  words[bytes.length >> 2] = (words[bytes.length >> 2] as number) | (0x80 << (24 - (bytes.length % 4) * 8))
  words[words.length - 1] = bytes.length * 8
  const turn = (word: number, by: number) => (word << by) | (word >>> (32 - by))
  const state = [0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0]
  for (let block = 0; block < words.length; block += 16) {
    const w = [...words.slice(block, block + 16)]
    for (let at = 16; at < 80; at++)
      w[at] = turn((w[at - 3] as number) ^ (w[at - 8] as number) ^ (w[at - 14] as number) ^ (w[at - 16] as number), 1)
    let [a = 0, b = 0, c = 0, d = 0, e = 0] = state
    for (let at = 0; at < 80; at++) {
      const [mixed, constant] =
        at < 20
          ? [(b & c) | (~b & d), 0x5a827999]
          : at < 40
            ? [b ^ c ^ d, 0x6ed9eba1]
            : at < 60
              ? [(b & c) | (b & d) | (c & d), 0x8f1bbcdc]
              : [b ^ c ^ d, 0xca62c1d6]
      const next = (turn(a, 5) + mixed + e + constant + (w[at] as number)) | 0
      ;[a, b, c, d, e] = [next, a, turn(b, 30), c, d]
    }
    ;[a, b, c, d, e].forEach((word, at) => {
      state[at] = ((state[at] as number) + word) | 0
    })
  }
  return state.map((word) => (word >>> 0).toString(16).padStart(8, '0')).join('')
}

/** CRC-16/ARC, as hexo-abbrlink has it. */
export function crc16(text: string): number {
  return crc(text, 0, 0xa001)
}

/** CRC-32 (ISO 3309). */
export function crc32(text: string): number {
  return ~crc(text, -1, 0xedb88320) >>> 0
}

function crc(text: string, start: number, polynomial: number): number {
  let rest = start
  for (const byte of encoder.encode(text)) {
    rest ^= byte
    for (let bit = 0; bit < 8; bit++) rest = rest & 1 ? (rest >>> 1) ^ polynomial : rest >>> 1
  }
  return rest
}

/**
 * The tree of CommonMark and GFM as published, for a text: as the fast parser lays it out in memory, nodes by number,
 * the root 0. Nothing of it is an object until it is asked for, and most strings are slices of the text.
 *
 * The layout is satteri's own (`arena-layout.ts` in its package), of the version that package.json names.
 */
export interface Arena {
  readonly bytes: Buffer
  /** 32-bit fields of the header and the nodes. */
  readonly fields: Uint32Array
  readonly text: string
  /** Bytes of the text in UTF-8: strings that begin below are cut from it, the others were made. */
  readonly size: number
}

/** Offsets in `fields`, of the header. */
const header = { nodeCount: 3, nodes: 4, children: 6, data: 8, strings: 10 }
/** Offsets in `fields`, of a node. Offsets in a text are UTF-16 units. */
const node = {
  type: 1,
  start: 3,
  end: 4,
  startLine: 5,
  endLine: 7,
  children: 9,
  childCount: 10,
  data: 11,
  dataSize: 12,
}
/** Fields of a node. */
const nodeSize = 13

export function openArena(serialized: Uint8Array, text: string): Arena {
  // 32-bit fields are read where they stand.
  const { buffer, byteOffset, length } = serialized.byteOffset % 4 === 0 ? serialized : serialized.slice()
  const fields = new Uint32Array(buffer, byteOffset, length >> 2)
  return { bytes: Buffer.from(buffer, byteOffset, length), fields, text, size: Buffer.byteLength(text) }
}

export function nodeCount({ fields }: Arena): number {
  return fields[header.nodeCount] as number
}

export function typeOf({ fields }: Arena, id: number): number {
  return (fields[at(fields, id) + node.type] as number) & 0xff
}

export function childCount({ fields }: Arena, id: number): number {
  return fields[at(fields, id) + node.childCount] as number
}

export function childAt({ fields }: Arena, id: number, index: number): number {
  const first = fields[at(fields, id) + node.children] as number
  return fields[((fields[header.children] as number) >> 2) + first + index] as number
}

/** Whether it stands in the text; what GFM's look at a finished text made does not. */
export function hasPlace({ fields }: Arena, id: number): boolean {
  return fields[at(fields, id) + node.startLine] !== 0
}

export function startOf({ fields }: Arena, id: number): number {
  return fields[at(fields, id) + node.start] as number
}

export function endOf({ fields }: Arena, id: number): number {
  return fields[at(fields, id) + node.end] as number
}

export function isOnOneLine({ fields }: Arena, id: number): boolean {
  const base = at(fields, id)
  return fields[base + node.startLine] === fields[base + node.endLine]
}

/** A byte of a node's own data; 0 where there is none. */
export function byteOf({ bytes, fields }: Arena, id: number, offset: number): number {
  const base = at(fields, id)
  if (offset >= (fields[base + node.dataSize] as number)) return 0
  return bytes[(fields[header.data] as number) + (fields[base + node.data] as number) + offset] as number
}

export function numberOf({ bytes, fields }: Arena, id: number, offset: number): number {
  return bytes.readUInt32LE((fields[header.data] as number) + (fields[at(fields, id) + node.data] as number) + offset)
}

/** A string of a node's own data; '' where there is none. */
export function stringOf(arena: Arena, id: number, offset: number): string {
  const { bytes, fields } = arena
  if (offset + 8 > (fields[at(fields, id) + node.dataSize] as number)) return ''
  const from = (fields[header.strings] as number) + numberOf(arena, id, offset)
  return bytes.toString('utf8', from, from + numberOf(arena, id, offset + 4))
}

/** The value of a node that is text: most often what stands in its place. */
export function textOf(arena: Arena, id: number): string {
  const { fields, text, size } = arena
  const base = at(fields, id)
  const length = numberOf(arena, id, 4)
  if (length === 0) return ''
  if (fields[base + node.startLine] !== 0 && numberOf(arena, id, 0) + length <= size) {
    const value = text.slice(fields[base + node.start], fields[base + node.end])
    // Of what was cut from the text, only all that stands in the node's place is as long.
    if (Buffer.byteLength(value) === length) return value
  }
  return stringOf(arena, id, 0)
}

function at(fields: Uint32Array, id: number): number {
  return ((fields[header.nodes] as number) >> 2) + id * nodeSize
}

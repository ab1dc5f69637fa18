import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import { inflateSync } from 'node:zlib'
import { PbfReader } from 'pbf'

/** Tags of an OpenStreetMap element. */
export type Tags = Readonly<Record<string, string>>

/** What to be told of; groups nobody wants are skipped unread. Coordinates are integers of 10⁻⁷ degree. */
export type OsmVisitor = {
  readonly node?: (id: number, lng: number, lat: number, tags: Tags | null) => void
  readonly way?: (tags: Tags, refs: () => number[]) => void
  readonly relation?: (tags: Tags) => void
  readonly progress?: (readBytes: number, allBytes: number) => void
}

export type OsmHeading = {
  /** ISO date of the extract, or null when the file does not say. */
  readonly date: string | null
}

export type PbfRefusal = 'not_pbf' | 'truncated_file' | 'unsupported_pbf'

/** The file is not what it should be: thrown by the reader, caught by the import. */
export class PbfError extends Error {
  readonly code: PbfRefusal
  constructor(code: PbfRefusal, detail: string) {
    super(`${code}: ${detail}`)
    this.code = code
  }
}

const LARGEST_HEADER = 64 * 1024
const LARGEST_BLOB = 32 * 1024 * 1024
const UNDERSTOOD = new Set(['OsmSchema-V0.6', 'DenseNodes'])

/**
 * Reads an OpenStreetMap extract block by block (one block in memory at a time) and tells the visitor what is in it.
 * Format: https://wiki.openstreetmap.org/wiki/PBF_Format. Throws a PbfError for a file that is not one, or is cut short.
 */
export function readOsm(path: string, visitor: OsmVisitor): OsmHeading {
  const file = openSync(path, 'r')
  try {
    const size = fstatSync(file).size
    let heading: OsmHeading | null = null
    for (let position = 0; position < size; ) {
      const blob = readBlob(file, position, size, heading === null)
      position = blob.end
      if (blob.type === 'OSMHeader') heading = readHeading(blob.data())
      else if (blob.type === 'OSMData') readBlock(blob.data(), visitor)
      visitor.progress?.(position, size)
    }
    if (heading === null) throw new PbfError('not_pbf', 'the file is empty')
    return heading
  } finally {
    closeSync(file)
  }
}

type Blob = { type: string; end: number; data: () => Uint8Array }

function readBlob(file: number, position: number, size: number, isFirst: boolean): Blob {
  const headerSize = readBytes(file, position, 4, size, isFirst).readUInt32BE(0)
  if (headerSize === 0 || headerSize > LARGEST_HEADER) {
    throw new PbfError(isFirst ? 'not_pbf' : 'truncated_file', 'no block where one should begin')
  }
  const header = { type: '', size: -1 }
  try {
    new PbfReader(readBytes(file, position + 4, headerSize, size, isFirst)).readFields((tag, into, pbf) => {
      if (tag === 1) into.type = pbf.readString()
      else if (tag === 3) into.size = pbf.readVarint()
    }, header)
  } catch (error) {
    if (error instanceof PbfError) throw error
    throw new PbfError('not_pbf', 'unreadable block header')
  }
  if (isFirst && header.type !== 'OSMHeader') throw new PbfError('not_pbf', 'no OpenStreetMap header')
  if (header.size < 0 || header.size > LARGEST_BLOB) throw new PbfError('not_pbf', 'impossible block size')
  const start = position + 4 + headerSize
  const bytes = readBytes(file, start, header.size, size, false)
  return { type: header.type, end: start + header.size, data: () => inflate(bytes) }
}

function readBytes(file: number, position: number, length: number, size: number, isFirst: boolean): Buffer {
  if (position + length > size) throw new PbfError(isFirst ? 'not_pbf' : 'truncated_file', 'the file ends too early')
  const bytes = Buffer.allocUnsafe(length)
  for (let read = 0; read < length; ) {
    const count = readSync(file, bytes, read, length - read, position + read)
    if (count === 0) throw new PbfError('truncated_file', 'the file ends too early')
    read += count
  }
  return bytes
}

function inflate(blob: Uint8Array): Uint8Array {
  const found: { data: Uint8Array | null } = { data: null }
  new PbfReader(blob).readFields((tag, into, pbf) => {
    if (tag === 1) into.data = pbf.readBytes()
    else if (tag === 3) {
      try {
        into.data = inflateSync(pbf.readBytes())
      } catch {
        throw new PbfError('truncated_file', 'a block does not unpack')
      }
    }
  }, found)
  if (found.data === null) throw new PbfError('unsupported_pbf', 'a block packed another way than zlib')
  return found.data
}

function readHeading(data: Uint8Array): OsmHeading {
  const heading = { date: null as string | null }
  new PbfReader(data).readFields((tag, into, pbf) => {
    if (tag === 4) {
      const feature = pbf.readString()
      if (!UNDERSTOOD.has(feature)) throw new PbfError('unsupported_pbf', `needs ${feature}`)
    } else if (tag === 32) into.date = new Date(pbf.readVarint() * 1000).toISOString().slice(0, 10)
  }, heading)
  return heading
}

type Block = { strings: string[]; groups: { start: number; end: number }[]; unit: number; lat: number; lng: number }

function readBlock(data: Uint8Array, visitor: OsmVisitor) {
  const pbf = new PbfReader(data)
  const block: Block = { strings: [], groups: [], unit: 100, lat: 0, lng: 0 }
  pbf.readFields((tag, into) => {
    if (tag === 1) readStrings(pbf, into.strings)
    else if (tag === 2) {
      const end = pbf.readVarint() + pbf.pos
      into.groups.push({ start: pbf.pos, end })
      pbf.pos = end
    } else if (tag === 17) into.unit = pbf.readVarint()
    else if (tag === 19) into.lat = pbf.readVarint(true)
    else if (tag === 20) into.lng = pbf.readVarint(true)
  }, block)
  for (const { start, end } of block.groups) {
    pbf.pos = start
    pbf.readFields(
      (tag) => {
        if (tag === 1 && visitor.node) readNode(pbf, block, visitor.node)
        else if (tag === 2 && visitor.node) readDense(pbf, block, visitor.node)
        else if (tag === 3 && visitor.way) readWay(pbf, block, visitor.way)
        else if (tag === 4 && visitor.relation) readRelation(pbf, block, visitor.relation)
      },
      null,
      end,
    )
  }
}

function readStrings(pbf: PbfReader, strings: string[]) {
  pbf.readMessage((tag) => {
    if (tag === 1) strings.push(pbf.readString())
  }, null)
}

const place = (offset: number, unit: number, count: number) => Math.round((offset + unit * count) / 100)

function readNode(pbf: PbfReader, block: Block, visit: NonNullable<OsmVisitor['node']>) {
  const node = { id: 0, lat: 0, lng: 0, keys: [] as number[], values: [] as number[] }
  pbf.readMessage((tag, into) => {
    if (tag === 1) into.id = pbf.readSVarint()
    else if (tag === 2) into.keys = pbf.readPackedVarint()
    else if (tag === 3) into.values = pbf.readPackedVarint()
    else if (tag === 8) into.lat = pbf.readSVarint()
    else if (tag === 9) into.lng = pbf.readSVarint()
  }, node)
  const tags = node.keys.length === 0 ? null : tagsOf(block, node.keys, node.values)
  visit(node.id, place(block.lng, block.unit, node.lng), place(block.lat, block.unit, node.lat), tags)
}

function readDense(pbf: PbfReader, block: Block, visit: NonNullable<OsmVisitor['node']>) {
  const dense = { ids: [] as number[], lats: [] as number[], lngs: [] as number[], tags: [] as number[] }
  pbf.readMessage((tag, into) => {
    if (tag === 1) into.ids = pbf.readPackedSVarint()
    else if (tag === 8) into.lats = pbf.readPackedSVarint()
    else if (tag === 9) into.lngs = pbf.readPackedSVarint()
    else if (tag === 10) into.tags = pbf.readPackedVarint()
  }, dense)
  let id = 0
  let lat = 0
  let lng = 0
  let at = 0
  for (let i = 0; i < dense.ids.length; i++) {
    id += dense.ids[i]!
    lat += dense.lats[i]!
    lng += dense.lngs[i]!
    let tags: Record<string, string> | null = null
    for (; at < dense.tags.length && dense.tags[at] !== 0; at += 2) {
      tags ??= {}
      tags[block.strings[dense.tags[at]!]!] = block.strings[dense.tags[at + 1]!]!
    }
    at++
    visit(id, place(block.lng, block.unit, lng), place(block.lat, block.unit, lat), tags)
  }
}

function readWay(pbf: PbfReader, block: Block, visit: NonNullable<OsmVisitor['way']>) {
  const way = { keys: [] as number[], values: [] as number[], refs: -1 }
  const end = pbf.readVarint() + pbf.pos
  pbf.readFields(
    (tag, into) => {
      if (tag === 2) into.keys = pbf.readPackedVarint()
      else if (tag === 3) into.values = pbf.readPackedVarint()
      else if (tag === 8) {
        into.refs = pbf.pos
        pbf.pos = pbf.readVarint() + pbf.pos
      }
    },
    way,
    end,
  )
  visit(tagsOf(block, way.keys, way.values), () => {
    if (way.refs < 0) return []
    pbf.pos = way.refs
    // The reader has a length-delimited field before it again.
    pbf.type = 2
    const refs = pbf.readPackedSVarint()
    for (let i = 1; i < refs.length; i++) refs[i]! += refs[i - 1]!
    pbf.pos = end
    return refs
  })
}

function readRelation(pbf: PbfReader, block: Block, visit: NonNullable<OsmVisitor['relation']>) {
  const relation = { keys: [] as number[], values: [] as number[] }
  pbf.readMessage((tag, into) => {
    if (tag === 2) into.keys = pbf.readPackedVarint()
    else if (tag === 3) into.values = pbf.readPackedVarint()
  }, relation)
  visit(tagsOf(block, relation.keys, relation.values))
}

function tagsOf({ strings }: Block, keys: readonly number[], values: readonly number[]): Tags {
  const tags: Record<string, string> = {}
  for (let i = 0; i < keys.length; i++) tags[strings[keys[i]!]!] = strings[values[i]!]!
  return tags
}

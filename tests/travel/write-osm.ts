import { writeFileSync } from 'node:fs'
import { deflateSync } from 'node:zlib'
import { PbfWriter } from 'pbf'

export type OsmNode = { id: number; lng: number; lat: number; tags?: Record<string, string> }
export type OsmWay = { refs: number[]; tags: Record<string, string> }

/** Writes a small OpenStreetMap extract as the real tools do: a header block, dense nodes, ways, then relations. */
export function writeOsm(
  path: string,
  nodes: readonly OsmNode[],
  ways: readonly OsmWay[],
  { features = ['OsmSchema-V0.6', 'DenseNodes'], relations = [] as readonly OsmWay['tags'][] } = {},
) {
  const header = new PbfWriter()
  for (const feature of features) header.writeStringField(4, feature)
  header.writeVarintField(32, Date.parse('2026-02-01T00:00:00Z') / 1000)
  const blocks = [
    block('OSMHeader', header.finish()),
    block('OSMData', nodeBlock(nodes)),
    block('OSMData', wayBlock(ways)),
    block('OSMData', relationBlock(relations)),
  ]
  writeFileSync(path, Buffer.concat(blocks))
}

function block(type: string, data: Uint8Array): Buffer {
  const blob = new PbfWriter()
  blob.writeVarintField(2, data.length)
  blob.writeBytesField(3, deflateSync(data))
  const body = Buffer.from(blob.finish())
  const head = new PbfWriter()
  head.writeStringField(1, type)
  head.writeVarintField(3, body.length)
  const start = Buffer.from(head.finish())
  const length = Buffer.alloc(4)
  length.writeUInt32BE(start.length)
  return Buffer.concat([length, start, body])
}

function stringTable() {
  const strings = ['']
  return {
    strings,
    number: (text: string) => {
      if (!strings.includes(text)) strings.push(text)
      return strings.indexOf(text)
    },
  }
}

function primitives(strings: readonly string[], fill: (group: PbfWriter) => void): Uint8Array {
  const pbf = new PbfWriter()
  pbf.writeMessage(
    1,
    (table: null, writer: PbfWriter) => {
      for (const text of strings) writer.writeBytesField(1, Buffer.from(text))
      return table
    },
    null,
  )
  pbf.writeMessage(2, (_: null, group: PbfWriter) => fill(group), null)
  return pbf.finish()
}

const steps = (values: readonly number[]) => values.map((value, i) => value - (values[i - 1] ?? 0))

function nodeBlock(given: readonly OsmNode[]): Uint8Array {
  const nodes = [...given].sort((a, b) => a.id - b.id)
  const { strings, number } = stringTable()
  const tags = nodes.flatMap((node) => [
    ...Object.entries(node.tags ?? {}).flatMap(([key, value]) => [number(key), number(value)]),
    0,
  ])
  return primitives(strings, (group) =>
    group.writeMessage(
      2,
      (_: null, dense: PbfWriter) => {
        dense.writePackedSVarint(1, steps(nodes.map(({ id }) => id)))
        dense.writePackedSVarint(8, steps(nodes.map(({ lat }) => Math.round(lat * 1e7))))
        dense.writePackedSVarint(9, steps(nodes.map(({ lng }) => Math.round(lng * 1e7))))
        dense.writePackedVarint(10, tags)
      },
      null,
    ),
  )
}

function wayBlock(ways: readonly OsmWay[]): Uint8Array {
  const { strings, number } = stringTable()
  const numbered = ways.map(({ refs, tags }) => ({
    refs,
    keys: Object.keys(tags).map(number),
    values: Object.values(tags).map(number),
  }))
  return primitives(strings, (group) => {
    for (const [id, { refs, keys, values }] of numbered.entries()) {
      group.writeMessage(
        3,
        (_: null, way: PbfWriter) => {
          way.writeVarintField(1, id + 1)
          way.writePackedVarint(2, keys)
          way.writePackedVarint(3, values)
          way.writePackedSVarint(8, steps(refs))
        },
        null,
      )
    }
  })
}

function relationBlock(relations: readonly OsmWay['tags'][]): Uint8Array {
  const { strings, number } = stringTable()
  const numbered = relations.map((tags) => ({
    keys: Object.keys(tags).map(number),
    values: Object.values(tags).map(number),
  }))
  return primitives(strings, (group) => {
    for (const [id, { keys, values }] of numbered.entries()) {
      group.writeMessage(
        4,
        (_: null, relation: PbfWriter) => {
          relation.writeVarintField(1, id + 1)
          relation.writePackedVarint(2, keys)
          relation.writePackedVarint(3, values)
        },
        null,
      )
    }
  })
}

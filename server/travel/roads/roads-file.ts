import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import Flatbush from 'flatbush'
import { z } from 'zod'
import { type Refusal, refuse } from '../../../shared/problem.ts'
import type { RoadsNetwork } from './roads-network.ts'

const MAGIC = 'ESCALE ROADS 1\n'
const ALIGN = 8

const KINDS = { u8: Uint8Array, u16: Uint16Array, u32: Uint32Array, i32: Int32Array, f32: Float32Array } as const
type Kind = keyof typeof KINDS

/** Every array of a network, in the order it is stored, with its kind. */
const SECTIONS = {
  nodeLng: 'i32',
  nodeLat: 'i32',
  from: 'u32',
  to: 'u32',
  metres: 'f32',
  shapeFirst: 'u32',
  shapeLng: 'i32',
  shapeLat: 'i32',
  carForward: 'u32',
  carBackward: 'u32',
  truckForward: 'u32',
  truckBackward: 'u32',
  maxHeight: 'u16',
  maxWidth: 'u16',
  maxLength: 'u16',
  maxWeight: 'u16',
  isMotorway: 'u8',
  index: 'u8',
} as const satisfies Record<string, Kind>
type SectionName = keyof typeof SECTIONS
type Arrays = { u8: Uint8Array; u16: Uint16Array; u32: Uint32Array; i32: Int32Array; f32: Float32Array }
type ArrayOf<K extends Kind> = Arrays[K]
type Sections = { [Name in SectionName]: ArrayOf<(typeof SECTIONS)[Name]> }

const Heading = z.object({
  date: z.string(),
  turnRestrictions: z.int().min(0).default(0),
  sections: z.array(z.object({ name: z.string(), offset: z.int().min(0), length: z.int().min(0) })),
})

/** Writes a network as one file: a heading, then its arrays as they lie in memory. Written beside, then renamed. */
export function writeRoadsFile(path: string, roads: RoadsNetwork): void {
  const arrays: Sections = {
    ...roads.edges,
    carForward: roads.car.forward,
    carBackward: roads.car.backward,
    truckForward: roads.truck.forward,
    truckBackward: roads.truck.backward,
    maxHeight: roads.maxHeight,
    maxWidth: roads.maxWidth,
    maxLength: roads.maxLength,
    maxWeight: roads.maxWeight,
    isMotorway: roads.isMotorway,
    index: new Uint8Array(roads.index.data),
  }
  const names = Object.keys(SECTIONS) as SectionName[]
  let offset = 0
  const sections = names.map((name) => {
    const section = { name, offset, length: arrays[name].length }
    offset = aligned(offset + arrays[name].byteLength)
    return section
  })
  const heading = `${MAGIC}${JSON.stringify({ date: roads.date, turnRestrictions: roads.turnRestrictions, sections })}\n`
  const start = aligned(Buffer.byteLength(heading))
  const file = Buffer.alloc(start + offset)
  file.write(heading)
  for (const { name, offset: at } of sections) {
    const { buffer, byteOffset, byteLength } = arrays[name]
    file.set(new Uint8Array(buffer, byteOffset, byteLength), start + at)
  }
  writeFileSync(`${path}.part`, file)
  renameSync(`${path}.part`, path)
}

/** Reads a network back, its arrays being views of the file in memory. Refuses as `roadsIn` does. */
export function readRoadsFile(path: string): RoadsNetwork | Refusal {
  const read = readFileSync(path)
  // Small files may be read into the middle of a shared buffer, where wider numbers cannot be viewed.
  return roadsIn(read.byteOffset % ALIGN === 0 ? read : Buffer.from(new Uint8Array(read).buffer))
}

/** The network in the bytes of a roads file, which threads may share; `bad_roads_file` when it is not one, or not whole. */
export function roadsIn(file: Buffer): RoadsNetwork | Refusal {
  const bad = (reason: string) => refuse('bad_roads_file', { details: { reason } })
  if (file.toString('latin1', 0, MAGIC.length) !== MAGIC) return bad('not a road network, or of another version')
  const headingEnd = file.indexOf(10, MAGIC.length)
  const heading = Heading.safeParse(parsed(file.toString('utf8', MAGIC.length, headingEnd)))
  if (!heading.success) return bad('unreadable heading')
  const start = aligned(headingEnd + 1)
  const arrays: Partial<Record<string, ArrayOf<Kind>>> = {}
  for (const { name, offset, length } of heading.data.sections) {
    if (!(name in SECTIONS)) return bad(`unknown section ${name}`)
    const make = KINDS[SECTIONS[name as SectionName]]
    const at = start + offset
    if (offset % ALIGN !== 0 || at + length * make.BYTES_PER_ELEMENT > file.length) return bad('cut short')
    arrays[name] = new make(file.buffer as ArrayBuffer, file.byteOffset + at, length)
  }
  if (Object.keys(SECTIONS).some((name) => arrays[name] === undefined)) return bad('incomplete')
  return assembled(heading.data, arrays as Sections)
}

function assembled({ date, turnRestrictions }: z.infer<typeof Heading>, arrays: Sections): RoadsNetwork {
  const { carForward, carBackward, truckForward, truckBackward, index, ...rest } = arrays
  const { nodeLng, nodeLat, from, to, metres, shapeFirst, shapeLng, shapeLat, ...limits } = rest
  return {
    date,
    turnRestrictions,
    edges: { nodeLng, nodeLat, from, to, metres, shapeFirst, shapeLng, shapeLat },
    car: { forward: carForward, backward: carBackward },
    truck: { forward: truckForward, backward: truckBackward },
    ...limits,
    index: Flatbush.from(index.buffer as ArrayBuffer, index.byteOffset),
  }
}

const aligned = (bytes: number) => Math.ceil(bytes / ALIGN) * ALIGN

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

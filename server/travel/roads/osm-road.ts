import type { Tags } from './osm-pbf.ts'

/** Speeds in km/h each way (0: may not be driven), and what a truck must fit under, through and upon. */
export type Road = {
  readonly carForward: number
  readonly carBackward: number
  readonly truckForward: number
  readonly truckBackward: number
  readonly isMotorway: boolean
  /** Seconds added once: waiting for a ferry. */
  readonly waitSeconds: number
  /** Metres and tonnes; 0 when nothing is signed. */
  readonly maxHeight: number
  readonly maxWidth: number
  readonly maxLength: number
  readonly maxWeight: number
}

/** How fast each kind of road is really driven in a car, and the share of the signed limit held on it. */
type RoadKind = { readonly kmh: number; readonly share: number }

/**
 * Speeds driven where nothing is signed, by kind of road, in km/h. Signed limits (art. R413-2 of the Code de la route:
 * 130, 110, 80, 50) are lowered by what bends, junctions and traffic take; adjusted on the Andorra reference.
 */
export const ROAD_KINDS: Readonly<Record<string, RoadKind>> = {
  motorway: { kmh: 122, share: 0.95 },
  motorway_link: { kmh: 60, share: 0.87 },
  trunk: { kmh: 89, share: 0.95 },
  trunk_link: { kmh: 49, share: 0.87 },
  primary: { kmh: 68, share: 0.92 },
  primary_link: { kmh: 41, share: 0.87 },
  secondary: { kmh: 60, share: 0.89 },
  secondary_link: { kmh: 36, share: 0.87 },
  tertiary: { kmh: 50, share: 0.87 },
  tertiary_link: { kmh: 31, share: 0.87 },
  unclassified: { kmh: 37, share: 0.82 },
  residential: { kmh: 28, share: 0.82 },
  road: { kmh: 27, share: 0.82 },
  living_street: { kmh: 12, share: 0.76 },
  service: { kmh: 15, share: 0.76 },
}

/** Ways that are not roads, unless signed for motor vehicles. */
const LANES: Readonly<Record<string, RoadKind>> = {
  track: { kmh: 18, share: 0.7 },
  path: { kmh: 12, share: 0.7 },
  pedestrian: { kmh: 8, share: 0.7 },
}

const FERRY_KMH = 20
const FERRY_WAIT_SECONDS = 900
const TRUCK_SHARE = 0.93
const TRUCK_MOTORWAY_KMH = 90
const TRUCK_OTHER_KMH = 80

const SURFACE_KMH: Readonly<Record<string, number>> = {
  cobblestone: 25,
  sett: 30,
  unhewn_cobblestone: 15,
  compacted: 45,
  fine_gravel: 40,
  gravel: 30,
  pebblestone: 25,
  unpaved: 30,
  ground: 20,
  dirt: 20,
  earth: 20,
  grass: 10,
  sand: 10,
  mud: 8,
}

const FORBIDDEN = new Set([
  'no',
  'private',
  'agricultural',
  'forestry',
  'emergency',
  'psv',
  'bus',
  'military',
  'use_sidepath',
])
const RESTRICTED = new Set(['destination', 'delivery', 'customers', 'permit', 'residents', 'permissive_destination'])
const SERVICE_FORBIDDEN = new Set(['parking_aisle', 'driveway', 'drive-through', 'emergency_access'])

/** Whether a car, and a truck, may drive a road with these access tags; `restricted` when only to get somewhere on it. */
function accessOf(tags: Tags, keys: readonly string[]): Access {
  for (const key of keys) {
    const value = tags[key]
    if (value === undefined) continue
    if (FORBIDDEN.has(value)) return 'forbidden'
    return RESTRICTED.has(value) ? 'restricted' : 'open'
  }
  return 'open'
}

const CAR_KEYS = ['motorcar', 'motor_vehicle', 'vehicle', 'access']
const TRUCK_KEYS = ['hgv', 'goods', 'motor_vehicle', 'vehicle', 'access']

/** Reads a way's tags: the road it is for a car and a truck, or null when neither may drive it. */
export function roadOf(tags: Tags): Road | null {
  const isFerry = tags.route === 'ferry' || tags.route === 'shuttle_train'
  const kind = ROAD_KINDS[tags.highway ?? ''] ?? (isSignedForMotors(tags) ? LANES[tags.highway ?? ''] : undefined)
  if (kind === undefined && !isFerry) return null
  if (tags.area === 'yes' || tags.highway === 'construction') return null
  if (tags.highway === 'service' && SERVICE_FORBIDDEN.has(tags.service ?? '')) return null
  if (isFerry && accessOf(tags, CAR_KEYS) === 'open' && !CAR_KEYS.some((key) => tags[key] !== undefined)) {
    // A ferry that says nothing of cars takes people on foot.
    if (tags.route === 'ferry') return null
  }
  const open = waysOpen(tags)
  const forward = open.forward ? speedsOf(tags, kind, 'forward') : CLOSED
  const backward = open.backward ? speedsOf(tags, kind, 'backward') : CLOSED
  if (Math.max(forward.car, forward.truck, backward.car, backward.truck) === 0) return null
  return {
    carForward: forward.car,
    carBackward: backward.car,
    truckForward: forward.truck,
    truckBackward: backward.truck,
    isMotorway: tags.highway === 'motorway',
    waitSeconds: isFerry ? FERRY_WAIT_SECONDS : 0,
    maxHeight: metresOf(tags.maxheight),
    maxWidth: metresOf(tags.maxwidth),
    maxLength: metresOf(tags.maxlength),
    maxWeight: tonnesOf(tags.maxweight ?? tags.maxweightrating),
  }
}

type Way = 'forward' | 'backward'
const CLOSED = { car: 0, truck: 0 }

/** Speeds in km/h of a car and a truck driving a road one way, 0 where they may not. */
function speedsOf(tags: Tags, kind: RoadKind | undefined, way: Way): { car: number; truck: number } {
  const car = speedFor(tags, kind, accessOf(tags, CAR_KEYS), way)
  // What is closed to cars is closed to trucks, unless a sign lets them in by name.
  const isForTrucks = car > 0 || tags.hgv !== undefined || tags.goods !== undefined
  const truckSpeed = isForTrucks ? speedFor(tags, kind, accessOf(tags, TRUCK_KEYS), way) : 0
  return { car, truck: Math.min(truckSpeed * TRUCK_SHARE, truckCap(tags)) }
}

function isSignedForMotors(tags: Tags): boolean {
  const signed = tags.motorcar ?? tags.motor_vehicle
  return signed === 'yes' || signed === 'designated' || signed === 'permissive'
}

function truckCap(tags: Tags): number {
  const signed = kmhOf(tags['maxspeed:hgv'])
  const cap = tags.highway === 'motorway' ? TRUCK_MOTORWAY_KMH : TRUCK_OTHER_KMH
  return signed === 0 ? cap : Math.min(cap, signed)
}

type Access = 'open' | 'restricted' | 'forbidden'

function speedFor(tags: Tags, kind: RoadKind | undefined, access: Access, way: Way): number {
  if (access === 'forbidden') return 0
  if (kind === undefined) return FERRY_KMH
  const signed = kmhOf(tags[`maxspeed:${way}`]) || kmhOf(tags.maxspeed) || zoneKmh(tags)
  const free = signed === 0 ? kind.kmh : Math.min(signed * kind.share, 1.25 * kind.kmh)
  const surface = SURFACE_KMH[tags.surface ?? ''] ?? 200
  const narrow = tags.lanes === '1' && tags.oneway === undefined ? 0.8 : 1
  return Math.max(4, Math.min(free * narrow, surface)) * (access === 'restricted' ? 0.5 : 1)
}

const ZONES: Readonly<Record<string, number>> = {
  urban: 50,
  rural: 80,
  trunk: 110,
  motorway: 130,
  zone30: 30,
  zone20: 20,
}

function zoneKmh(tags: Tags): number {
  const zone = tags['maxspeed:type'] ?? tags['source:maxspeed'] ?? tags['zone:maxspeed'] ?? ''
  return ZONES[zone.slice(zone.indexOf(':') + 1)] ?? 0
}

/** Which ways a road is open: roundabouts and motorways go one way unless signed otherwise. */
function waysOpen(tags: Tags): { forward: boolean; backward: boolean } {
  const oneWay = tags['oneway:motor_vehicle'] ?? tags.oneway
  if (oneWay === 'yes' || oneWay === 'true' || oneWay === '1') return { forward: true, backward: false }
  if (oneWay === '-1' || oneWay === 'reverse') return { forward: false, backward: true }
  if (oneWay === 'reversible' || oneWay === 'alternating') return { forward: true, backward: true }
  if (oneWay === undefined) {
    const implied = tags.junction === 'roundabout' || tags.junction === 'circular' || tags.highway === 'motorway'
    if (implied) return { forward: true, backward: false }
  }
  return { forward: true, backward: true }
}

/** Signed speed in km/h, 0 when there is none or it is not a number: `50`, `30 mph`, `FR:urban`, `walk`. */
export function kmhOf(text: string | undefined): number {
  if (text === undefined) return 0
  if (text === 'walk') return 6
  const signed = Number.parseFloat(text)
  if (Number.isFinite(signed) && signed > 0) return text.includes('mph') ? signed * 1.609 : signed
  return ZONES[text.slice(text.indexOf(':') + 1)] ?? 0
}

/** Metres of a signed limit (`3.8`, `3.8 m`, `12'6"`), 0 when there is none that can be read. */
export function metresOf(text: string | undefined): number {
  if (text === undefined) return 0
  const feet = /^(\d+)'\s*(?:(\d+)"?)?$/.exec(text)
  if (feet) return Number(feet[1]) * 0.3048 + Number(feet[2] ?? 0) * 0.0254
  const metres = Number.parseFloat(text.replace(',', '.'))
  return Number.isFinite(metres) && metres > 0 ? metres : 0
}

/** Tonnes of a signed limit (`3.5`, `3.5 t`, `19000 kg`), 0 when there is none that can be read. */
export function tonnesOf(text: string | undefined): number {
  if (text === undefined) return 0
  const number = Number.parseFloat(text.replace(',', '.'))
  if (!Number.isFinite(number) || number <= 0) return 0
  return text.includes('kg') ? number / 1000 : number
}

/** What a node of a road does to those who pass: stops them for good, or makes them lose seconds. */
export function nodeEffect(tags: Tags): 'blocked' | 'signals' | 'slow' | null {
  const barrier = tags.barrier
  if (barrier !== undefined && !PASSABLE.has(barrier)) {
    const access = accessOf(tags, CAR_KEYS)
    const said = CAR_KEYS.some((key) => tags[key] !== undefined)
    if (access === 'forbidden' || !said) return BLOCKING.has(barrier) || access === 'forbidden' ? 'blocked' : null
  }
  if (barrier !== undefined && accessOf(tags, CAR_KEYS) === 'forbidden') return 'blocked'
  if (tags.highway === 'traffic_signals') return 'signals'
  return tags.highway === 'stop' || barrier === 'toll_booth' || tags.highway === 'mini_roundabout' ? 'slow' : null
}

const PASSABLE = new Set(['toll_booth', 'cattle_grid', 'border_control', 'entrance', 'no', 'height_restrictor'])
const BLOCKING = new Set([
  'bollard',
  'block',
  'jersey_barrier',
  'log',
  'chain',
  'cycle_barrier',
  'kerb',
  'motorcycle_barrier',
  'debris',
  'planter',
  'fence',
  'wall',
  'stile',
  'turnstile',
  'kissing_gate',
])

import { z } from 'zod'
import { BAND_MINUTES } from './drive-time-bands.ts'

/** `[longitude, latitude]` in degrees, WGS 84. */
export const LngLat = z.tuple([z.number().min(-180).max(180), z.number().min(-90).max(90)])
export type LngLat = z.infer<typeof LngLat>

/** INSEE code of a commune: five characters, `2A`/`2B` for Corsica. */
export const InseeCode = z
  .string()
  .regex(/^(\d{2}|2[AB])\d{3}$/)
  .brand('InseeCode')
export type InseeCode = z.infer<typeof InseeCode>

/** French department code: `01`–`95`, `2A`, `2B`, `971`–`976`. */
export const DepartmentCode = z
  .string()
  .regex(/^(\d{2}|2[AB]|97\d)$/)
  .brand('DepartmentCode')
export type DepartmentCode = z.infer<typeof DepartmentCode>

/** One of the drive-time bands. */
export const BandMinutes = z.literal(BAND_MINUTES)
export type BandMinutes = z.infer<typeof BandMinutes>

const EARTH_RADIUS_METRES = 6_371_008.8

/** Great-circle distance in metres on the IUGG mean sphere (haversine). */
export function distanceMetres([lng1, lat1]: LngLat, [lng2, lat2]: LngLat): number {
  const radians = Math.PI / 180
  const halfLat = Math.sin(((lat2 - lat1) * radians) / 2)
  const halfLng = Math.sin(((lng2 - lng1) * radians) / 2)
  const h = halfLat * halfLat + Math.cos(lat1 * radians) * Math.cos(lat2 * radians) * halfLng * halfLng
  return 2 * EARTH_RADIUS_METRES * Math.asin(Math.min(1, Math.sqrt(h)))
}

import type { StopOutline, StopSummary } from '../../shared/tour.ts'
import type { Database, Transaction } from '../store/database.ts'
import { type StopQuery, selectStopOutlines, selectStops } from './stop-store.ts'

/**
 * Stops by first day, each with its sessions and roster: what every other room knows of a tour. `from` keeps those not
 * over before that day; without `states`, every state is given, cancelled included.
 */
export function listStops(db: Database | Transaction, query: StopQuery = {}): Promise<StopSummary[]> {
  return selectStops(db, query)
}

/** The same stops where their hours and roster are not asked for, which cost most of the reading. */
export function listStopOutlines(db: Database | Transaction, query: StopQuery = {}): Promise<StopOutline[]> {
  return selectStopOutlines(db, query)
}

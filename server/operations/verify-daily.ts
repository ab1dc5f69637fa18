import { verifyAccessLog } from '../access/verify-access-log.ts'
import type { Ports } from '../ports.ts'
import { transaction } from '../store/database.ts'
import { saveVerified } from './verification-store.ts'

/** Verifies the whole access log without anybody asking: the screen and the figures tell what was found, the log cries it. */
export async function verifyDaily(ports: Pick<Ports, 'db' | 'vault' | 'log' | 'clock'>): Promise<void> {
  const { firstAltered } = await verifyAccessLog(ports)
  await transaction(ports.db, (trx) => saveVerified(trx, { at: ports.clock.now(), firstAltered }))
  if (firstAltered !== null) ports.log.error({ line: firstAltered }, 'the access log was altered')
}

import type { SendResult } from '../sms-gateway.ts'
import type { ProviderAnswer } from './provider-call.ts'

/** What a sending that was not accepted means, by HTTP alone; a provider's own error codes are read before. */
export function failedSending(answer: ProviderAnswer): SendResult {
  if (!answer.answered) return answer.left ? { result: 'unknown' } : { result: 'postponed', cause: 'unreachable' }
  if (answer.status === 429) return { result: 'postponed', cause: 'throttled' }
  if (answer.status === 503) return { result: 'postponed', cause: 'unreachable' }
  if ([401, 402, 403, 404].includes(answer.status)) return { result: 'postponed', cause: 'account' }
  if (answer.status >= 400 && answer.status < 500) return { result: 'refused', reason: 'text' }
  return { result: 'unknown' }
}

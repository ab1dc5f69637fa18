import { demoCases } from '../../server/demo/cases.ts'
import { must } from '../../server/demo/must.ts'
import { personNamed } from '../../server/demo/people.ts'
import { sendReferral } from '../../server/referrals/send-referral.ts'
import { listHostCentres } from '../../server/territory/host-centre-store.ts'
import { listStops } from '../../server/tours/list-stops.ts'
import type { PriorityClass } from '../../shared/appointment.ts'
import type { ReferralId } from '../../shared/ids.ts'
import { ReferralInput, type Wishes } from '../../shared/referral.ts'
import { Instant } from '../../shared/time.ts'
import { testApp } from '../support/test-app.ts'

const CASE_OF = { P1: 'uglyDuckling', P2: 'flatPigmented', P3: 'backBead', P4: 'manyMoles' } as const

/** The demo through its front door, with its pilot stops published, and a way to send more invented patients. */
export async function openClinic(options: { now?: string } = {}) {
  const { as, ports, rawAs } = await testApp({
    seed: 'demo',
  })
  if (options.now) ports.clock.moveTo(Instant.parse(options.now))
  const centres = await listHostCentres(ports.db)
  const stops = await listStops(ports.db, { states: ['published', 'running'] })
  const stopAt = (name: string) => stops.find((stop) => stop.centreName.includes(name))!
  let sent = 0

  /** Sends an invented patient of the Mas-d'Agenais and answers their referral. */
  async function refer(
    priorityClass: PriorityClass,
    more: { wishes?: Partial<Wishes>; slotKind?: 'consultation' | 'procedure'; phone?: string } = {},
  ): Promise<ReferralId> {
    const centre = centres.find((one) => one.name.includes('Mas'))!
    const demoCase = demoCases[CASE_OF[priorityClass]]
    sent += 1
    const number = String(sent).padStart(4, '0')
    const letters = [...number].map((digit) => 'ABCDEFGHIJ'[Number(digit)]).join('')
    const input = ReferralInput.parse({
      idempotencyKey: ports.newId(),
      centreId: centre.hostCentreId,
      specialty: 'dermatology',
      patient: {
        familyName: `Essai ${letters}`,
        givenName: 'Iris',
        birthDate: '1951-03-04',
        phone: more.phone ?? `063998${number}`,
        phoneOwner: 'patient',
        communeInsee: centre.communeInsee,
        mobility: 'independent',
        interpreter: null,
        language: 'fr',
        smsInformed: true,
      },
      lesions: [{ answers: demoCase.lesion }],
      background: demoCase.background,
      attestation: 'none',
      priorityClass,
      slotKind: more.slotKind ?? 'consultation',
      wishes: more.wishes ?? {},
    })
    const doctor = {
      personId: personNamed('Olive').id,
      name: 'Dr Olive Exemple',
      role: 'gp' as const,
      centreIds: [centre.hostCentreId],
      specialistId: null,
    }
    return must(await sendReferral(ports, doctor, input)).referralId
  }

  /** The agenda of a stop as its coordinator reads it. */
  async function agendaOf(coordinator: Awaited<ReturnType<typeof as>>, stopName = 'Mas') {
    const { stopId } = stopAt(stopName)
    const answer = await coordinator.api.agenda.stops[':stopId'].$get({ param: { stopId } })
    return (await answer.json()).slots
  }

  /** Previews and confirms an allocation. */
  async function allocate(coordinator: Awaited<ReturnType<typeof as>>, stopName = 'Mas', rearrange = false) {
    const param = { stopId: stopAt(stopName).stopId }
    const route = coordinator.api.agenda.stops[':stopId'].allocation
    const preview = await (await route.preview.$post({ param, json: { rearrange } })).json()
    const { fingerprint } = preview
    const confirmed = await route.$post({ param, json: { rearrange, fingerprint } })
    return { preview, confirmed: await confirmed.json() }
  }

  return { as, rawAs, ports, stopAt, refer, agendaOf, allocate }
}

export type Clinic = Awaited<ReturnType<typeof openClinic>>

/** The code of a refused request, with its status. */
export async function refusalOf(answer: { status: number; json(): Promise<unknown> }) {
  const body = (await answer.json()) as { code?: string; field?: string; details?: Record<string, unknown> }
  return { status: answer.status, code: body.code, field: body.field, details: body.details }
}

import type { HostCentre } from '../../shared/host-centre.ts'
import type { SignedInPerson } from '../../shared/person.ts'
import { type PatientInput, ReferralInput } from '../../shared/referral.ts'
import { instantAt, type LocalDate, type MinuteOfDay, PARIS } from '../../shared/time.ts'
import { createDemoClock } from '../clock.ts'
import type { Ports } from '../ports.ts'
import { sendReferral } from '../referrals/send-referral.ts'
import { listHostCentres } from '../territory/host-centre-store.ts'
import type { DemoCase } from './cases.ts'
import { must } from './must.ts'
import { communesAround, fictitiousPatient, knownCases, type SentBefore } from './patients.ts'
import { personNamed } from './people.ts'

const FIRST_SENT_AT = 9 * 60
const MINUTES_BETWEEN = 35

/** Sends invented referrals one by one, each on its own day and by the doctor then on duty; `from` numbers their first patient. */
export async function seedReferrals(ports: Ports, sent: readonly SentBefore[], from = 0): Promise<void> {
  const centres = await listHostCentres(ports.db)
  let patient = from
  for (const { insee, author, day, cases } of sent) {
    const centre = centres.find((candidate) => candidate.communeInsee === insee)
    if (!centre) throw new Error(`no host centre in commune ${insee}`)
    const around = communesAround(centre, ports.territory)
    for (const [order, name] of cases.entries()) {
      const minute = (FIRST_SENT_AT + order * MINUTES_BETWEEN) as MinuteOfDay
      const clock = createDemoClock(instantAt(day as LocalDate, minute, PARIS))
      const input = referralOf(ports, centre, fictitiousPatient(patient, around), knownCases[name])
      must(await sendReferral({ ...ports, clock }, doctor(author, centre), input))
      patient += 1
    }
  }
}

function doctor(name: string, centre: HostCentre): SignedInPerson {
  const { id, name: fullName, role } = personNamed(name)
  return { personId: id, name: fullName, role, centreIds: [centre.hostCentreId], specialistId: null }
}

function referralOf(
  { newId }: Pick<Ports, 'newId'>,
  centre: HostCentre,
  patient: PatientInput,
  demoCase: DemoCase,
): ReferralInput {
  return ReferralInput.parse({
    idempotencyKey: newId(),
    centreId: centre.hostCentreId,
    specialty: demoCase.specialty ?? 'dermatology',
    patient,
    lesions: [{ answers: demoCase.lesion }],
    background: demoCase.background,
    attestation: 'none',
    priorityClass: demoCase.priorityClass,
    slotKind: demoCase.slotKind,
  })
}

import { CareContactId, CareContactInput } from '../../shared/care-contact.ts'
import type { Ports } from '../ports.ts'
import { transaction } from '../store/database.ts'
import { putContact } from '../territory/contact-store.ts'
import { listHostCentres, saveHostCentre } from '../territory/host-centre-store.ts'

/** Departments of the pilot's stops, the commune of its centre, with the numbers France keeps for fiction in each of their zones. */
const DEPARTMENTS = [
  { department: '47', commune: '47159', prefix: '05 36 49 47' },
  { department: '79', commune: '79176', prefix: '05 36 49 79' },
  { department: '23', commune: '23020', prefix: '05 36 49 23' },
]

/** Where the eye unit stops first. */
const EYE_CONTACTS = [
  { kind: 'hospital', name: 'Ophtalmologie hospitalière (fictif)', phone: '05 36 49 23 03', hours: '9 h – 17 h' },
  { kind: 'teleexpertise', name: 'Téléexpertise de la vue (fictif)', phone: '05 36 49 23 04', hours: null },
].map((contact) => ({ ...contact, department: '23', specialty: 'ophthalmology' }))

/** Invented services, said to be so in their very name, in each department where the pilot stops. */
export async function seedContacts({ db, clock, newId }: Pick<Ports, 'db' | 'clock' | 'newId'>): Promise<void> {
  const contacts = DEPARTMENTS.flatMap(({ department, prefix }) => [
    {
      department,
      kind: 'hospital',
      name: 'Dermatologie hospitalière (fictif)',
      phone: `${prefix} 01`,
      hours: '9 h – 17 h',
    },
    {
      department,
      kind: 'teleexpertise',
      name: 'Téléexpertise dermatologique (fictif)',
      phone: `${prefix} 02`,
      hours: null,
    },
  ])
  await transaction(db, async (trx) => {
    for (const contact of [...contacts, ...EYE_CONTACTS]) {
      const input = CareContactInput.parse({ specialty: 'dermatology', url: null, ...contact })
      await putContact(trx, CareContactId.parse(newId()), input, clock.now())
    }
  })
}

/** Gives the centres of the pilot a telephone, which their patients read on their page: of the numbers kept for fiction too. */
export async function seedCentrePhones({ db }: Pick<Ports, 'db'>): Promise<void> {
  const centres = await listHostCentres(db)
  await transaction(db, async (trx) => {
    for (const { commune, prefix } of DEPARTMENTS) {
      const centre = centres.find(({ communeInsee }) => communeInsee === commune)
      if (centre) await saveHostCentre(trx, { ...centre, phone: `${prefix} 00` })
    }
  })
}

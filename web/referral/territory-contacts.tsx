import type { CareContact, CareContactKind } from '../../shared/care-contact.ts'
import type { HostCentreId } from '../../shared/ids.ts'
import type { AlternativeKind } from '../../shared/referral.ts'
import { api, call } from '../api.ts'
import { en } from '../i18n/referral.en.ts'
import { fr } from '../i18n/referral.fr.ts'
import { useText } from '../i18n/text.ts'
import { useLoad } from '../load.ts'
import { Icon } from '../ui/icon.tsx'
import { Loaded } from '../ui/loaded.tsx'

type About = { readonly centreId: HostCentreId; readonly specialty: string }

/** The contacts an administrator keeps for the centre's department. */
export function useContacts({ centreId, specialty }: About) {
  return useLoad(() => call(api.api.contacts.$get({ query: { centreId, specialty } })), [centreId, specialty])
}

/** Whom to call in the centre's department, of the kinds given or of all; says who can fill the list when it is empty. */
export function TerritoryContacts({ about, kinds }: { about: About; kinds?: readonly CareContactKind[] }) {
  const t = useText(fr, en)
  const contacts = useContacts(about)
  return (
    <Loaded load={contacts} lines={2}>
      {(all) => {
        const shown = kinds ? all.filter(({ kind }) => kinds.includes(kind)) : all
        if (shown.length === 0) return <p class="small soft">{t.noContact}</p>
        return (
          <ul class="referral-contacts" aria-label={t.contactsTitle}>
            {shown.map((contact) => (
              <ContactLine key={contact.contactId} contact={contact} />
            ))}
          </ul>
        )
      }}
    </Loaded>
  )
}

/** Whether the patient is cared for elsewhere by this choice: somebody must still be called. */
export const isElsewhere = (kind: AlternativeKind): boolean => kind === 'teleexpertise' || kind === 'hospital_call'

/** Whom to call once a patient is to be cared for elsewhere, under a title of its own. */
export function ContactsElsewhere({ about }: { about: About }) {
  const t = useText(fr, en)
  return (
    <div>
      <p>
        <strong>{t.contactsTitle}</strong>
      </p>
      <TerritoryContacts about={about} kinds={['hospital', 'teleexpertise']} />
    </div>
  )
}

/** One contact: what it is, its name, a number to touch, its hours and its page. */
function ContactLine({ contact }: { contact: CareContact }) {
  const t = useText(fr, en)
  const { kind, name, phone, hours, url } = contact
  return (
    <li>
      <span class="soft small">{t.contactKinds[kind]}</span>
      <span>
        <strong>{name}</strong>
        {hours && <span class="small soft"> ({hours})</span>}
      </span>
      {phone && (
        <a class="referral-call" href={`tel:${phone.replace(/[ .]/g, '')}`}>
          <Icon name="phone" size={16} /> {phone}
        </a>
      )}
      {url && (
        <a class="referral-call" href={url} target="_blank" rel="noreferrer">
          {t.contactPage(name)}
        </a>
      )}
    </li>
  )
}

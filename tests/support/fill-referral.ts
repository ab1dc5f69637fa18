import type { Page } from 'playwright-core'

/** A patient as a doctor types one; the commune is searched by what one types of it, and chosen by its name. */
export type TypedPatient = {
  readonly name: string
  readonly birthDate: string
  readonly phone: string
  readonly suspected: string
  readonly priorityClass: string
  readonly commune?: { readonly typed: string; readonly name: RegExp }
}

const LE_MAS = { typed: 'Le Mas-d', name: /Le Mas-d’Agenais/ }

/** Fills the whole form as a doctor would, and leaves it unsent. */
export async function fillReferral(page: Page, patient: TypedPatient): Promise<void> {
  const commune = patient.commune ?? LE_MAS
  await page.getByLabel('Nom', { exact: true }).fill('Essai')
  await page.getByLabel('Prénom').fill(patient.name)
  await page.getByLabel('Date de naissance').fill(patient.birthDate)
  await page.getByLabel('Téléphone', { exact: true }).fill(patient.phone)
  await page.getByLabel('Le patient sait qu’il recevra des SMS').check()
  await page.getByRole('combobox', { name: /^Commune/ }).pressSequentially(commune.typed)
  await page.getByRole('option', { name: commune.name }).first().click()
  await page.getByRole('radio', { name: patient.suspected, exact: true }).check()
  await page.getByLabel('Où').selectOption({ label: 'Avant-bras' })
  await page.getByRole('radio', { name: 'Gauche' }).check()
  await page.getByLabel('Plus grand diamètre').fill('8')
  const noToAll = page.getByRole('button', { name: /^Répondre non aux questions restantes/ })
  while ((await noToAll.count()) > 0) await noToAll.first().click()
  await page.getByRole('radio', { name: 'Aucune de ces situations' }).check()
  await page.getByRole('radio', { name: new RegExp(`^${patient.priorityClass} `) }).check()
}

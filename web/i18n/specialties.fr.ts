/** Names of the specialties known so far, by code; a screen shows the code of another. */
export const fr = { dermatology: 'Dermatologie', ophthalmology: 'Ophtalmologie' } as Record<string, string>

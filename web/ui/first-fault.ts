/** Takes the reader of a form to the first thing to correct: a control in fault, or the first one of a group in fault. */
export function showFirstFault(form: HTMLFormElement | null): void {
  const wrong = form?.querySelector<HTMLElement>('[aria-invalid=true], [data-fault]')
  if (!wrong) return
  wrong.scrollIntoView({ block: 'center' })
  const control = wrong.matches('fieldset, [data-fault]') ? wrong.querySelector<HTMLElement>('input, select') : wrong
  control?.focus({ preventScroll: true })
}

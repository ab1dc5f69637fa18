// No run-time import here: the web bundles this file.

/** What an application of one-time codes shows. */
export const SIX_DIGITS = /^\d{6}$/

/** A code as typed, without its spaces. */
export const withoutSpaces = (text: string): string => text.replaceAll(/\s/g, '')

/** Whether what was typed is a code, spaces aside. */
export const isOneTimeCode = (text: string): boolean => SIX_DIGITS.test(withoutSpaces(text))

// No run-time import here: the calendar and the screen remind alike.

/** [P] How many days before a day of consultation its specialist is reminded of it, farthest first. */
export const REMINDED_DAYS_BEFORE = [7, 1] as const

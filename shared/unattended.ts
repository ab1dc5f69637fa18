// No run-time import here: the web bundles this file.

/** The header of a request that a screen makes by itself, with nobody in front of it perhaps: it keeps no session alive. */
export const UNATTENDED = 'X-Unattended'

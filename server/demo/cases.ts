import type { PriorityClass, SlotKind } from '../../shared/appointment.ts'
import type { Answers } from '../../shared/protocol.ts'

/** An invented clinical picture: what a GP might answer to a protocol’s questions, and the class they would choose. */
export type DemoCase = {
  /** Dermatology without it. */
  specialty?: 'ophthalmology'
  priorityClass: PriorityClass
  slotKind: SlotKind
  lesion: Answers
  background: Answers
}

/** Every sign of a lesion answered no. */
export const noSigns = Object.fromEntries(
  [
    'sizeChange',
    'asymmetry',
    'border',
    'colour',
    'inflammation',
    'oozing',
    'sensationChange',
    'rapidGrowth',
    'nodularEFG',
    'uglyDuckling',
    'ulceratedOrBleeding',
    'recurrent',
    'dermoscopySuspicious',
    'palpableNode',
    'neuroSigns',
    'strongConcern',
  ].map((sign) => [sign, 'no']),
)
/** Every question of the background answered no. */
export const noBackground = Object.fromEntries(
  [
    'emergency',
    'immunosuppression',
    'priorMelanoma',
    'familyMelanoma',
    'naeviOver50',
    'atypicalNaevi',
    'phototypeI_II',
    'priorCarcinoma',
  ].map((sign) => [sign, 'no']),
)

const lesion = (suspicion: string, bodySite: string, diameterMm: number, signs: Answers = {}): Answers => ({
  ...noSigns,
  suspicion,
  bodySite,
  laterality: 'left',
  diameterMm,
  ...signs,
})
const background = (signs: Answers = {}): Answers => ({ ...noBackground, ...signs })

/** In the proportions assumed for a first visit: 30 % P1, 15 % P2, 45 % P3, 10 % P4 (an assumption, see data/README.md). */
export const demoCases = {
  changingMole: {
    priorityClass: 'P1',
    slotKind: 'procedure',
    lesion: lesion('melanoma', 'upper_back', 9, { sizeChange: 'yes', colour: 'yes', asymmetry: 'yes' }),
    background: background({ phototypeI_II: 'yes' }),
  },
  uglyDuckling: {
    priorityClass: 'P1',
    slotKind: 'consultation',
    lesion: lesion('melanoma', 'thigh', 6, { uglyDuckling: 'yes' }),
    background: background({ familyMelanoma: 'yes' }),
  },
  bleedingLip: {
    priorityClass: 'P1',
    slotKind: 'procedure',
    lesion: lesion('scc', 'lip', 11, { ulceratedOrBleeding: 'yes' }),
    background: background(),
  },
  flatPigmented: {
    priorityClass: 'P2',
    slotKind: 'consultation',
    lesion: lesion('melanoma', 'lower_leg', 5),
    background: background(),
  },
  crustOnScalp: {
    priorityClass: 'P2',
    slotKind: 'consultation',
    lesion: lesion('scc', 'scalp', 9),
    background: background({ priorCarcinoma: 'yes' }),
  },
  noseBead: {
    priorityClass: 'P2',
    slotKind: 'procedure',
    lesion: lesion('bcc', 'nose', 7),
    background: background(),
  },
  backBead: {
    priorityClass: 'P3',
    slotKind: 'consultation',
    lesion: lesion('bcc', 'lower_back', 8),
    background: background(),
  },
  roughPatch: {
    priorityClass: 'P3',
    slotKind: 'consultation',
    lesion: lesion('keratosis_bowen', 'forehead', 6),
    background: background({ phototypeI_II: 'yes' }),
  },
  unclearSpot: {
    priorityClass: 'P3',
    slotKind: 'consultation',
    lesion: lesion('indeterminate', 'forearm', 5),
    background: background(),
  },
  manyMoles: {
    priorityClass: 'P4',
    slotKind: 'consultation',
    lesion: lesion('none', 'chest', 3),
    background: background({ naeviOver50: 'yes' }),
  },
} satisfies Record<string, DemoCase>

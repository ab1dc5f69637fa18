import type { Answers } from '../../shared/protocol.ts'
import type { DemoCase } from './cases.ts'

const no = (signs: readonly string[]): Answers => Object.fromEntries(signs.map((sign) => [sign, 'no']))
const noAlarm = no(['trauma', 'within48h', 'flashesOrCurtain', 'painfulRed', 'acuityFallen', 'pressureHigh', 'overdue'])
const noRisk = no(['onlyEye', 'pregnancy', 'dailyLife'])

const eyeCase = (
  priorityClass: DemoCase['priorityClass'],
  complaint: string,
  eye: string,
  signs: Answers = {},
  risks: Answers = {},
): DemoCase => ({
  specialty: 'ophthalmology',
  priorityClass,
  slotKind: 'consultation',
  lesion: { ...noAlarm, complaint, eye, ...signs },
  background: { ...noRisk, ...risks },
})

/** Invented pictures of the ophthalmology protocol. */
export const eyeCases = {
  overdueGlaucoma: eyeCase('P2', 'glaucoma', 'both', { overdue: 'yes' }),
  oneEyeRetina: eyeCase('P2', 'diabetic_retinopathy', 'right', {}, { onlyEye: 'yes' }),
  steadyGlaucoma: eyeCase('P3', 'glaucoma', 'both'),
  steadyRetina: eyeCase('P3', 'diabetic_retinopathy', 'both'),
  cataract: eyeCase('P3', 'cataract', 'left', {}, { dailyLife: 'yes' }),
  glasses: eyeCase('P4', 'other', 'both'),
}

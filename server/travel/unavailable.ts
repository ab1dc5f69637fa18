import {
  type MatrixQuestion,
  reasonNumber,
  type TravelCapabilities,
  type TravelMatrix,
  type TravelProfile,
  type TravelSource,
  type TravelTimes,
} from '../../shared/travel.ts'

/** A matrix of `question` in which every cell has the same reason for having no time. */
export function matrixWithoutTimes(
  question: MatrixQuestion,
  source: TravelSource,
  reason: Parameters<typeof reasonNumber>[0],
): TravelMatrix {
  const cells = question.sources.length * question.targets.length
  return {
    source,
    sourceCount: question.sources.length,
    targetCount: question.targets.length,
    seconds: new Float32Array(cells).fill(Number.NaN),
    metres: new Float32Array(cells).fill(Number.NaN),
    reasons: new Uint8Array(cells).fill(reasonNumber(reason)),
    sourceSnapMetres: new Float32Array(question.sources.length).fill(Number.NaN),
    targetSnapMetres: new Float32Array(question.targets.length).fill(Number.NaN),
  }
}

/** A provider that was asked for but cannot work: it says why, and every answer of it is a failure. */
export function createUnavailableTravel(capabilities: TravelCapabilities, message: string): TravelTimes {
  const { provider, kind, dataDate, attribution } = capabilities
  const source = (profile: TravelProfile): TravelSource => ({
    provider,
    kind,
    dataDate,
    profile,
    errorBand: null,
    warnings: [{ code: 'provider_failed', message }],
    attribution,
  })
  return {
    capabilities: () => capabilities,
    health: async () => ({ provider, ok: false, message }),
    matrix: async (question) => matrixWithoutTimes(question, source(question.profile), 'provider_failed'),
    isochrones: async ({ points, minutes, profile }) => ({
      source: source(profile),
      isochrones: points.flatMap((_, point) =>
        minutes.map((band) => ({ point, minutes: band, geometry: null, reason: 'provider_failed' as const })),
      ),
      snapMetres: points.map(() => null),
    }),
    route: async ({ profile }) => ({ source: source(profile), reason: 'provider_failed' }),
  }
}

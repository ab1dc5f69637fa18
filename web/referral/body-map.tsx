import { en } from '../i18n/referral.en.ts'
import { fr } from '../i18n/referral.fr.ts'
import { useText } from '../i18n/text.ts'

type Region = { readonly site: string; readonly d: string }

const oval = (cx: number, cy: number, rx: number, ry: number) =>
  `M${cx - rx} ${cy}a${rx} ${ry} 0 1 0 ${2 * rx} 0a${rx} ${ry} 0 1 0 ${-2 * rx} 0z`
const box = (x: number, y: number, width: number, height: number, radius = 5) =>
  `M${x + radius} ${y}h${width - 2 * radius}a${radius} ${radius} 0 0 1 ${radius} ${radius}v${height - 2 * radius}` +
  `a${radius} ${radius} 0 0 1 ${-radius} ${radius}h${2 * radius - width}a${radius} ${radius} 0 0 1 ${-radius} ${-radius}` +
  `v${2 * radius - height}a${radius} ${radius} 0 0 1 ${radius} ${-radius}z`
const both = (draw: (x: number) => string, left: number, right: number) => `${draw(left)}${draw(right)}`

/** Three simple drawings side by side in 330 × 236 units: head, front, back. Later regions lie over earlier ones. */
const HEAD: readonly Region[] = [
  { site: 'ear', d: both((x) => oval(x, 72, 7, 13), 10, 98) },
  { site: 'cheek', d: oval(54, 76, 40, 52) },
  { site: 'scalp', d: 'M14 58a40 40 0 0 1 80 0c-8-14-22-20-40-20s-32 6-40 20z' },
  { site: 'forehead', d: 'M19 60c6-12 18-17 35-17s29 5 35 17z' },
  { site: 'eyelid', d: both((x) => oval(x, 71, 10, 6), 36, 72) },
  { site: 'central_face', d: box(40, 82, 28, 28, 8) },
  { site: 'nose', d: 'M54 66l8 26h-16z' },
  { site: 'lip', d: oval(54, 103, 12, 5) },
]
const FRONT: readonly Region[] = [
  { site: 'neck', d: box(160, 30, 14, 14, 4) },
  { site: 'chest', d: box(144, 44, 46, 34, 8) },
  { site: 'abdomen', d: box(147, 79, 40, 32, 6) },
  { site: 'genitals', d: oval(167, 118, 9, 8) },
  { site: 'upper_arm', d: both((x) => box(x, 46, 13, 36, 6), 130, 191) },
  { site: 'forearm', d: both((x) => box(x, 84, 11, 32, 5), 128, 195) },
  { site: 'palm', d: both((x) => box(x, 118, 12, 13, 4), 127, 195) },
  { site: 'finger_nail', d: both((x) => oval(x, 136, 5, 4), 133, 201) },
  { site: 'thigh', d: both((x) => box(x, 126, 18, 44, 7), 147, 169) },
  { site: 'lower_leg', d: both((x) => box(x, 172, 14, 40, 6), 149, 171) },
  { site: 'foot', d: both((x) => oval(x, 218, 9, 6), 155, 179) },
  { site: 'toe_nail', d: both((x) => oval(x, 227, 6, 4), 154, 180) },
]
const BACK: readonly Region[] = [
  { site: 'neck', d: box(265, 30, 14, 14, 4) },
  { site: 'upper_back', d: box(249, 44, 46, 34, 8) },
  { site: 'lower_back', d: box(252, 79, 40, 24, 6) },
  { site: 'buttock', d: both((x) => oval(x, 115, 11, 11), 261, 283) },
  { site: 'upper_arm', d: both((x) => box(x, 46, 13, 36, 6), 235, 296) },
  { site: 'forearm', d: both((x) => box(x, 84, 11, 32, 5), 233, 300) },
  { site: 'hand', d: both((x) => box(x, 118, 12, 16, 5), 232, 300) },
  { site: 'thigh', d: both((x) => box(x, 128, 18, 42, 7), 252, 274) },
  { site: 'lower_leg', d: both((x) => box(x, 172, 14, 40, 6), 254, 276) },
  { site: 'sole', d: both((x) => oval(x, 219, 9, 8), 261, 283) },
]

/**
 * A drawing to point at with a finger or a mouse. The list of places beside it says and does the same for the keyboard
 * and screen readers, so the drawing is hidden from them.
 */
export function BodyMap({
  sites,
  value,
  onChoose,
}: {
  sites: readonly string[]
  value: string
  onChoose: (site: string) => void
}) {
  const t = useText(fr, en)
  return (
    <div class="referral-body">
      <p class="field-hint">{t.bodyMap}</p>
      <svg viewBox="0 0 330 250" class="referral-body-map" aria-hidden="true" focusable="false">
        <path class="referral-body-rest" d={`${oval(167, 16, 12, 14)}${oval(272, 16, 12, 14)}`} />
        {[...HEAD, ...FRONT, ...BACK]
          .filter((region) => sites.includes(region.site))
          .map((region, at) => (
            // biome-ignore lint/a11y/noStaticElementInteractions: the list of places is the keyboard's way
            <path
              key={at}
              d={region.d}
              class={`referral-body-site${region.site === value ? ' referral-body-chosen' : ''}`}
              data-site={region.site}
              onClick={() => onChoose(region.site)}
            />
          ))}
        <text x="54" y="246" class="referral-body-caption">
          {t.head}
        </text>
        <text x="167" y="246" class="referral-body-caption">
          {t.front}
        </text>
        <text x="272" y="246" class="referral-body-caption">
          {t.back}
        </text>
      </svg>
    </div>
  )
}

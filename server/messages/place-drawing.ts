import { html } from 'hono/html'
import type { TownAround } from './towns-around.ts'

const SIZE = { width: 480, height: 400, middleX: 240, middleY: 200 }
const FARTHEST = 135
const NEAREST = 62

/** A drawing of where the place lies among the towns around it; north is up, distances grow outwards but are not to scale. */
export function placeDrawing(place: string, towns: readonly TownAround[], words: { title: string; north: string }) {
  const farthest = Math.max(1, ...towns.map((town) => town.km))
  const marks = towns.map((town) => {
    const radius = NEAREST + (FARTHEST - NEAREST) * (town.km / farthest)
    const angle = (town.bearing * Math.PI) / 180
    const x = SIZE.middleX + radius * 1.1 * Math.sin(angle)
    const y = SIZE.middleY - radius * Math.cos(angle)
    // Beside the place, a name goes above its dot: the place's own name is below.
    const below = y >= SIZE.middleY + 60
    return html`<line class="road" x1="${SIZE.middleX}" y1="${SIZE.middleY}" x2="${x.toFixed(1)}" y2="${y.toFixed(1)}" />
      <circle class="town" cx="${x.toFixed(1)}" cy="${y.toFixed(1)}" r="7" />
      <text class="town-name" x="${within(x)}" y="${(below ? y + 26 : y - 32).toFixed(1)}">${town.name}</text>
      <text class="town-km" x="${within(x)}" y="${(below ? y + 45 : y - 14).toFixed(1)}">${town.km} km</text>`
  })
  return html`<svg class="drawing" viewBox="0 0 ${SIZE.width} ${SIZE.height}" role="img" aria-label="${words.title}">
    ${marks}
    <circle class="place-ring" cx="${SIZE.middleX}" cy="${SIZE.middleY}" r="24" />
    <path class="place" d="M228 193h24v14h-24z M233 193v-7l7-6 7 6v7" />
    <text class="place-name" x="${SIZE.middleX}" y="${SIZE.middleY + 46}">${place}</text>
    <path class="north" d="M448 20l10 26-10-6-10 6z" />
    <text class="town-km" x="448" y="64">${words.north}</text>
  </svg>`
}

/** Keeps a name, drawn around its middle, inside the picture. */
const within = (x: number): string => Math.min(SIZE.width - 90, Math.max(90, x)).toFixed(1)

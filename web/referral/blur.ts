/** How long the picture is drawn before it is measured, so that a figure means the same for every camera. */
export const MEASURED_SIDE = 640

const REACH = 4

/**
 * How blurred an RGBA picture is, from 0 (all detail is fine) to 1: how little its steps from pixel to pixel lose when
 * the picture is blurred once more (Crete et al., « The blur effect: perception and estimation with a new no-reference
 * perceptual blur metric », 2007). Unlike a count of edges, it hardly depends on what the picture shows. A 3 × 3 mean
 * goes before, for the grain of a sensor would pass for detail. 1 for a plain surface.
 */
export function blurOf(rgba: Uint8ClampedArray, width: number, height: number): number {
  const grey = meanAlong(meanAlong(luminanceOf(rgba, width * height), width, height, 1, 1), width, height, width, 1)
  return Math.max(blurAlong(grey, width, height, 1), blurAlong(grey, width, height, width))
}

/** Luminance from 0 to 255 (ITU-R BT.601 weights). */
function luminanceOf(rgba: Uint8ClampedArray, pixels: number): Float32Array {
  const grey = new Float32Array(pixels)
  for (let at = 0; at < pixels; at++) {
    grey[at] = 0.299 * rgba[at * 4]! + 0.587 * rgba[at * 4 + 1]! + 0.114 * rgba[at * 4 + 2]!
  }
  return grey
}

/** The mean of `2 × reach + 1` pixels in one direction (`step` 1: along rows; the width: along columns); edges stay as they are. */
function meanAlong(grey: Float32Array, width: number, height: number, step: number, reach: number): Float32Array {
  const mean = grey.slice()
  const [fromX, fromY] = step === 1 ? [reach, 0] : [0, reach]
  for (let y = fromY; y < height - fromY; y++) {
    for (let x = fromX; x < width - fromX; x++) {
      const at = y * width + x
      let total = 0
      for (let offset = -reach; offset <= reach; offset++) total += grey[at + offset * step]!
      mean[at] = total / (2 * reach + 1)
    }
  }
  return mean
}

/** The share of the steps between neighbours, in one direction, that stays when the picture is blurred in that direction. */
function blurAlong(grey: Float32Array, width: number, height: number, step: number): number {
  const blurred = meanAlong(grey, width, height, step, REACH)
  let steps = 0
  let lost = 0
  for (let y = REACH + 1; y < height - REACH; y++) {
    for (let x = REACH + 1; x < width - REACH; x++) {
      const at = y * width + x
      const own = Math.abs(grey[at]! - grey[at - step]!)
      steps += own
      lost += Math.max(0, own - Math.abs(blurred[at]! - blurred[at - step]!))
    }
  }
  return steps === 0 ? 1 : (steps - lost) / steps
}

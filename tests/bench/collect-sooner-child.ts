import { collectSooner } from '../../server/operations/collect-sooner.ts'

// Keeps many small objects, makes as many that live for a while and are let go, and prints how many megabytes of heap it
// took at the most. With `sooner`, garbage is cleared away as in the application.
if (process.argv[2] === 'sooner') collectSooner()

const make = (number: number) => ({ number, text: `line ${number}`, list: [number, number + 1, number + 2] })
const KEPT = Array.from({ length: 400_000 }, (_, number) => make(number))
const lived: ReturnType<typeof make>[] = []
let highest = 0
for (let number = 0; number < 2_200_000; number += 1) {
  lived.push(make(number))
  if (lived.length > KEPT.length / 3) lived.splice(0, KEPT.length / 6)
  if (number % 5_000 === 0) highest = Math.max(highest, process.memoryUsage().heapTotal)
}
console.log(Math.round(highest / 1e6))

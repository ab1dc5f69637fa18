import { MessageChannel, type MessagePort, receiveMessageOnPort, type Worker } from 'node:worker_threads'
import { type BoundNews, type BoundSource, StagedDescent } from './bound/bound-source.ts'
import { boundOnClasses, type ClassBounds, type SeenOfClasses } from './bound/class-bound.ts'
import { zeroPrices } from './bound/prices.ts'
import { Relaxation } from './bound/relaxation.ts'
import { type Compiled, compileProblem } from './compile/compile.ts'
import { type PlanDocument, readDocument } from './document.ts'
import { hashDocument } from './document-hash.ts'
import { HalfSearch } from './search/half-search.ts'
import type { PackedStops } from './search/packed-stops.ts'
import type { HalfRound } from './search/two-halves.ts'

/**
 * One bound to seek beside a search. `document` is the problem, packed; `shared` holds the best score so far and, second, 1
 * once the bound may stop; `hash` the problem's hash in UTF-8 once the first byte is not zero, written last.
 */
export type BoundJob = {
  readonly document: PlanDocument
  readonly port: MessagePort
  readonly shared: SharedArrayBuffer
  readonly hash: SharedArrayBuffer
  /** Shut until the bound may begin; wakes the search that waits for the bounds on classes. */
  readonly gate: SharedArrayBuffer
}

/** What the bound's thread sends: a better bound, the half of a plan it was asked to search, or the bounds on classes. */
type Told = { readonly news: BoundNews } | { readonly half: PackedStops } | { readonly classes: ClassBounds }

/** What the bound's thread is asked: to search half of a plan; or, at the end, for the bounds on classes. */
type Asked = { readonly round: HalfRound } | { readonly seen: SeenOfClasses }

/** A bound begun in another thread: read by a search once it has compiled the same problem, until stopped. */
export type BoundBeside = {
  readonly source: (compiled: Compiled) => BoundSource
  /** The problem's hash once it is worked out there; null until then. */
  readonly hash: () => string | null
  /** Lets it go on from hashing the problem to its bound: until then the first plan has the machine to itself. */
  readonly begin: () => void
  readonly stop: () => void
}

/** Where the gate of a job stands: the bound waits to begin, seeks, and has told the bounds on classes or will tell none. */
const [SHUT, OPEN, TOLD] = [0, 1, 2]

/** Milliseconds the bounds on classes are waited for at most: several times what they take at national size. */
const LONGEST_WAIT = 10_000

function moveGate(gate: SharedArrayBuffer, to: number): void {
  const place = new Int32Array(gate)
  Atomics.store(place, 0, to)
  Atomics.notify(place, 0)
}

/** Hexadecimal digits of a SHA-256. */
const HASH_LENGTH = 64

/** Begins a bound in `worker`, beside the search that will read it: neither waits for the other. */
export function boundBeside(worker: Worker, document: PlanDocument): BoundBeside {
  const { port1, port2 } = new MessageChannel()
  const shared = new SharedArrayBuffer(16)
  const state = new Float64Array(shared)
  state[0] = Number.NEGATIVE_INFINITY
  const hash = new SharedArrayBuffer(HASH_LENGTH)
  const gate = new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT)
  const open = () => moveGate(gate, OPEN)
  worker.postMessage({ document, port: port2, shared, hash, gate } satisfies BoundJob, [port2])
  return {
    begin: open,
    hash: () => (Atomics.load(new Uint8Array(hash), 0) === 0 ? null : Buffer.from(hash).toString('latin1')),
    source(compiled) {
      const none = zeroPrices(compiled)
      let latest: BoundNews = {
        bound: Number.POSITIVE_INFINITY,
        prices: none,
        guide: none,
        isMoving: true,
        isSettled: false,
      }
      let half: PackedStops | null = null
      let classes: ClassBounds | null = null
      const ask = (asked: Asked) => port1.postMessage(asked)
      const listen = () => {
        let hasNews = false
        for (let found = receiveMessageOnPort(port1); found !== undefined; found = receiveMessageOnPort(port1)) {
          const told = found.message as Told
          if ('half' in told) half = told.half
          else if ('classes' in told) classes = told.classes
          else {
            latest = told.news
            hasNews = true
          }
        }
        return hasNews
      }
      return {
        advance(bestScore) {
          state[0] = bestScore
          return listen()
        },
        latest: () => latest,
        partner: {
          begin(round) {
            half = null
            ask({ round })
          },
          take: () => half,
        },
        classes: {
          begin: (seen) => ask({ seen }),
          wait() {
            Atomics.wait(new Int32Array(gate), 0, OPEN, LONGEST_WAIT)
            listen()
            return classes
          },
        },
      }
    },
    stop() {
      state[1] = 1
      open()
      port1.close()
    },
  }
}

/** A compiled problem that lets go of the document's long lists and of what only words need: a descent reads none of them again. */
function withoutPeople(compiled: Compiled): Compiled {
  const { problem, demands } = compiled
  const travel = { ...problem.travel, truckSeconds: [], truckMetres: [] }
  return {
    ...compiled,
    problem: { ...problem, communes: [], referrals: [], expected: [], travel },
    demands: { ...demands, nearest: [] },
  }
}

/** Hashes, then reads and compiles the problem of a job, unless it is stopped first; nothing of the document outlives it. */
function prepare({ document, hash, gate }: BoundJob, shouldStop: () => boolean): Compiled | null {
  tellHash(hashDocument(document), hash)
  // What a search reads before its first plan it reads at twice the pace while nobody else does.
  Atomics.wait(new Int32Array(gate), 0, SHUT)
  return shouldStop() ? null : withoutPeople(compileProblem(readDocument(document)))
}

/** Tells the search the problem's hash: its first plan in words waits for it, and has a core of its own. */
function tellHash(hash: string, memory: SharedArrayBuffer): void {
  const bytes = new Uint8Array(memory)
  const digits = Buffer.from(hash, 'latin1')
  bytes.set(digits.subarray(1), 1)
  Atomics.store(bytes, 0, digits[0] as number)
}

/**
 * In the bound's thread: descends until told to stop, posting prices as they improve, a few times a second; searches half of a
 * plan whenever it is asked to; seeks the bounds on classes towards the end.
 */
export function descend(job: BoundJob, now: () => number): void {
  const { port, shared, gate } = job
  const state = new Float64Array(shared)
  const shouldStop = () => state[1] === 1
  try {
    const compiled = prepare(job, shouldStop)
    if (compiled !== null) descendOn(compiled, state, job, now, shouldStop)
  } finally {
    moveGate(gate, TOLD)
    port.close()
  }
}

function descendOn(
  compiled: Compiled,
  state: Float64Array,
  { port, gate }: BoundJob,
  now: () => number,
  shouldStop: () => boolean,
): void {
  const relaxation = new Relaxation(compiled)
  const descent = new StagedDescent(relaxation, zeroPrices(compiled))
  let search: HalfSearch | null = null
  let posted = Number.POSITIVE_INFINITY
  let postedAt = Number.NEGATIVE_INFINITY
  let phase = ''
  const tell = (told: Told) => port.postMessage(told)
  while (!shouldStop()) {
    const asked = receiveMessageOnPort(port)
    if (asked !== undefined) {
      const message = asked.message as Asked
      if ('seen' in message) {
        // A search is shared no more by now, and a bound on a class needs nearly as much memory again.
        search = null
        tell({ classes: boundOnClasses(compiled, message.seen, 'search') })
        moveGate(gate, TOLD)
      } else {
        search ??= new HalfSearch(relaxation, descent.latest().guide)
        tell({ half: search.run(message.round, now, shouldStop) })
      }
      continue
    }
    descent.step(state[0] as number)
    if (now() - postedAt < 200) continue
    const news = descent.latest()
    const current = `${news.isMoving} ${news.isSettled}`
    if (news.bound >= posted && current === phase) continue
    posted = news.bound
    postedAt = now()
    phase = current
    tell({ news })
  }
}

/** The port for every contender, and how its values are read. */
import { EVENTS_PER_RUN, type Workload } from './workload.ts'

/** What a contender's consumer saw. */
export interface Outcome {
  /** Progress or output events that reached the consumer, or that the contender says it has taken in. */
  readonly events: number
  /** The run's last value. */
  readonly final: unknown
  /** The last value before the end, made from single edits; `undefined` where the consumer does not see each. */
  readonly streamed?: unknown
}

/** A client connected to the benchmark's server. Connecting is not measured. */
export interface OpenContender {
  run(workload: Workload): Promise<Outcome>
  close(): void
}

export interface Contender {
  open(url: string): Promise<OpenContender>
}

let sink = 0

/**
 * Reads a text as a page that shows it does: the engine must lay its pieces side by side for this.
 * A text that is only kept costs nothing and would hide the price of reading.
 */
export function readText(text: unknown): void {
  if (typeof text === 'string' && text !== '') sink = (sink + text.charCodeAt(text.length - 1)) | 0
}

/** Reads a value as a page that shows its end: a text, the last message of a chat, the last cell of a table. */
export function readValue(value: unknown): void {
  if (typeof value === 'string') return readText(value)
  if (Array.isArray(value)) {
    const last = value.at(-1) as { readonly content: readonly { readonly text: string }[] } | undefined
    return readText(last?.content[0]?.text)
  }
  const rows = (value as { readonly data?: readonly (readonly unknown[])[] } | null | undefined)?.data
  if (rows) readText(rows.at(-1)?.at(-1))
}

interface Unit {
  readonly index?: number | null | undefined
  /** Gradio's name. */
  readonly desc?: string | null | undefined
  /** Ours. */
  readonly description?: string | null | undefined
}

const STAMP = /^\d{10,}$/
/** Time from a frame's writing to its reading, milliseconds. */
let delaysMs: number[] = []
let lastStamp = ''

/**
 * Reads levels of progress: their number, the innermost index, and the age of the message if it has its time of
 * writing.
 */
export function readUnits(units: readonly Unit[] | undefined): void {
  if (units?.length) sink = (sink + units.length + (units.at(-1)?.index ?? 0)) | 0
  const stamp = units?.[0]?.desc ?? units?.[0]?.description
  if (typeof stamp !== 'string' || stamp === lastStamp || !STAMP.test(stamp)) return
  lastStamp = stamp
  delaysMs.push(Number(process.hrtime.bigint() - BigInt(stamp)) / 1e6)
}

/** Delays since this was last asked. */
export function takeDelaysMs(): readonly number[] {
  const taken = delaysMs
  delaysMs = []
  return taken
}

/** No run of the benchmark takes a tenth of this. */
const HANG_MS = 10_000

/** So many runs at once; one that has not ended after a while never will. */
export async function runTogether({ count }: Workload, one: (workload: Workload) => Promise<Outcome>): Promise<Outcome> {
  const workload: Workload = { name: 'runs', count: EVENTS_PER_RUN }
  const finals = await Promise.all(Array.from({ length: count }, () => Promise.race([one(workload), hangs()])))
  const ended = finals.filter((outcome) => outcome !== null)
  const right = ended.filter(({ final }) => final === `done ${EVENTS_PER_RUN}`)
  return { events: ended.length, final: `${right.length} right` }
}

function hangs(): Promise<null> {
  return new Promise((resolve) => {
    setTimeout(() => resolve(null), HANG_MS).unref()
  })
}

/** Keeps the reads from being optimised away. */
export function readSum(): number {
  return sink
}

/** The port every contender stands behind, and how the values it is handed are read. */
import type { Workload } from './workload.ts'

/** What a contender's consumer saw. */
export interface Outcome {
  /** Progress or output events that reached the consumer, or that the contender says it has taken in. */
  readonly events: number
  /** The run's last value. */
  readonly final: unknown
  /** The last value before the end, made from single tokens; `null` where the consumer does not see each. */
  readonly streamed: string | null
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

/** Reads levels of progress: their number and the innermost index. */
export function readUnits(units: readonly { readonly index?: number | null | undefined }[] | undefined): void {
  if (units?.length) sink = (sink + units.length + (units.at(-1)?.index ?? 0)) | 0
}

/** Keeps the reads from being optimised away. */
export function readSum(): number {
  return sink
}

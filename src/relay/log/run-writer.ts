import type { NewMessage, SessionKey } from './run-log.ts'

/** A run that this relay writes: what is written of it, and what waits. */
export interface RunWriter {
  readonly key: SessionKey
  readonly runId: string
  /** Position of the last message in the store; `null` if this relay did not begin the run. */
  position: number | null
  /** See {@link NewMessage.fence}. Absent where `position` is `null`. */
  readonly fence?: string
  /** Characters that wait to be written. */
  waitingLength: number
  tail: Promise<unknown>
  /** Its end is written or held: nothing more of it is written. */
  isOver: boolean
}

export function newWriter(key: SessionKey, runId: string, position: number | null, fence?: string): RunWriter {
  return { key, runId, position, ...(fence === undefined ? {} : { fence }), waitingLength: 0, tail: Promise.resolve(), isOver: false }
}

/** Where a message stands in its run, so many after the last one in the store. */
export function placeOf({ position, fence }: RunWriter, steps: number): Pick<NewMessage, 'position' | 'fence'> {
  return position === null || fence === undefined ? {} : { position: position + steps, fence }
}

/**
 * The values of one run, step by step: edits applied, `gr.State` positions dropped, component updates
 * (`gr.update(…)`) taken apart into value and properties. Values handed out are never changed again.
 */
import { GradioStreamError, isGradioStreamError } from '../errors.ts'
import type { EndpointDescription } from '../protocol/app-description.ts'
import { applyEdits } from '../protocol/output-diff.ts'
import { isJsonObject, isSafeKey } from '../protocol/safe-keys.ts'
import type { LevelValue } from '../protocol/values.ts'
import type { OutputUpdate } from './run-event.ts'

/** Member by which Gradio marks a component update. */
const KIND = '__type__'

/** Values and component updates, in the order of the endpoint's `returns`. */
export interface OutputValues {
  readonly data: readonly unknown[]
  readonly updates: readonly OutputUpdate[]
}

/** Reads the `data` of one run's messages. */
export interface OutputReader {
  /** Takes values that are whole. */
  readWhole(data: readonly unknown[]): OutputValues
  /** Takes a generator's step: the first is whole, later ones are edits. Throws `stream-invalid` when an edit cannot be applied; that value then waits for the next whole one. */
  readStep(data: readonly unknown[]): OutputValues
}

/** A reader for one run. Where `hasEdits` is false every step is whole. `levellers`, one per `returns`, make older versions' shapes those of Gradio 6. */
export function createOutputReader(
  endpoint: Pick<EndpointDescription, 'outputSlots'>,
  hasEdits: boolean,
  levellers: readonly (LevelValue | null)[] = [],
): OutputReader {
  /** Wire position by index of `returns`. */
  const positions = endpoint.outputSlots.flatMap((slot, position) => (slot.kind === 'value' ? [position] : []))
  // As on the wire, updates included: edits refer to them. `undefined`: an edit failed, and what was shown stays until a whole value comes.
  let wire: readonly unknown[] | null = null
  let values: OutputValues = { data: positions.map(() => null), updates: positions.map(() => null) }
  const isLevel = levellers.every((level) => level === null)

  function take(next: readonly unknown[]): OutputValues {
    wire = next
    values = next.some(needsLook) ? withUpdates(next, values) : { data: next, updates: values.updates }
    // After the edits, which speak of the value as the app has it.
    if (!isLevel) values = { data: values.data.map((value, index) => levellers[index]?.(value) ?? value), updates: values.updates }
    return values
  }

  function readWhole(data: readonly unknown[]): OutputValues {
    return take(positions.map((position) => data[position] ?? null))
  }

  return {
    readWhole,
    readStep(data) {
      if (!hasEdits || wire === null) return readWhole(data)
      const next = wire.slice()
      let failure: unknown
      for (let index = 0; index < positions.length; index++) {
        const before = next[index]
        try {
          next[index] = applyEdits(before, data[positions[index] ?? -1])
        } catch (error) {
          next[index] = undefined
          // Said once: later edits of a value that was lost can only fail too.
          if (before !== undefined) failure ??= error
        }
      }
      const result = take(next)
      if (failure !== undefined) throw asStreamInvalid(failure)
      return result
    },
  }
}

function withUpdates(next: readonly unknown[], before: OutputValues): OutputValues {
  return {
    data: next.map((value, index) => {
      if (!needsLook(value)) return value
      return isUpdate(value) && Object.hasOwn(value, 'value') ? value.value : before.data[index]
    }),
    updates: next.map((value, index) => {
      const update = before.updates[index] ?? null
      return isUpdate(value) ? mergeUpdate(update, value) : update
    }),
  }
}

/** Properties of earlier steps stay, as on Gradio's own page: an update names only what changes. */
function mergeUpdate(before: OutputUpdate, update: Readonly<Record<string, unknown>>): OutputUpdate {
  const changes = Object.entries(update).filter(([key]) => key !== KIND && key !== 'value' && isSafeKey(key))
  return { ...before, ...Object.fromEntries(changes) }
}

function needsLook(value: unknown): boolean {
  return value === undefined || isUpdate(value)
}

function isUpdate(value: unknown): value is Record<string, unknown> {
  return isJsonObject(value) && value[KIND] === 'update'
}

function asStreamInvalid(error: unknown): GradioStreamError {
  if (isGradioStreamError(error)) return error
  return new GradioStreamError('stream-invalid', { message: 'A step of a streamed value could not be applied.', cause: error })
}

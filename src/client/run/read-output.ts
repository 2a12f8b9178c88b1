/**
 * The values of one run, step by step: edits applied, `gr.State` positions dropped, component updates (`gr.update(…)`)
 * taken apart into value and properties. A step's values are made when they are first read; those handed out are never
 * changed again.
 */
import { GradioStreamError, isGradioStreamError } from '../errors.ts'
import type { EndpointDescription } from '../protocol/describe/app-description.ts'
import { isJsonObject, isSafeKey } from '../protocol/json-object.ts'
import type { LevelValue } from '../protocol/values/level-values.ts'
import { LateOutput } from './late-steps.ts'
import type { OutputValues } from './late-steps.ts'
import type { OutputUpdate } from './run-event.ts'
import { WireDraft } from './wire-draft.ts'

/** Member by which Gradio marks a component update. */
const KIND = '__type__'

/** Reads the `data` of one run's messages. */
export interface OutputReader {
  /** Takes whole values. */
  readWhole(data: readonly unknown[]): LateOutput
  /**
   * Takes a generator's step: the first is whole, later ones are edits. Throws `stream-invalid` when an edit cannot be
   * applied; that value then waits for the next whole one.
   */
  readStep(data: readonly unknown[]): LateOutput
}

/**
 * A reader for one run. Without `hasEdits` every step is whole. `levellers`, one per `returns`, turn older shapes into
 * Gradio 6's.
 */
export function createOutputReader(
  endpoint: Pick<EndpointDescription, 'outputSlots'>,
  hasEdits: boolean,
  levellers: readonly (LevelValue | null)[] = [],
): OutputReader {
  const { outputSlots } = endpoint
  /** Wire positions of the `returns`, then of the boxes. */
  const positions = outputSlots.flatMap((slot, position) => (slot.kind === 'value' ? [position] : []))
  const valueCount = positions.length
  positions.push(...outputSlots.flatMap((slot, position) => (slot.kind === 'state' && slot.box !== undefined ? [position] : [])))
  const hasBoxes = positions.length > valueCount
  const isLevel = levellers.every((level) => level === null)
  // As on the wire, with updates, since edits refer to them. `undefined`: an edit failed, and the shown value stays
  // until a whole one comes.
  let draft: WireDraft | null = null
  let forms: readonly WireForm[] = []
  let updates: readonly OutputUpdate[] = positions.map(() => null)
  let last = made({ data: positions.slice(0, valueCount).map(() => null), updates })

  /** As the page wants them. */
  function level(data: readonly unknown[]): readonly unknown[] {
    // A box has no value.
    const values = hasBoxes ? data.slice(0, valueCount) : data
    // After the edits, which refer to the app's own value.
    return isLevel ? values : values.map((value, index) => levellers[index]?.(value) ?? value)
  }

  /**
   * Takes values on the wire in which updates came or went, or an edit failed: they follow from those of the step
   * before.
   */
  function takeUpdates(wire: readonly unknown[], size: number): LateOutput {
    const before = last.data
    forms = wire.map(wireFormOf)
    updates = wire.map((value, index) => {
      const update = updates[index] ?? null
      return isUpdate(value) ? mergeUpdate(update, value) : update
    })
    const data = wire.map((value, index) => (forms[index] === 'missing' ? before[index] : valueOf(value, forms[index])))
    last = made({ data: level(data), updates }, size)
    return last
  }

  function readWhole(data: readonly unknown[]): LateOutput {
    const wire = positions.map((position) => data[position] ?? null)
    draft = new WireDraft(wire)
    if (wire.some(isUpdate)) return takeUpdates(wire, draft.size)
    forms = wire.map(wireFormOf)
    last = late(draft.size, () => level(wire), updates)
    return last
  }

  function readStep(data: readonly unknown[]): LateOutput {
    if (!hasEdits || draft === null) return readWhole(data)
    const edits = positions.map((position) => data[position])
    const failure = draft.edit(edits)
    if (failure === undefined && draft.values.every((value, index) => keepsForm(value, forms[index], edits[index]))) {
      last = late(draft.size, makeStep(draft, forms, level), updates)
      return last
    }
    takeUpdates(draft.freeze(), draft.size)
    if (failure !== undefined) throw asStreamInvalid(failure)
    return last
  }

  return { readWhole, readStep }
}

/**
 * What stands on the wire for an output: its value, an update with a value, or an update without one (or nothing, after
 * an edit that failed).
 */
type WireForm = 'value' | 'update' | 'missing'

function wireFormOf(value: unknown): WireForm {
  if (isUpdate(value)) return Object.hasOwn(value, 'value') ? 'update' : 'missing'
  return value === undefined ? 'missing' : 'value'
}

function valueOf(value: unknown, form: WireForm | undefined): unknown {
  return form === 'update' && isUpdate(value) ? value.value : value
}

/** Whether a step has changed no more than a value. */
function keepsForm(value: unknown, form: WireForm | undefined, edits: unknown): boolean {
  if (form === 'value') return value !== undefined && !isUpdate(value)
  return form === 'update' && Array.isArray(edits) && edits.every(isWithinValue)
}

/** Whether an edit of an update goes into its value, and leaves it one. */
function isWithinValue(edit: unknown): boolean {
  if (!Array.isArray(edit)) return false
  const [action, path] = edit as unknown[]
  return Array.isArray(path) && path[0] === 'value' && (path.length > 1 || action !== 'delete')
}

function made(values: OutputValues, size = 0): LateOutput {
  return new LateOutput(size, () => values)
}

function late(size: number, make: () => OutputValues['data'], updates: OutputValues['updates']): LateOutput {
  return new LateOutput(size, () => ({ data: make(), updates }))
}

/**
 * Makes the values of the last step: from the draft if nothing followed it, else again from the start of its stretch.
 */
function makeStep(
  draft: WireDraft,
  forms: readonly WireForm[],
  level: (data: readonly unknown[]) => readonly unknown[],
): () => readonly unknown[] {
  const { stretch } = draft
  const count = stretch.length
  return () => {
    const isLast = draft.stretch === stretch && stretch.length === count
    const wire = isLast ? draft.freeze() : stretch.valuesAfter(count)
    return level(forms.includes('update') ? wire.map((value, index) => valueOf(value, forms[index])) : wire)
  }
}
/** Properties of earlier steps stay, as on Gradio's own page: an update names only what changes. */
function mergeUpdate(before: OutputUpdate, update: Readonly<Record<string, unknown>>): OutputUpdate {
  const changes = Object.entries(update).filter(([key]) => key !== KIND && key !== 'value' && isSafeKey(key))
  return { ...before, ...Object.fromEntries(changes) }
}

function isUpdate(value: unknown): value is Record<string, unknown> {
  return isJsonObject(value) && value[KIND] === 'update'
}

function asStreamInvalid(error: unknown): GradioStreamError {
  if (isGradioStreamError(error)) return error
  return new GradioStreamError('stream-invalid', { message: 'A step of a streamed value could not be applied.', cause: error })
}

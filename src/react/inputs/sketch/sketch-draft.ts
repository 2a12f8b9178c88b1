/** What a drawing holds while it is made: the picture it lies on, and what was painted, as strokes in the picture's own pixels. */
import { isJsonObject } from '../../../core/protocol/safe-keys.ts'
import type { ParameterDescription } from '../../../core/protocol/app-description.ts'
import { readFiles } from '../../outputs/file-address.ts'
import type { FileEntry } from '../file-entry.ts'

/** One movement of the brush. */
export interface Stroke {
  readonly kind: 'paint' | 'erase'
  readonly layer: number
  readonly color: string
  /** From 0, which is nothing, to 1. */
  readonly opacity: number
  /** Half the width of the line. */
  readonly radius: number
  /** `x, y, x, y, …`; one point alone is a dot. */
  readonly points: readonly number[]
}

/** Everything before it is gone, and comes back when it is undone. */
interface Clearing {
  readonly kind: 'clear'
}

/** One step of the work, which can be undone. */
export type SketchStep = Stroke | Clearing

/** The draft of a drawing. */
export interface SketchDraft {
  /** What is painted on; `null` for an empty sheet. */
  readonly picture: FileEntry | null
  /** Pictures of layers that the app began with, in their order. */
  readonly under: readonly FileEntry[]
  readonly steps: readonly SketchStep[]
  /** Undone, the last one first to be done again. */
  readonly undone: readonly SketchStep[]
  /** The app's own value, which is sent as it is while nothing is changed; else `null`. */
  readonly origin: Readonly<Record<string, unknown>> | null
}

const EMPTY: SketchDraft = { picture: null, under: [], steps: [], undone: [], origin: null }

/** Whether a value is such a draft. */
export function isSketchDraft(value: unknown): value is SketchDraft {
  return isJsonObject(value) && Array.isArray(value.steps) && Array.isArray(value.undone) && Array.isArray(value.under)
}

/** The draft in a value: one of its own, else an empty one. */
export function sketchOf(draft: unknown): SketchDraft {
  return isSketchDraft(draft) ? draft : EMPTY
}

const made = new WeakMap<object, SketchDraft>()

/** A default or an example of the app: an editor's value, or a picture alone. The same draft for the same value. */
export function toSketchDraft({ defaultValue }: Pick<ParameterDescription, 'defaultValue'>): SketchDraft {
  if (!isJsonObject(defaultValue)) return EMPTY
  const draft = made.get(defaultValue) ?? fromValue(defaultValue)
  made.set(defaultValue, draft)
  return draft
}

function fromValue(defaultValue: Record<string, unknown>): SketchDraft {
  const { background, layers, composite } = defaultValue
  if (background === undefined && composite === undefined) return readFiles(defaultValue) ? withPicture(defaultValue) : EMPTY
  const picture = [background, composite].find((one) => isJsonObject(one) && readFiles(one))
  if (!isJsonObject(picture)) return EMPTY
  const under = Array.isArray(layers)
    ? layers.filter((layer): layer is Record<string, unknown> => isJsonObject(layer) && !!readFiles(layer))
    : []
  return { ...EMPTY, picture, under, origin: defaultValue }
}

/** A sheet with this picture, or none, and nothing painted yet: what was painted belonged to the one before. */
export function withPicture(picture: FileEntry | null): SketchDraft {
  return { ...EMPTY, picture }
}

/** With one step more. What was undone before it is gone. */
export function withStep(draft: SketchDraft, step: SketchStep): SketchDraft {
  return { ...draft, steps: [...draft.steps, step], undone: [] }
}

/** One step back; the same draft where there is none. */
export function undone(draft: SketchDraft): SketchDraft {
  const last = draft.steps.at(-1)
  return last ? { ...draft, steps: draft.steps.slice(0, -1), undone: [...draft.undone, last] } : draft
}

/** One step forward again; the same draft where there is none. */
export function redone(draft: SketchDraft): SketchDraft {
  const next = draft.undone.at(-1)
  return next ? { ...draft, steps: [...draft.steps, next], undone: draft.undone.slice(0, -1) } : draft
}

/** What lies on the layers by now, and whether the layers of the app are still under it. */
export function layersOf({ steps }: Pick<SketchDraft, 'steps'>): { readonly strokes: readonly Stroke[]; readonly isCleared: boolean } {
  const from = steps.findLastIndex(({ kind }) => kind === 'clear') + 1
  return { strokes: steps.slice(from).filter((step): step is Stroke => step.kind !== 'clear'), isCleared: from > 0 }
}

/** Whether there is nothing to send. */
export function isBlank(draft: SketchDraft): boolean {
  return draft.picture === null && layersOf(draft).strokes.length === 0
}

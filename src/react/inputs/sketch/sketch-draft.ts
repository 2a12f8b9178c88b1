/** The draft of a drawing: the picture below it, and the strokes, in the picture's own pixels. */
import { isJsonObject } from '@gradio-stream/client/internal/protocol/json-object'
import type { ParameterDescription } from '@gradio-stream/client/internal/protocol/describe/app-description'
import { readFiles } from '../../kit/file-address.ts'
import type { FileEntry } from '../files/file-entry.ts'

/** One movement of the brush. */
export interface Stroke {
  readonly kind: 'paint' | 'erase'
  readonly layer: number
  readonly color: string
  /** From 0 (transparent) to 1. */
  readonly opacity: number
  /** Half the width of the line. */
  readonly radius: number
  /** `x, y, x, y, …`; one point alone is a dot. */
  readonly points: readonly number[]
}

/** Removes everything before it; undoing it brings that back. */
interface Clearing {
  readonly kind: 'clear'
}

/** One step, which can be undone. */
export type SketchStep = Stroke | Clearing

/** The draft of a drawing. */
export interface SketchDraft {
  /** The picture below; `null` for an empty sheet. */
  readonly picture: FileEntry | null
  /** The app's initial pictures of layers, in their order. */
  readonly under: readonly FileEntry[]
  readonly steps: readonly SketchStep[]
  /** Undone steps; the last one is redone first. */
  readonly undone: readonly SketchStep[]
  /** The app's own value, sent unchanged while nothing is edited; else `null`. */
  readonly origin: Readonly<Record<string, unknown>> | null
}

const EMPTY: SketchDraft = { picture: null, under: [], steps: [], undone: [], origin: null }

/** Whether a value is such a draft. */
export function isSketchDraft(value: unknown): value is SketchDraft {
  return isJsonObject(value) && Array.isArray(value.steps) && Array.isArray(value.undone) && Array.isArray(value.under)
}

/** The draft in a value; an empty one for anything else. */
export function sketchOf(draft: unknown): SketchDraft {
  return isSketchDraft(draft) ? draft : EMPTY
}

const made = new WeakMap<object, SketchDraft>()

/**
 * The draft for an app's default or example: an editor's value, or a picture alone. The same draft for the same value.
 */
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

/** A sheet with this picture, or without one, and no strokes: strokes belong to the picture before. */
export function withPicture(picture: FileEntry | null): SketchDraft {
  return { ...EMPTY, picture }
}

/** Adds a step. Undone steps are lost. */
export function withStep(draft: SketchDraft, step: SketchStep): SketchDraft {
  return { ...draft, steps: [...draft.steps, step], undone: [] }
}

/** One step back; the same draft if there is none. */
export function undone(draft: SketchDraft): SketchDraft {
  const last = draft.steps.at(-1)
  return last ? { ...draft, steps: draft.steps.slice(0, -1), undone: [...draft.undone, last] } : draft
}

/** One step forward; the same draft if there is none. */
export function redone(draft: SketchDraft): SketchDraft {
  const next = draft.undone.at(-1)
  return next ? { ...draft, steps: [...draft.steps, next], undone: draft.undone.slice(0, -1) } : draft
}

/** The strokes on the layers, and whether the app's layers are still below them. */
export function layersOf({ steps }: Pick<SketchDraft, 'steps'>): { readonly strokes: readonly Stroke[]; readonly isCleared: boolean } {
  const from = steps.findLastIndex(({ kind }) => kind === 'clear') + 1
  return { strokes: steps.slice(from).filter((step): step is Stroke => step.kind !== 'clear'), isCleared: from > 0 }
}

/** Whether there is nothing to send. */
export function isBlank(draft: SketchDraft): boolean {
  return draft.picture === null && layersOf(draft).strokes.length === 0
}

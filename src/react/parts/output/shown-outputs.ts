/**
 * Chooses the visible outputs of an endpoint. The app's own page decides: outputs that it hides are not drawn, unless
 * it hides all of them; then the endpoint is meant for API callers. An output that was only told to change, without a
 * value, has nothing to show.
 */
import type { EndpointDescription } from '@gradio-stream/client/internal/protocol/describe/app-description'
import type { LayoutNode } from '@gradio-stream/client/internal/protocol/describe/layout'
import type { OutputUpdate } from '@gradio-stream/client/internal/run/run-event'
import { sharedFields } from '../../form/use-updated-endpoint.ts'

/** One visible output. */
export interface ShownOutput {
  /** Index among the endpoint's `returns`. */
  readonly index: number
  readonly value: unknown
}

/** Why there is nothing to show: no value came, only the app's own layout changed, or the change is in the form. */
export type NothingShown = 'no-value' | 'layout' | 'form'

/** The outputs of a run. */
export interface RunOutputs {
  readonly endpoint: Pick<EndpointDescription, 'returns' | 'parameters' | 'chat' | 'boxes' | 'layout'> | null
  readonly values: readonly unknown[]
  readonly updates: readonly OutputUpdate[] | null
  /** Values have not come yet. */
  readonly isPending: boolean
}

/** The outputs to draw, in order. A chat's reply is not among them, since it is part of the conversation. */
export function shownOutputs({ endpoint, values, updates, isPending }: RunOutputs): readonly ShownOutput[] {
  const closed = hiddenBoxes(endpoint, updates)
  const outputs = values.map((value, index) => {
    const description = endpoint?.returns[index]
    const update = updates?.[index] ?? null
    const isToldHidden = (update !== null && isInvisible(update.visible)) || description?.boxes?.some((box) => closed.has(box)) === true
    const isHidden = isInvisible({ ...description?.props, ...update }.visible)
    // This run has shown it: it holds the app's initial value.
    const held = value ?? (update && isVisible(update.visible) ? (description?.props.value ?? null) : null)
    return {
      index,
      value: held,
      isHidden,
      isToldHidden,
      // For samples the list itself is the value.
      isBare: update !== null && held === null && !('samples' in update),
      isRevealed: description?.isRevealed === true,
    }
  })
  const own = outputs.filter(({ index }) => index !== endpoint?.chat?.answer)
  const isAllHidden = own.length === outputs.length && own.every(({ isHidden }) => isHidden)
  return own.flatMap(({ index, value, isHidden, isToldHidden, isBare, isRevealed }) => {
    const isMeant = !isPending && value !== null && value !== undefined && (isAllHidden || isRevealed)
    return !isBare && !isToldHidden && (!isHidden || isMeant) ? [{ index, value }] : []
  })
}

/** Why a succeeded run shows nothing. */
export function whyNothing({ endpoint, updates }: RunOutputs): NothingShown {
  if (!updates?.some((update) => update !== null)) return 'no-value'
  if (endpoint === null) return 'layout'
  const { boxes = [], returns, layout = [] } = endpoint
  const told = new Set(boxes.filter((_, index) => (updates[returns.length + index] ?? null) !== null))
  const isInForm = sharedFields(endpoint).some(([, index]) => (updates[index] ?? null) !== null) || holdsBox(layout, told)
  return isInForm ? 'form' : 'layout'
}

/** Containers of the page that the run has hidden, and their content. */
function hiddenBoxes(endpoint: RunOutputs['endpoint'], updates: RunOutputs['updates']): ReadonlySet<number> {
  const { boxes = [], returns = [] } = endpoint ?? {}
  return new Set(boxes.filter((_, index) => isInvisible(updates?.[returns.length + index]?.visible)))
}

function holdsBox(nodes: readonly LayoutNode[], boxes: ReadonlySet<number>): boolean {
  return boxes.size > 0 && nodes.some((node) => 'children' in node && (boxes.has(node.componentId) || holdsBox(node.children, boxes)))
}

function isInvisible(visible: unknown): boolean {
  return visible === false || visible === 'hidden'
}

function isVisible(visible: unknown): boolean {
  return visible === true
}

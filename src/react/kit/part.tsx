/**
 * How every part becomes one element: its own props, the page's over them, the data attributes, the `ref`, and a
 * `render` prop that replaces the element. Works with React 18, where a ref is not a prop, and 19, where it is.
 */
import { cloneElement, createElement, useContext, version } from 'react'
import type { ComponentPropsWithoutRef, ComponentPropsWithRef, JSX, ReactElement, Ref, RefCallback } from 'react'
import type { ConnectionReadyState } from '@gradio-stream/client/internal/connection/connection-state'
import type { RunStatus } from '@gradio-stream/client/internal/run/run-state'
import { UnstyledContext } from './unstyled.ts'

type Tag = keyof JSX.IntrinsicElements
type LooseProps = Record<string, unknown>

/** The state for every part's `render` function, besides the part's own. */
export interface PartState {
  readonly status: RunStatus
  readonly connection: ConnectionReadyState
}

/** Replaces a part's element: an element that takes over its props, or a function that gets props and state. */
export type PartRender<Element extends Tag, State> =
  | ReactElement
  | ((props: ComponentPropsWithRef<Element>, state: State) => ReactElement | null)

/** Props of a part: those of its element, and `render`. */
export type PartProps<Element extends Tag, State> = ComponentPropsWithoutRef<Element> & {
  /** Draws another element instead of the part's own. */
  readonly render?: PartRender<Element, State> | undefined
}

/** The inputs for a part's element. */
interface PartElementProps<Element extends Tag, State extends PartState> {
  tag: Element
  /** The part's own props. */
  own: ComponentPropsWithoutRef<Element>
  /** The page's props over them, with `render`. */
  given: PartProps<Element, State>
  state: State
  elementRef: Ref<unknown>
}

/** Draws the one element of a part. */
export function PartElement<Element extends Tag, State extends PartState>({
  tag,
  own,
  given,
  state,
  elementRef,
}: PartElementProps<Element, State>): ReactElement | null {
  const { render, ...rest } = given
  const isUnstyled = useContext(UnstyledContext)
  const data = { 'data-status': state.status, 'data-connection': state.connection, 'data-unstyled': isUnstyled || undefined }
  const props: LooseProps = mergeProps({ ...data, ...own }, rest)
  // The types above make sure that the props fit the tag; React's types cannot follow a generic tag.
  if (typeof render === 'function') return render({ ...props, ref: elementRef } as unknown as ComponentPropsWithRef<Element>, state)
  if (render) {
    // An element's props are unknown to React's types.
    const element = render as ReactElement<LooseProps>
    const merged = mergeProps(props, element.props)
    return cloneElement(element, { ...merged, ref: joinRefs(elementRef, refOf(element)) })
  }
  return createElement(tag as string, { ...props, ref: elementRef })
}

/** Merges props: classes and styles are joined, both handlers run (the page's first), everything else is replaced. */
export function mergeProps(own: LooseProps, given: LooseProps): LooseProps {
  const merged: LooseProps = { ...own }
  for (const [name, value] of Object.entries(given)) {
    const before = own[name]
    if (value === undefined || name === 'ref') continue
    if (name === 'className') merged[name] = [before, value].filter((part) => typeof part === 'string').join(' ')
    else if (name === 'style' && typeof before === 'object') merged[name] = { ...before, ...value }
    else if (/^on[A-Z]/.test(name) && typeof before === 'function' && typeof value === 'function')
      merged[name] = joinHandlers(value, before)
    else merged[name] = value
  }
  return merged
}

function joinHandlers(first: Function, second: Function): (event: { defaultPrevented?: boolean }) => void {
  return (event) => {
    first(event)
    if (!event.defaultPrevented) second(event)
  }
}

function refOf(element: ReactElement<LooseProps>): Ref<unknown> {
  // React 18 has the ref on the element. Reading it there warns in 19, which has it among the props.
  const holder: { ref?: unknown } = Number.parseInt(version, 10) >= 19 ? element.props : (element as { ref?: unknown })
  return (holder.ref ?? null) as Ref<unknown>
}

function joinRefs(...refs: readonly Ref<unknown>[]): RefCallback<unknown> | null {
  const present = refs.filter((ref) => ref !== null && ref !== undefined)
  if (present.length === 0) return null
  return (value) => {
    for (const ref of present) {
      if (typeof ref === 'function') ref(value)
      // `Ref` says `current` is read-only; React itself writes it.
      else (ref as { current: unknown }).current = value
    }
  }
}

/** Whether the classes of the stylesheet are written. One place for all of them, so that no part, field or output can forget it. */
import { cloneElement, createContext, useContext } from 'react'
import type { ReactElement } from 'react'

const PREFIX = 'rgs-'

/** True inside of an unstyled process. */
export const UnstyledContext = createContext(false)

/** Whether an element carries a class of the stylesheet. */
export function hasOwnClass(props: { readonly className?: unknown }): boolean {
  return typeof props.className === 'string' && props.className.includes(PREFIX)
}

/** A class name without those of the stylesheet; `undefined` when nothing is left. */
export function withoutOwnClasses(className: string): string | undefined {
  const rest = className.split(/\s+/).filter((name) => name !== '' && !name.startsWith(PREFIX))
  return rest.length > 0 ? rest.join(' ') : undefined
}

/** Draws an element as it is, or, where nothing is styled, without the classes of the stylesheet. */
export function Classed({ element }: { element: ReactElement<{ className: string }> }): ReactElement {
  const isUnstyled = useContext(UnstyledContext)
  return isUnstyled ? cloneElement(element, { className: withoutOwnClasses(element.props.className) }) : element
}

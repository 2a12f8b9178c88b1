/** Whether the classes of the stylesheet are written. One place for all of them, so that no part, field or output can forget it. */
import { cloneElement, createContext, useContext } from 'react'
import type { CSSProperties, ReactElement } from 'react'

const PREFIX = 'rgs-'
/** Text for ears only is no question of looks: without the stylesheet it is hidden by itself. */
const HIDDEN = 'rgs-visually-hidden'
const UNSEEN: CSSProperties = {
  position: 'absolute',
  inlineSize: 1,
  blockSize: 1,
  margin: -1,
  overflow: 'hidden',
  clipPath: 'inset(50%)',
  whiteSpace: 'nowrap',
}

interface Looks {
  readonly className?: string | undefined
  readonly style?: CSSProperties | undefined
}

/** True inside of an unstyled process. */
export const UnstyledContext = createContext(false)

/** Whether an element carries a class of the stylesheet. */
export function hasOwnClass(props: { readonly className?: unknown }): boolean {
  return typeof props.className === 'string' && props.className.includes(PREFIX)
}

/** What an element's looks become where nothing is styled: no class of the stylesheet, `undefined` when nothing is left. */
export function bareLooks({ className = '', style }: Looks): Looks {
  const names = className.split(/\s+/)
  const rest = names.filter((name) => name !== '' && !name.startsWith(PREFIX)).join(' ')
  return { className: rest || undefined, style: names.includes(HIDDEN) ? { ...UNSEEN, ...style } : style }
}

/** Draws an element as it is, or, where nothing is styled, without the classes of the stylesheet. */
export function Classed({ element }: { element: ReactElement<Looks> }): ReactElement {
  const isUnstyled = useContext(UnstyledContext)
  return isUnstyled ? cloneElement(element, bareLooks(element.props)) : element
}

/**
 * Text for screen readers only. Hidden by an inline style, so that it stays out of sight without the stylesheet too.
 */
import type { CSSProperties } from 'react'

const style: CSSProperties = {
  position: 'absolute',
  inlineSize: 1,
  blockSize: 1,
  margin: -1,
  padding: 0,
  border: 0,
  overflow: 'hidden',
  clipPath: 'inset(50%)',
  whiteSpace: 'nowrap',
}

/** Props of an element that only screen readers get. */
export const visuallyHidden = { className: 'rgs-visually-hidden', style } as const

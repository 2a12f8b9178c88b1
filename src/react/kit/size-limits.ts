/**
 * The size that an app gives a component, as styles. Only plain lengths are used, since the value comes from the app.
 */
import type { CSSProperties } from 'react'

type Props = Readonly<Record<string, unknown>>

const LENGTH = /^\d{1,5}(?:\.\d+)?(?:px|rem|em|vh|vw|%)?$/

/** The largest height and width that a component asks for. */
export function limitsOf(componentProps: Props): CSSProperties {
  const height = readLength(componentProps.height) ?? readLength(componentProps.max_height)
  const width = readLength(componentProps.width)
  return { ...(height ? { maxBlockSize: height } : {}), ...(width ? { inlineSize: width } : {}) }
}

function readLength(value: unknown): string | null {
  if (typeof value === 'number') return value > 0 && value < 100_000 ? `${value}px` : null
  if (typeof value !== 'string' || !LENGTH.test(value)) return null
  return /\d$/.test(value) ? `${value}px` : value
}

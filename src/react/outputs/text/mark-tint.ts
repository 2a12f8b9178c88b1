/** The colour of a class of marks: the app's own if it names one, else one of the palette by the class's index. */
import type { CSSProperties } from 'react'
import { isColor } from '../../table/cell-style.ts'

const TINTS = 8

/** The tint as a style. `map` is the app's `color_map`, with any names and values. */
export function tintOf(name: string, classes: readonly string[], map: unknown): CSSProperties {
  const asked = typeof map === 'object' && map !== null && Object.hasOwn(map, name) ? (map as Record<string, unknown>)[name] : undefined
  // CSSProperties has no custom properties.
  return { '--rgs-tint': isColor(asked) ? asked : `var(--rgs-plot-${(classes.indexOf(name) % TINTS) + 1})` } as CSSProperties
}

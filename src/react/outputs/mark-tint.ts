/** The colour of a class of marks: the app's own where it names one, else one of the palette by its place among the classes. */
import type { CSSProperties } from 'react'
import { isColor } from '../table/cell-style.ts'

const TINTS = 8

/** The tint as a style; `map` is the app's `color_map`, of anything by any name. */
export function tintOf(name: string, classes: readonly string[], map: unknown): CSSProperties {
  const asked = typeof map === 'object' && map !== null && Object.hasOwn(map, name) ? (map as Record<string, unknown>)[name] : undefined
  // A custom property is not in CSSProperties.
  return { '--rgs-tint': isColor(asked) ? asked : `var(--rgs-plot-${(classes.indexOf(name) % TINTS) + 1})` } as CSSProperties
}

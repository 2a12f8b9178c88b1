/** How a table is drawn, as its component asks: `gr.Dataframe` of every version. */
import { flagProp, numberProp } from '../inputs/component-props.ts'

const LEAST_HEIGHT = 140
const MOST_HEIGHT = 1200
const USUAL_HEIGHT = 420

/** Settings of a grid. */
export interface GridSettings {
  /** `datatype` as the app has it: one text, or a list. */
  readonly datatype: unknown
  /** Long texts go on in a second line instead of being clipped. */
  readonly wraps: boolean
  readonly hasRowNumbers: boolean
  /** Pixels the grid takes at most; beyond that it scrolls. */
  readonly maxHeight: number
  readonly columnWidths: unknown
  /** Letters shown of a cell at most. */
  readonly maxChars: number | undefined
}

/** Reads the settings of a component. */
export function readGridSettings(props: Readonly<Record<string, unknown>>): GridSettings {
  const height = numberProp(props, 'max_height') ?? numberProp(props, 'height') ?? USUAL_HEIGHT
  const chars = numberProp(props, 'max_chars')
  return {
    datatype: props.datatype,
    wraps: flagProp(props, 'wrap'),
    hasRowNumbers: flagProp(props, 'show_row_numbers'),
    maxHeight: Math.min(MOST_HEIGHT, Math.max(LEAST_HEIGHT, height)),
    columnWidths: props.column_widths,
    maxChars: chars !== undefined && chars > 0 ? chars : undefined,
  }
}

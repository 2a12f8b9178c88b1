/** How the component wants its table drawn: `gr.Dataframe` of every version. */
import { flagProp, numberProp } from '../kit/component-props.ts'

const LEAST_HEIGHT = 140
const MOST_HEIGHT = 1200
const USUAL_HEIGHT = 420

/** Settings of a grid. */
export interface GridSettings {
  /** `datatype` as the app sends it: one text or a list. */
  readonly datatype: unknown
  /** Long texts wrap instead of being clipped. */
  readonly wraps: boolean
  readonly hasRowNumbers: boolean
  /** Largest height of the grid in pixels. Beyond it the grid scrolls. */
  readonly maxHeight: number
  readonly columnWidths: unknown
  /** Most letters that are shown of a cell. */
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

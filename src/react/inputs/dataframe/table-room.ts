/** The room of a table that is typed into, before its code is there. How large a row is, the stylesheet knows (`.rgs-late`). */
import type { CSSProperties } from 'react'
import type { ParameterDescription } from '../../../core/protocol/app-description.ts'
import { readGridSettings } from '../../table/grid-settings.ts'

/** Attributes of what stands for a field that comes. */
export interface LateRoom {
  /** Its parts, one word each. */
  readonly 'data-room': string
  readonly style?: CSSProperties
}

/** Of a table of so many rows; rows of empty cells may be less high. */
export function tableRoom({ props }: ParameterDescription, rowCount: number, isFilled: boolean): LateRoom {
  // Custom properties are not in CSSProperties.
  const style = { '--rgs-rows': rowCount, '--rgs-most': `${readGridSettings(props).maxHeight}px` } as CSSProperties
  return { 'data-room': isFilled ? 'table filled' : 'table', style }
}

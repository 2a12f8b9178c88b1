/**
 * How an app wants its gallery: columns, height, and how a picture fills its cell. The properties can hold any value.
 */
import type { CSSProperties } from 'react'
import { limitsOf } from '../../kit/size-limits.ts'

/** The supported settings. */
export interface GalleryLook {
  /** Most columns; `null`: as many as fit. */
  readonly columns: number | null
  readonly fit: 'contain' | 'cover' | 'fill' | 'none' | 'scale-down'
  /** Height before it scrolls. */
  readonly limits: CSSProperties
  /** One picture is shown large above the others. */
  readonly isPreview: boolean
}

const FITS: ReadonlySet<unknown> = new Set(['contain', 'cover', 'fill', 'none', 'scale-down'] satisfies GalleryLook['fit'][])
const MOST_COLUMNS = 20

/** Reads the settings. Pictures are cropped only if the app asks for it. */
export function galleryLook(props: Readonly<Record<string, unknown>>): GalleryLook {
  const { columns, object_fit: fit, preview } = props
  const { maxBlockSize } = limitsOf(props)
  return {
    columns: readColumns(columns),
    // The set holds exactly the members of the type.
    fit: FITS.has(fit) ? (fit as GalleryLook['fit']) : 'contain',
    limits: maxBlockSize === undefined ? {} : { maxBlockSize, overflow: 'auto' },
    isPreview: preview === true,
  }
}

/** A number, or one per page width, of which the largest counts: a narrow box has fewer columns by itself. */
function readColumns(columns: unknown): number | null {
  const all = typeof columns === 'object' && columns !== null ? Object.values(columns) : [columns]
  const numbers = all.filter((count) => typeof count === 'number' && Number.isInteger(count) && count > 0)
  return numbers.length === 0 ? null : Math.min(MOST_COLUMNS, Math.max(...numbers))
}

/** What the parts of a value know about the whole. */
import { createContext } from 'react'
import type { InputKind } from '../input-kind.ts'

/** The shared facts. */
export interface SchemaParts {
  /** Errors of parts are shown: the whole field was checked and is wrong. */
  readonly isJudged: boolean
  /** The kind that draws a part; passed in, since parts are drawn like the whole. */
  readonly kind: InputKind
}

/** `null` outside a value with parts. */
export const SchemaContext = createContext<SchemaParts | null>(null)

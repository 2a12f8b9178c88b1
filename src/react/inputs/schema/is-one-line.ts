/** Whether the field of a typed function's parameter is a control of one line, and so need not take the whole width. */
import type { ParameterDescription } from '@gradio-stream/client/internal/protocol/describe/app-description'
import {
  isAnything,
  isFileListSchema,
  isFileSchema,
  optionsOf,
  resolveSchema,
  typesOf,
} from '@gradio-stream/client/internal/protocol/values/value-schema'
import type { ValueSchema } from '@gradio-stream/client/internal/protocol/values/value-schema'

/** Numbers, choices, dates, and texts that have a default. */
export function isOneLine({ schema, hasDefault }: ParameterDescription): boolean {
  const known = resolveSchema(schema, schema)
  const options = optionsOf(known)
    ?.map((option) => resolveSchema(option, schema))
    .filter((option) => !typesOf(option).includes('null'))
  if (options && options.length > 1 && !options.every(isNumeric)) return false
  const inner = options?.[0] ?? known
  if (isFileSchema(inner) || isFileListSchema(inner, schema) || isAnything(inner)) return false
  const [type] = typesOf(inner)
  if (type === 'array' || type === 'object') return false
  return type !== 'string' || inner.format !== undefined || hasDefault
}

function isNumeric({ type }: ValueSchema): boolean {
  return type === 'integer' || type === 'number'
}

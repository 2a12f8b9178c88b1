/** Labels for parts without a name: `Entry 1`, `Entry 2`. */
import { useCallback } from 'react'
import type { ParameterDescription } from '@gradio-stream/client/internal/protocol/describe/app-description'
import type { Formats } from '../../messages/formats.ts'
import type { Messages } from '../../messages/messages.ts'
import { labelled } from './schema-shape.ts'

/**
 * Gives a part the label of its position. The same object for the same position, so that a field does not render again.
 */
export function useNumbered(messages: Messages, formats: Formats): (part: ParameterDescription, index: number) => ParameterDescription {
  return useCallback((part, index) => labelled(part, messages.typed.entry(index + 1, formats)), [messages, formats])
}

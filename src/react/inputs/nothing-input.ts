/** Components that are inputs but have no field: the app's initial value is sent. */
import type { InputKind } from './input-kind.ts'

/** `gr.Button`, `gr.Timer` and similar. */
export const nothingInput: InputKind = {
  Component: () => null,
  isDrawn: false,
  read: (_draft, { defaultValue }) => ({ ok: true, value: defaultValue }),
}

/** Components that are inputs of an endpoint but hold nothing to fill in: what the app starts them with is sent. */
import type { InputKind } from './input-kind.ts'

/** `gr.Button`, `gr.Timer` and their like. */
export const nothingInput: InputKind = {
  Component: () => null,
  isDrawn: false,
  read: (_draft, { defaultValue }) => ({ ok: true, value: defaultValue }),
}

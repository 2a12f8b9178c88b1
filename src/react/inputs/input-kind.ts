/** What one kind of field is: how it starts, how it is drawn, and how what was typed becomes a value. */
import type { ComponentType } from 'react'
import type { ParameterDescription } from '../../core/protocol/app-description.ts'
import type { Formats } from '../messages/formats.ts'
import type { Messages } from '../messages/messages.ts'

/** What the component of a field gets. The label, the help and the error around it are drawn by the form. */
export interface InputProps {
  /** Id for the control, which the label points to. */
  readonly id: string
  readonly parameter: ParameterDescription
  /** What was typed, as this kind keeps it; starts as `toDraft` made it. */
  readonly draft: unknown
  /** Keeps a new draft. Stable. */
  readonly onChange: (draft: unknown) => void
  /** Ids of help and error, for `aria-describedby`. */
  readonly describedBy: string | undefined
  readonly isInvalid: boolean
  /** A call needs a value and the description has none. */
  readonly isRequired: boolean
  readonly messages: Messages
  readonly formats: Formats
}

/** What reading a draft gave. */
export type InputReading = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly message: string }

/** Where a label stands: over one control, beside a box, or as the legend of several controls. */
export type InputLabelling = 'above' | 'beside' | 'group'

/** One entry of the registry. */
export interface InputKind {
  readonly Component: ComponentType<InputProps>
  /** @defaultValue 'above' */
  readonly labelling?: InputLabelling | ((parameter: ParameterDescription) => InputLabelling)
  /** Whether the field takes the whole width. @defaultValue false */
  readonly isWide?: boolean | ((parameter: ParameterDescription) => boolean)
  /** Draft for the description's default. @defaultValue the default value itself */
  toDraft?(parameter: ParameterDescription): unknown
  /** Value of a draft, or what is wrong with it. @defaultValue the draft itself */
  read?(draft: unknown, parameter: ParameterDescription, words: { messages: Messages; formats: Formats }): InputReading
}

/** Kinds by Gradio component type, lower case. */
export type InputRegistry = Readonly<Record<string, InputKind>>

/** Where the label of a field stands. */
export function labellingOf(kind: InputKind, parameter: ParameterDescription): InputLabelling {
  return typeof kind.labelling === 'function' ? kind.labelling(parameter) : (kind.labelling ?? 'above')
}

/** Whether a field takes the whole width. */
export function isWideOf(kind: InputKind, parameter: ParameterDescription): boolean {
  return typeof kind.isWide === 'function' ? kind.isWide(parameter) : (kind.isWide ?? false)
}

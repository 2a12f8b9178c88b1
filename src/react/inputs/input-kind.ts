/** What one kind of field is: how it starts, how it is drawn, and how what was typed becomes a value. */
import type { ComponentType } from 'react'
import type { GradioClient } from '../../core/client.ts'
import type { AppDescription, ParameterDescription } from '../../core/protocol/app-description.ts'
import type { UploadingFile } from '../../core/run/run-event.ts'
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
  /** The app has set it for good (`interactive=False`). A kind without `locksItself` is locked from outside. */
  readonly isReadOnly: boolean
  /** Where files of the app are fetched from, and how large one may be; `null` while that is not known. */
  readonly app: InputApp | null
  /** Files of this field that are on their way to the app. */
  readonly uploads: readonly UploadingFile[]
  readonly messages: Messages
  readonly formats: Formats
}

/** What a field needs to know of the app. */
export type InputApp = Pick<AppDescription, 'apiUrl' | 'rootUrl' | 'maxFileSizeBytes'> & Partial<Pick<AppDescription, 'route'>>

/** What reading a draft draws on. */
export interface InputWords {
  readonly messages: Messages
  readonly formats: Formats
  /** Largest file the app takes. @defaultValue null, no limit known */
  readonly maxFileSizeBytes?: number | null
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
  /** Its controls are the dots of one choice: only the group of them can say that it is wrong. @defaultValue false */
  readonly isRadioGroup?: boolean
  /** Whether the field takes the whole width. @defaultValue false */
  readonly isWide?: boolean | ((parameter: ParameterDescription) => boolean)
  /** False for what nobody fills in, as a button: its default is sent. @defaultValue true */
  readonly isDrawn?: boolean
  /** Judged with every change, not when the field is left. @defaultValue false */
  readonly isJudgedAtOnce?: boolean
  /** Its component obeys `isReadOnly` itself. @defaultValue false */
  readonly locksItself?: boolean
  /** Draft for the description's default. Asked once for each description. @defaultValue the default value itself */
  toDraft?(parameter: ParameterDescription): unknown
  /** Value of a draft, or what is wrong with it. @defaultValue the draft itself */
  read?(draft: unknown, parameter: ParameterDescription, words: InputWords): InputReading
  /**
   * Makes of a value that was read what is sent, where that takes a while: a drawing becomes pictures. Asked once, when the form is sent;
   * `null` for what is ready. @defaultValue everything is ready
   */
  finish?(value: unknown, parameter: ParameterDescription, tools: FinishTools): Promise<InputReading> | null
}

/** What finishing a value draws on. */
export interface FinishTools extends InputWords {
  readonly client: GradioClient
  readonly app: AppDescription | null
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

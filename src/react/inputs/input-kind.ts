/** One kind of field: its initial draft, its component, and how a draft becomes a value. */
import type { ComponentType } from 'react'
import type { GradioClient } from '@gradio-stream/client/internal/client'
import type {
  AppDescription,
  EndpointDescription,
  ParameterDescription,
} from '@gradio-stream/client/internal/protocol/describe/app-description'
import type { UploadingFile } from '@gradio-stream/client/internal/run/run-event'
import type { Formats } from '../messages/formats.ts'
import type { Messages } from '../messages/messages.ts'
import type { FormStore } from '../form/form-store.ts'

/** Props of a field's component. The form draws the label, the help and the error around it. */
export interface InputProps {
  /** Id of the control, for the label. */
  readonly id: string
  readonly parameter: ParameterDescription
  /** The draft, in this kind's form; `toDraft` made the first one. */
  readonly draft: unknown
  /** Stores a new draft. Stable. */
  readonly onChange: (draft: unknown) => void
  /** Ids of help and error, for `aria-describedby`. */
  readonly describedBy: string | undefined
  readonly isInvalid: boolean
  /** A call needs a value and the description has no default. */
  readonly isRequired: boolean
  /** The app has fixed the value (`interactive=False`). A kind without `locksItself` is locked from outside. */
  readonly isReadOnly: boolean
  /** Where the app's files are, and the largest allowed file; `null` while unknown. */
  readonly app: InputApp | null
  /** Files of this field that are being uploaded. */
  readonly uploads: readonly UploadingFile[]
  readonly messages: Messages
  readonly formats: Formats
}

/** What a field needs to know about the app. */
export type InputApp = Pick<AppDescription, 'apiUrl' | 'rootUrl' | 'maxFileSizeBytes'> & Partial<Pick<AppDescription, 'route'>>

/** What reading a draft needs. */
export interface InputWords {
  readonly messages: Messages
  readonly formats: Formats
  /** Largest file that the app accepts. @defaultValue null, no known limit */
  readonly maxFileSizeBytes?: number | null
}

/** The result of reading a draft. */
export type InputReading = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly message: string }

/** Position of a label: above one control, beside a checkbox, or as the legend of several controls. */
export type InputLabelling = 'above' | 'beside' | 'group'

/** One entry of the registry. */
export interface InputKind {
  readonly Component: ComponentType<InputProps>
  /** @defaultValue 'above' */
  readonly labelling?: InputLabelling | ((parameter: ParameterDescription) => InputLabelling)
  /** Its controls are radio buttons: only the group can say that the choice is wrong. @defaultValue false */
  readonly isRadioGroup?: boolean
  /** Whether the field takes the whole width. @defaultValue false */
  readonly isWide?: boolean | ((parameter: ParameterDescription) => boolean)
  /** False for components without a field, such as a button: their default is sent. @defaultValue true */
  readonly isDrawn?: boolean | ((parameter: ParameterDescription) => boolean)
  /** Checked with every change, not when the field is left. @defaultValue false */
  readonly isJudgedAtOnce?: boolean
  /** Its component handles `isReadOnly` itself. @defaultValue false */
  readonly locksItself?: boolean
  /** Whether a parameter may be left empty. @defaultValue depends on whether its default is empty */
  mayBeEmpty?(parameter: ParameterDescription): boolean
  /** The draft for the description's default. Called once per description. @defaultValue the default value itself */
  toDraft?(parameter: ParameterDescription): unknown
  /** The value of a draft, or what is wrong with it. @defaultValue the draft itself */
  read?(draft: unknown, parameter: ParameterDescription, words: InputWords): InputReading
  /**
   * Makes the final value if that takes time: a drawing becomes pictures. Called once, when the form is submitted;
   * returns `null` for a value that is ready. @defaultValue every value is ready
   */
  finish?(value: unknown, parameter: ParameterDescription, tools: FinishTools): Promise<InputReading> | null
}

/** What finishing a value needs. */
export interface FinishTools extends InputWords {
  readonly client: GradioClient
  readonly app: AppDescription | null
  readonly endpoint: EndpointDescription
  /** @internal The form of the value. */
  readonly form: FormStore
}

/** Kinds by Gradio component type, lower case. */
export type InputRegistry = Readonly<Record<string, InputKind>>

/** Position of a field's label. */
export function labellingOf(kind: InputKind, parameter: ParameterDescription): InputLabelling {
  return typeof kind.labelling === 'function' ? kind.labelling(parameter) : (kind.labelling ?? 'above')
}

/** Whether a field takes the whole width. */
export function isWideOf(kind: InputKind, parameter: ParameterDescription): boolean {
  return typeof kind.isWide === 'function' ? kind.isWide(parameter) : (kind.isWide ?? false)
}

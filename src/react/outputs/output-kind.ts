/** What one kind of output is: how a value is drawn, and what copying it gives. */
import type { ComponentType } from 'react'
import type { AppDescription } from '../../core/protocol/app-description.ts'
import type { Formats } from '../messages/formats.ts'
import type { Messages } from '../messages/messages.ts'

/** What the component of an output gets. The label and the copy button over it are drawn by the part. */
export interface OutputComponentProps {
  /** The value as the app sent it: anything at all. */
  readonly value: unknown
  readonly label: string
  /** Which component of the app's page it is, where that is known. */
  readonly componentId?: number | undefined
  /** The component's properties, an update of the run laid over them. */
  readonly componentProps: Readonly<Record<string, unknown>>
  /** Where files are fetched from; `null` while the app is not discovered. */
  readonly app: (Pick<AppDescription, 'apiUrl' | 'rootUrl'> & Partial<Pick<AppDescription, 'route'>>) | null
  /** The value is still growing. */
  readonly isStreaming: boolean
  readonly messages: Messages
  readonly formats: Formats
}

/** About how large an output will be. */
export type OutputPlaceholder = 'text' | 'line' | 'picture' | 'gallery' | 'sound'

/** One entry of the registry. */
export interface OutputKind {
  readonly Component: ComponentType<OutputComponentProps>
  /** Whether this kind can draw a value; if not, the value is drawn by its shape. @defaultValue everything */
  accepts?(value: unknown): boolean
  /** What stands in its place before the first value of a run. @defaultValue nothing */
  readonly placeholder?: OutputPlaceholder
  /** What copying gives; absent: there is nothing to copy. */
  readonly toText?: (value: unknown, componentProps?: Readonly<Record<string, unknown>>) => string
}

/** Kinds by Gradio component type, lower case. */
export type OutputRegistry = Readonly<Record<string, OutputKind>>

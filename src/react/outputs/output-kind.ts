/** One kind of output: how a value is drawn, and what copying it gives. */
import type { ComponentType } from 'react'
import type { AppDescription } from '@gradio-stream/client/internal/protocol/describe/app-description'
import type { Formats } from '../messages/formats.ts'
import type { Messages } from '../messages/messages.ts'

/** Props of an output's component. The part around it draws the label and the copy button. */
export interface OutputComponentProps {
  /** The value as the app sent it: any value. */
  readonly value: unknown
  readonly label: string
  /** The value's JSON schema, if the app gave one. */
  readonly schema?: Readonly<Record<string, unknown>> | undefined
  /** The component on the app's page, if known. */
  readonly componentId?: number | undefined
  /** The component's properties, with the run's updates. */
  readonly componentProps: Readonly<Record<string, unknown>>
  /** Where files are fetched from; `null` before the app is discovered. */
  readonly app: (Pick<AppDescription, 'apiUrl' | 'rootUrl'> & Partial<Pick<AppDescription, 'route'>>) | null
  /** The value is still growing. */
  readonly isStreaming: boolean
  readonly messages: Messages
  readonly formats: Formats
}

/** The approximate shape of an output. */
export type OutputPlaceholder = 'text' | 'line' | 'picture' | 'gallery' | 'sound'

/** One entry of the registry. */
export interface OutputKind {
  readonly Component: ComponentType<OutputComponentProps>
  /** Whether this kind can draw a value. Other values are drawn by their shape. @defaultValue everything */
  accepts?(value: unknown): boolean
  /** The placeholder before the first value of a run. @defaultValue nothing */
  readonly placeholder?: OutputPlaceholder
  /** The text that copying gives; absent: nothing to copy. */
  readonly toText?: (value: unknown, componentProps?: Readonly<Record<string, unknown>>) => string
}

/** Kinds by Gradio component type, lower case. */
export type OutputRegistry = Readonly<Record<string, OutputKind>>

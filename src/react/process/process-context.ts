/** What the parts of one process share: the stream, which changes with every frame, and the settings, which do not. */
import { createContext, useContext } from 'react'
import type { Clock } from '../../core/clock.ts'
import type { GradioStream } from '../gradio-stream.ts'
import type { InputRegistry } from '../inputs/input-kind.ts'
import type { Formats } from '../messages/formats.ts'
import type { Messages } from '../messages/messages.ts'
import type { OutputRegistry } from '../outputs/output-kind.ts'
import type { FormStore } from './form-store.ts'
import type { PartState } from './part.tsx'
import type { ToastOptions } from './toast-options.ts'

/** How a process is laid out: a card, without a frame, only result and bar, or the run laid over the last result. */
export type GradioProcessLayout = 'card' | 'inline' | 'minimal' | 'overlay'

/** What stays the same while a run goes on. */
export interface ProcessSettings {
  /** Base URL or name of the app, as given. */
  readonly app: string
  /** Name of the endpoint, as given. */
  readonly endpointName: string
  /** Title given by the user of the component; `null` takes the app's. */
  readonly title: string | null
  readonly messages: Messages
  readonly formats: Formats
  readonly clock: Clock
  /** The user's own entries; `null`: those there are. */
  readonly inputs: InputRegistry | null
  /** The user's own entries; `null`: those there are. */
  readonly outputs: OutputRegistry | null
  /** How log lines rise; `null`: they do not. */
  readonly toasts: ToastOptions | null
  readonly form: FormStore
  /** Id of the form, for a submit button outside of it. */
  readonly formId: string
  /** Id of the title, which names the whole. */
  readonly titleId: string
}

const OUTSIDE = 'A part of GradioProcess was drawn outside of one. Put it inside <GradioProcess.Root> or <GradioProcess.Provider>.'
const SettingsContext = createContext<ProcessSettings | null>(null)
const StreamContext = createContext<GradioStream | null>(null)

export const ProcessSettingsProvider = SettingsContext.Provider
export const ProcessStreamProvider = StreamContext.Provider

/** The settings alone: what reads only them is not drawn anew with every frame of a run. Throws outside of a process. */
export function useProcessSettings(): ProcessSettings {
  const settings = useContext(SettingsContext)
  if (!settings) throw new Error(OUTSIDE)
  return settings
}

/** Stream and settings of the process around a part; for parts of your own. Throws outside of one. */
export function useGradioProcess(): { readonly stream: GradioStream; readonly settings: ProcessSettings; readonly part: PartState } {
  const stream = useContext(StreamContext)
  const settings = useContext(SettingsContext)
  if (!stream || !settings) throw new Error(OUTSIDE)
  return { stream, settings, part: { status: stream.state.status, connection: stream.connection.readyState } }
}

/** Whether a run goes on. */
export function isActive({ state: { status } }: Pick<GradioStream, 'state'>): boolean {
  return status === 'uploading' || status === 'submitting' || status === 'queued' || status === 'running' || status === 'cancelling'
}

/** What the parts of one process share: the stream, which changes with every frame, and the settings, which do not. */
'use client'

import { createContext, useContext } from 'react'
import type { Clock } from '@gradio-stream/client/internal/kit/clock'
import type { GradioStream } from '@gradio-stream/hooks/internal/gradio-stream'
import type { InputRegistry } from '../inputs/input-kind.ts'
import type { Formats } from '../messages/formats.ts'
import type { Messages } from '../messages/messages.ts'
import type { OutputRegistry } from '../outputs/output-kind.ts'
import type { FormPresets } from '../form/form-presets.ts'
import type { FormStore } from '../form/form-store.ts'
import type { PartState } from './part.tsx'
import type { ToastOptions } from '../parts/toast/toast-options.ts'

/** The layout of a process: a card, without a frame, only result and bar, or the run over the last result. */
export type GradioProcessLayout = 'card' | 'inline' | 'minimal' | 'overlay'

/** What stays the same while a run goes on. */
export interface ProcessSettings {
  /** Base URL or name of the app, as given. */
  readonly app: string
  /** Name of the endpoint, as given. */
  readonly endpointName: string
  /** Whether the form follows its author: arrangement, introduction, the button's label. */
  readonly isAuthored: boolean
  /** The page's title; `null` takes the app's. */
  readonly title: string | null
  readonly messages: Messages
  readonly formats: Formats
  readonly clock: Clock
  /** The page's own entries; `null`: the defaults. */
  readonly inputKinds: InputRegistry | null
  /** The page's own entries; `null`: the defaults. */
  readonly outputKinds: OutputRegistry | null
  /** What the page has set of the form. */
  readonly presets: FormPresets
  /** How log lines are shown as toasts; `null`: not at all. */
  readonly toasts: ToastOptions | null
  /** Whether the end of a run is reported while the page is hidden. */
  readonly notify: boolean
  /** @internal */
  readonly form: FormStore
  /** Id of the form, for a submit button outside it. */
  readonly formId: string
  /** Id of the title, which names the process. */
  readonly titleId: string
}

const OUTSIDE = 'A part of GradioProcess was drawn outside of one. Put it inside <GradioProcess.Root> or <GradioProcess.Provider>.'
export const ProcessSettingsContext = createContext<ProcessSettings | null>(null)
export const ProcessStreamContext = createContext<GradioStream | null>(null)

export const ProcessSettingsProvider = ProcessSettingsContext.Provider
export const ProcessStreamProvider = ProcessStreamContext.Provider

/**
 * The settings alone: a component that reads only them does not render with every frame of a run. Throws outside a
 * process.
 */
export function useProcessSettings(): ProcessSettings {
  const settings = useContext(ProcessSettingsContext)
  if (!settings) throw new Error(OUTSIDE)
  return settings
}

/** Stream and settings of the process around a part, for parts of your own. Throws outside a process. */
export function useGradioProcess(): { readonly stream: GradioStream; readonly settings: ProcessSettings; readonly part: PartState } {
  const stream = useContext(ProcessStreamContext)
  const settings = useContext(ProcessSettingsContext)
  if (!stream || !settings) throw new Error(OUTSIDE)
  return { stream, settings, part: { status: stream.state.status, connection: stream.connection.readyState } }
}

/** Whether a run goes on. */
export function isActive({ state: { status } }: Pick<GradioStream, 'state'>): boolean {
  return status === 'uploading' || status === 'submitting' || status === 'queued' || status === 'running' || status === 'cancelling'
}

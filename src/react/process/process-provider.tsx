/** Gives the parts a stream to draw, from wherever it comes: the hook, a story, a test. Draws nothing of its own. */
import { useId, useMemo, useState } from 'react'
import type { ReactElement, ReactNode } from 'react'
import { systemClock } from '../../core/clock.ts'
import type { Clock } from '../../core/clock.ts'
import type { GradioStream } from '../gradio-stream.ts'
import type { InputRegistry } from '../inputs/input-kind.ts'
import { UnstyledContext } from '../jsx/class-names.ts'
import { en } from '../messages/en.ts'
import { createFormats } from '../messages/formats.ts'
import { mergeMessages } from '../messages/messages.ts'
import type { MessagesOverride } from '../messages/messages.ts'
import type { OutputRegistry } from '../outputs/output-kind.ts'
import { createFormStore } from './form-store.ts'
import type { FormStore } from './form-store.ts'
import { ProcessSettingsProvider, ProcessStreamProvider } from './process-context.ts'
import type { ProcessSettings } from './process-context.ts'
import type { ToastOptions } from './toast-options.ts'

const EVERY_LINE: ToastOptions = {}

/** Settings shared by everything that makes a process. */
export interface ProcessOptions {
  /** Title of the process. @defaultValue the app's own title where it has one endpoint, else the endpoint's name in words */
  title?: string | undefined
  /** Texts in place of the English ones, group by group. Keep the object stable. */
  messages?: MessagesOverride | undefined
  /** BCP 47 tag for numbers, times and plurals. @defaultValue the runtime's */
  locale?: string | undefined
  /** Fields by Gradio component type, laid over the ones there are. Keep the object stable. */
  inputs?: InputRegistry | undefined
  /** Outputs by Gradio component type, laid over the ones there are. Keep the object stable. */
  outputs?: OutputRegistry | undefined
  /** Log lines rise as toasts. Keep the object stable. @defaultValue true */
  toasts?: boolean | ToastOptions | undefined
  /** Leaves out every class of the stylesheet, also inside fields and outputs. Data attributes stay. @defaultValue false */
  unstyled?: boolean | undefined
  /** Time source of what is counted on the screen. @defaultValue the system's */
  clock?: Clock | undefined
}

/** Props of `GradioProcess.Provider`. */
export interface ProcessProviderProps extends ProcessOptions {
  /** What to draw: the result of `useGradioStream`, or an object like it. */
  stream: GradioStream
  /** Base URL or name of the app, shown in technical details. @defaultValue the discovered address */
  app?: string | undefined
  /** Name of the endpoint, shown while it is not discovered. */
  endpoint?: string | undefined
  children?: ReactNode
}

/** Puts a stream and the settings around parts. */
export function ProcessProvider(props: ProcessProviderProps): ReactElement {
  const { stream, title, messages, locale, inputs, outputs, toasts = true, unstyled = false, clock = systemClock, children } = props
  const id = useId()
  const [forms] = useState(() => new Map<string, FormStore>())
  const app = props.app ?? stream.discovery.data?.address ?? ''
  const endpointName = stream.endpoint?.name ?? props.endpoint ?? ''
  const form = formFor(forms, `${app} ${endpointName.replace(/^\//, '')}`)
  const settings = useMemo<ProcessSettings>(
    () => ({
      app,
      endpointName,
      title: title ?? null,
      messages: mergeMessages(en, messages),
      formats: createFormats(locale),
      clock,
      inputs: inputs ?? null,
      outputs: outputs ?? null,
      toasts: toasts === true ? EVERY_LINE : toasts || null,
      form,
      formId: `${id}-form`,
      titleId: `${id}-title`,
    }),
    [app, endpointName, title, messages, locale, clock, inputs, outputs, toasts, form, id],
  )
  return (
    <UnstyledContext.Provider value={unstyled}>
      <ProcessSettingsProvider value={settings}>
        <ProcessStreamProvider value={stream}>{children}</ProcessStreamProvider>
      </ProcessSettingsProvider>
    </UnstyledContext.Provider>
  )
}

/** One form per endpoint, so that going to another and back keeps what was typed. */
function formFor(forms: Map<string, FormStore>, key: string): FormStore {
  const form = forms.get(key) ?? createFormStore()
  forms.set(key, form)
  return form
}

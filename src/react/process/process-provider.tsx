/** Gives the parts a stream to draw, from any source: the hook, a story, a test. Renders nothing itself. */
import { useId, useMemo, useState } from 'react'
import type { ReactElement, ReactNode } from 'react'
import { checkNames } from '@gradio-stream/client/internal/check-options'
import { systemClock } from '@gradio-stream/client/internal/kit/clock'
import type { Clock } from '@gradio-stream/client/internal/kit/clock'
import type { GradioStream } from '@gradio-stream/hooks/internal/gradio-stream'
import type { InputRegistry } from '../inputs/input-kind.ts'
import { en } from '../messages/en.ts'
import { createFormats } from '../messages/formats.ts'
import { mergeMessages } from '../messages/messages.ts'
import type { MessagesOverride } from '../messages/messages.ts'
import type { OutputRegistry } from '../outputs/output-kind.ts'
import { useFormPresets } from '../form/form-presets.ts'
import type { FormOptions } from '../form/form-presets.ts'
import { UnstyledContext } from '../kit/unstyled.ts'
import { createFormStore } from '../form/form-store.ts'
import type { FormStore } from '../form/form-store.ts'
import { localEndpoint } from '../form/local-endpoint.ts'
import { ProcessSettingsProvider, ProcessStreamProvider } from '../kit/process-context.ts'
import type { ProcessSettings } from '../kit/process-context.ts'
import type { ToastOptions } from '../parts/toast/toast-options.ts'

const EVERY_LINE: ToastOptions = {}

/** Settings of every process. */
export interface ProcessOptions extends FormOptions {
  /**
   * Title of the process. @defaultValue the app's own title if it has one endpoint, else the endpoint's name in words
   */
  title?: string | undefined
  /** Texts instead of the English ones, group by group. Keep the object stable. */
  messages?: MessagesOverride | undefined
  /** BCP 47 tag for numbers, times and plurals. @defaultValue the runtime's */
  locale?: string | undefined
  /**
   * What draws the fields, by Gradio component type, laid over `defaultInputs`. Holds no values: see `initialValues`.
   * Keep the object stable.
   */
  inputKinds?: InputRegistry | undefined
  /** What draws the results, by Gradio component type, laid over `defaultOutputs`. Keep the object stable. */
  outputKinds?: OutputRegistry | undefined
  /** Shows log lines as toasts. Keep the object stable. @defaultValue true */
  toasts?: boolean | ToastOptions | undefined
  /**
   * The form follows the app's author: rows, tabs and accordions, introduction, the button's label. False: one list of
   * fields with more of them folded, and this library's label. @defaultValue true
   */
  authored?: boolean | undefined
  /**
   * Reports the end of a run while the page is hidden: in the page's title, and by a browser notification if a person
   * has pressed the button for it (`GradioProcess.Notice`). @defaultValue false
   */
  notify?: boolean | undefined
  /**
   * No rule of the stylesheet applies, also inside fields and outputs: parts carry `data-unstyled`, which every rule
   * leaves out. Data attributes stay. @defaultValue false
   */
  unstyled?: boolean | undefined
  /** Time source for times on the screen. @defaultValue the system's */
  clock?: Clock | undefined
}

/** Props of `GradioProcess.Provider`. */
export interface ProcessProviderProps extends ProcessOptions {
  /** What to draw: the result of `useGradioStream`, or an object like it. */
  // oxlint-disable-next-line typescript/no-explicit-any -- whatever its endpoint is typed as
  stream: GradioStream<any>
  /** Base URL or name of the app, for technical details. @defaultValue the discovered address */
  app?: string | undefined
  /** Name of the endpoint, shown before discovery. */
  endpoint?: string | undefined
  children?: ReactNode
}

/** Every option by name, so that none becomes an attribute of an element. */
const OPTIONS: Readonly<Record<keyof ProcessOptions, true>> = {
  title: true,
  messages: true,
  locale: true,
  inputKinds: true,
  outputKinds: true,
  initialValues: true,
  fixedValues: true,
  hiddenFields: true,
  fieldOrder: true,
  toasts: true,
  authored: true,
  notify: true,
  unstyled: true,
  clock: true,
}

const OF_PROVIDER: Readonly<Record<keyof ProcessProviderProps, true>> = {
  ...OPTIONS,
  stream: true,
  app: true,
  endpoint: true,
  children: true,
}
const OF_TOASTS: Readonly<Record<keyof ToastOptions, true>> = { limit: true, levels: true }
const WORDS = { owner: '<GradioProcess.Provider>' }

/** Parts the settings of a process from the props of its element. */
export function splitProcessOptions<Props extends ProcessOptions>(props: Props): [ProcessOptions, Omit<Props, keyof ProcessOptions>] {
  const entries = Object.entries(props)
  const isOption = ([name]: [string, unknown]) => Object.hasOwn(OPTIONS, name)
  // Both halves hold entries of `props` as they are.
  return [Object.fromEntries(entries.filter(isOption)), Object.fromEntries(entries.filter((entry) => !isOption(entry))) as Props]
}

/** Puts a stream and the settings around parts. */
export function ProcessProvider(props: ProcessProviderProps): ReactElement {
  checkNames(props, OF_PROVIDER, WORDS)
  if (typeof props.toasts === 'object') checkNames(props.toasts, OF_TOASTS, { owner: '<GradioProcess toasts>' })
  const {
    stream,
    title,
    messages,
    locale,
    inputKinds,
    outputKinds,
    toasts = true,
    authored = true,
    notify = false,
    unstyled = false,
    clock = systemClock,
    children,
  } = props
  const id = useId()
  const [forms] = useState(() => new Map<string, FormStore>())
  const app = props.app ?? stream.discovery.data?.address ?? ''
  const endpointName = stream.endpoint?.name ?? props.endpoint ?? ''
  const form = formFor(forms, `${app} ${endpointName.replace(/^\//, '')}`)
  const words = useMemo(() => mergeMessages(en, messages), [messages])
  const formats = useMemo(() => createFormats(locale), [locale])
  const { endpoint, discovery } = stream
  const local = useMemo(
    () => endpoint && localEndpoint(endpoint, discovery.data, { messages: words, formats, isAuthored: authored }),
    [endpoint, discovery.data, words, formats, authored],
  )
  const [presets, preset] = useFormPresets(props, local)
  const settings = useMemo<ProcessSettings>(
    () => ({
      app,
      endpointName,
      title: title ?? null,
      messages: words,
      formats,
      clock,
      inputKinds: inputKinds ?? null,
      outputKinds: outputKinds ?? null,
      presets,
      isAuthored: authored,
      toasts: toasts === true ? EVERY_LINE : toasts || null,
      notify,
      form,
      formId: `${id}-form`,
      titleId: `${id}-title`,
    }),
    [app, endpointName, title, words, formats, clock, inputKinds, outputKinds, presets, toasts, authored, notify, form, id],
  )
  const shown = useMemo(() => (preset === endpoint ? stream : { ...stream, endpoint: preset }), [stream, endpoint, preset])
  return (
    <UnstyledContext.Provider value={unstyled}>
      <ProcessSettingsProvider value={settings}>
        <ProcessStreamProvider value={shown}>{children}</ProcessStreamProvider>
      </ProcessSettingsProvider>
    </UnstyledContext.Provider>
  )
}

/** One form per endpoint, so that what was typed survives a change to another endpoint and back. */
function formFor(forms: Map<string, FormStore>, key: string): FormStore {
  const form = forms.get(key) ?? createFormStore()
  forms.set(key, form)
  return form
}

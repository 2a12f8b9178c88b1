/**
 * Calls what the app's own page calls when a field changes, and writes what the app sends for its fields into the form.
 * Works outside React: it listens to the form and to the page.
 */
import type { GradioClient } from '@gradio-stream/client/internal/client'
import { followers } from '@gradio-stream/client/internal/discovery/app-load'
import type { Clock } from '@gradio-stream/client/internal/kit/clock'
import type {
  AppDescription,
  EndpointDescription,
  ParameterDescription,
} from '@gradio-stream/client/internal/protocol/describe/app-description'
import type { AppEvent, FieldEventName } from '@gradio-stream/client/internal/protocol/describe/app-events'
import type { Trigger } from '@gradio-stream/client/internal/protocol/describe/trigger'
import type { SettledState } from '@gradio-stream/client/internal/run/run-state'
import type { AppPage, ComponentChange } from '@gradio-stream/hooks/internal/app-page'
import { readChoices } from '../kit/component-props.ts'
import { findInput } from '../inputs/find-input.ts'
import type { InputRegistry, InputWords } from '../inputs/input-kind.ts'
import { isSameValue } from '../kit/read-choice.ts'
import { readFiles } from '../kit/file-address.ts'
import { draftKey } from './form-store.ts'
import type { FormPresets } from './form-presets.ts'
import type { FormStore } from './form-store.ts'
import { draftOf, initialDraft, readField } from './read-form.ts'

/** What it works with. */
export interface FormEventsOptions {
  readonly client: GradioClient
  readonly app: AppDescription
  readonly page: AppPage
  readonly form: FormStore
  readonly clock: Clock
  readonly inputKinds: InputRegistry | null
  readonly presets: FormPresets
  readonly words: InputWords
  /** With the changes by its runs. */
  readonly endpoint: () => EndpointDescription
}

/** A word is typed without a longer pause. */
const PAUSE_MS = 150
/** Limits fields that change each other in a circle. */
const MOST_STEPS = 10
const BY_A_PERSON: ReadonlySet<FieldEventName> = new Set(['change', 'input', 'select', 'release', 'upload'])
const BY_THE_APP: ReadonlySet<FieldEventName> = new Set(['change'])

/** A running function. Changes during its run cause one more call after it. */
interface Calls {
  isGoing: boolean
  isWanted: boolean
  stopTimer: (() => void) | null
  trigger: Trigger
}

export class FormEvents {
  readonly #options: FormEventsOptions
  readonly #calls = new Map<AppEvent, Calls>()
  /** By parameter name: when a person changed it. */
  readonly #editedAt = new Map<string, number>()
  /** By component id: the change that was applied last. */
  readonly #taken = new Map<number, ComponentChange>()
  #drafts: ReadonlyMap<string, unknown>
  #isWriting = false
  #steps = 0
  #isStopped = false

  constructor(options: FormEventsOptions) {
    this.#options = options
    this.#drafts = options.form.getSnapshot().drafts
  }

  /** Starts; the returned function stops it. */
  start(): () => void {
    const { form, page } = this.#options
    const stops = [form.subscribe(() => this.#look()), page.subscribe(() => this.#write())]
    this.#write()
    return () => {
      this.#isStopped = true
      for (const stop of stops) stop()
      for (const { stopTimer } of this.#calls.values()) stopTimer?.()
    }
  }

  #look(): void {
    const { form, page } = this.#options
    const before = this.#drafts
    const { drafts } = form.getSnapshot()
    if (drafts === before) return
    this.#drafts = drafts
    for (const parameter of this.#endpoint.parameters) {
      const key = draftKey(parameter)
      if (drafts.has(key) === before.has(key) && Object.is(drafts.get(key), before.get(key))) continue
      if (!this.#isWriting) {
        this.#editedAt.set(parameter.name, page.tick())
        this.#steps = 0
      }
      this.#changed(parameter, this.#isWriting ? BY_THE_APP : BY_A_PERSON)
    }
  }

  #changed(parameter: ParameterDescription, names: ReadonlySet<FieldEventName>): void {
    const { componentId } = parameter
    for (const event of this.#options.app.events ?? []) {
      const hit = event.triggers.find(
        (trigger) => trigger.kind === 'field' && trigger.componentId === componentId && names.has(trigger.name),
      )
      if (hit?.kind !== 'field') continue
      this.#want(event, { componentId: hit.componentId, data: hit.name === 'select' ? this.#selected(parameter) : null })
    }
  }

  /** What the function reads about a choice (`gr.SelectData`). */
  #selected(parameter: ParameterDescription): unknown {
    const value = this.#valueOf(parameter)?.value
    const index = readChoices(parameter).findIndex((choice) => isSameValue(choice.value, value))
    return { index, value, selected: true }
  }

  #want(event: AppEvent, trigger: Trigger): void {
    const calls = this.#calls.get(event) ?? { isGoing: false, isWanted: false, stopTimer: null, trigger }
    this.#calls.set(event, calls)
    calls.isWanted = true
    calls.trigger = trigger
    calls.stopTimer?.()
    if (!calls.isGoing) calls.stopTimer = this.#options.clock.schedule(() => void this.#call(event, calls), PAUSE_MS)
  }

  async #call(event: AppEvent, calls: Calls): Promise<void> {
    calls.stopTimer = null
    while (calls.isWanted && !this.#isStopped && this.#steps < MOST_STEPS) {
      calls.isWanted = false
      calls.isGoing = true
      this.#steps += 1
      await this.#run(event, calls.trigger)
      calls.isGoing = false
    }
  }

  /**
   * Does nothing if the form holds an invalid value: the next change calls again. A refusal by the app changes nothing.
   */
  async #run(event: AppEvent, trigger?: Trigger): Promise<void> {
    const { client, app, page } = this.#options
    const values = this.#inputsOf(event)
    if (!values) return
    let end: SettledState
    try {
      const run = client.runAppEvent(app, event, values, trigger)
      page.follow(run)
      end = await run.settled
    } catch {
      return
    }
    if (!this.#isStopped) await Promise.all(followers(app.events ?? [], event, end).map((next) => this.#run(next)))
  }

  /** The form's values for the function. A value without a field is the page's initial or present one. */
  #inputsOf({ endpoint }: AppEvent): unknown[] | null {
    const { changes } = this.#options.page.getSnapshot()
    const values: unknown[] = []
    for (const { componentId, defaultValue } of endpoint.parameters) {
      const own = componentId === undefined ? undefined : this.#endpoint.parameters.find((one) => one.componentId === componentId)
      const reading = own && this.#valueOf(own)
      if (own && !reading) return null
      values.push(reading ? reading.value : (changes.get(componentId ?? -1)?.value ?? defaultValue))
    }
    return values
  }

  #valueOf(parameter: ParameterDescription): { readonly value: unknown } | null {
    const { form, inputKinds, words, presets } = this.#options
    if (Object.hasOwn(presets.fixedValues, parameter.name)) return { value: presets.fixedValues[parameter.name] }
    const kind = findInput(inputKinds, parameter.component)
    if (!kind) return { value: parameter.defaultValue }
    const reading = readField(kind, parameter, draftOf(kind, parameter, form.getSnapshot().drafts), words)
    return reading.ok ? reading : null
  }

  #write(): void {
    const { page } = this.#options
    for (const [componentId, change] of page.getSnapshot().changes) {
      if (this.#taken.get(componentId) === change) continue
      this.#taken.set(componentId, change)
      const parameter = this.#endpoint.parameters.find((one) => one.componentId === componentId)
      if (parameter && (this.#editedAt.get(parameter.name) ?? 0) < change.since) this.#writeField(parameter, change)
    }
  }

  #writeField(parameter: ParameterDescription, { props, value }: ComponentChange): void {
    const { form, inputKinds } = this.#options
    const kind = findInput(inputKinds, parameter.component)
    const changed = { ...parameter, props: { ...parameter.props, ...props } }
    // The app's file cannot be put into a field for chosen files.
    if (!kind || readFiles(value)) return
    const next = nextValue(changed, this.#valueOf(parameter)?.value ?? null, value)
    if (next === null) return
    this.#isWriting = true
    try {
      form.change(parameter, initialDraft(kind, { ...changed, defaultValue: next.value }))
    } finally {
      this.#isWriting = false
    }
  }

  get #endpoint(): EndpointDescription {
    return this.#options.endpoint()
  }
}

/**
 * A field's draft after the app has sent something for it; `null`: unchanged. An update without a value
 * (`gr.update(choices=…)`) keeps the value, unless it is no longer in the list.
 */
export function nextValue(parameter: ParameterDescription, before: unknown, value: unknown): { readonly value: unknown } | null {
  if (value !== null && value !== undefined) return isSameValue(before, value) ? null : { value }
  if (!('choices' in parameter.props) || Array.isArray(before) || before === null) return null
  return readChoices(parameter).some((choice) => isSameValue(choice.value, before)) ? null : { value: null }
}

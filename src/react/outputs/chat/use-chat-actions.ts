/**
 * What can be done to the messages of a chat: what the app itself does on `chatbot.retry(…)`, `.undo(…)`, `.edit(…)` and `.like(…)`, and nothing
 * else (decision 024). What answers with values of this process is its next run; a rating that does not is sent beside it.
 */
import { useMemo } from 'react'
import { GradioStreamError } from '../../../core/errors.ts'
import type { EndpointDescription, ParameterDescription } from '../../../core/protocol/app-description.ts'
import { tellChat } from '../../../core/protocol/chat-events.ts'
import type { ChatEvent } from '../../../core/protocol/chat-events.ts'
import { isBefore } from '../../../core/protocol/legacy.ts'
import type { ComponentEvent, Trigger } from '../../../core/protocol/trigger.ts'
import { useGradioClient } from '../../gradio-environment.ts'
import { fieldReaders } from '../../process/form-reader.ts'
import { isActive, useGradioProcess } from '../../process/process-context.ts'
import { useLatest } from '../../use-latest.ts'

/** What a chat offers. The same object as long as nothing in it changes. */
export interface ChatActions {
  readonly can: ReadonlySet<ComponentEvent['name']>
  /** Words an answer can be rated with, by the app; `Like` and `Dislike` are Gradio's own. */
  readonly ratings: readonly string[]
  /** Messages of the person can be rated too. */
  readonly areQuestionsRated: boolean
  /** A rating can be taken back. */
  readonly isRatingUndone: boolean
  /** Whose messages can be written anew. */
  readonly editable: 'user' | 'all' | null
  /**
   * Does it. `false`: not now, since a run goes on or a field it needs is wrong. For a rating what the app said to it, if anything. Rejects with why a
   * rating was not taken; how a run ends shows as every run's end does.
   */
  readonly act: (event: ChatEvent) => Promise<string | boolean>
}

/** The actions of a chat; `null` where the app has none for it. */
export function useChatActions(
  componentId: number | undefined,
  value: unknown,
  props: Readonly<Record<string, unknown>>,
): ChatActions | null {
  const { stream, settings } = useGradioProcess()
  const client = useGradioClient()
  const app = stream.discovery.data
  const { endpoint } = stream
  const listeners = useMemo(
    () => (app && endpoint && componentId !== undefined ? listenersTo(app.endpoints, componentId, endpoint) : null),
    [app, endpoint, componentId],
  )
  const latest = useLatest({ stream, settings, client, value, props })
  const { feedback_options: ratings, like_user_message: areQuestionsRated, editable } = props
  return useMemo(() => {
    if (!app || !endpoint || componentId === undefined || !listeners || listeners.size === 0) return null

    async function act(event: ChatEvent): Promise<string | boolean> {
      const listener = listeners?.get(event.name)
      const { value: chat, props: chatProps } = latest.current
      if (!app || !endpoint || componentId === undefined || !listener || !Array.isArray(chat)) return false
      const told = tellChat(chat, event, { version: app.version, props: chatProps })
      if (!told || (!listener.isBeside && isActive(latest.current.stream))) return false
      const inputs = await gather(listener, told.history)
      if (!inputs) return false
      const trigger: Trigger = { componentId, data: told.data }
      if (listener.isBeside) return rate(listener.endpoint, inputs, trigger)
      // It may have begun while a picture of the form was made ready.
      if (isActive(latest.current.stream)) return false
      latest.current.stream.trigger(listener.endpoint, inputs, trigger)
      return true
    }

    /** Values for the app's function: the chat, what fields hold, what was answered last. `null`: a field is wrong, and says so. */
    async function gather({ sources }: Listener, history: readonly unknown[]): Promise<Record<string, unknown> | null> {
      const { stream: now, settings: own, client: files } = latest.current
      const fields = sources.flatMap(({ from }) => (typeof from === 'object' ? [from] : []))
      let typed: Readonly<Record<string, unknown>> = {}
      if (endpoint && fields.length > 0) {
        // Where no form is drawn nothing is typed, and each is as the app starts it.
        const reading = await fieldReaders.get(own.form)?.({ ...endpoint, parameters: fields }, own, files, app ?? null)
        if (reading && reading.issues.size > 0) {
          own.form.refuse(reading.issues)
          return null
        }
        typed = reading?.values ?? {}
      }
      const values: Record<string, unknown> = {}
      for (const { name, from } of sources) {
        if (from === 'chat') values[name] = history
        else if (typeof from === 'number') values[name] = now.data?.[from] ?? null
        else values[name] = Object.hasOwn(typed, from.name) ? typed[from.name] : from.defaultValue
      }
      return values
    }

    async function rate({ name }: EndpointDescription, inputs: Record<string, unknown>, trigger: Trigger): Promise<string | boolean> {
      if (!app) return false
      const state = await latest.current.client.submit(app, name, inputs, trigger).settled
      if (state.status === 'failed') throw state.error
      if (state.status === 'cancelled') throw new GradioStreamError('aborted', { message: `${name} was cancelled.` })
      return state.logs.findLast(({ isVisible }) => isVisible)?.message ?? true
    }

    return {
      can: new Set(listeners.keys()),
      ratings: Array.isArray(ratings) ? ratings.filter((word) => typeof word === 'string' && word !== '').slice(0, MOST_RATINGS) : RATINGS,
      areQuestionsRated: areQuestionsRated === true,
      isRatingUndone: !isBefore(app.version, 5),
      editable: editable === 'all' || editable === 'user' ? editable : null,
      act,
    }
  }, [app, endpoint, componentId, listeners, latest, ratings, areQuestionsRated, editable])
}

/** Gradio's own, up to 5.0 the only ones. */
const RATINGS: readonly string[] = ['Like', 'Dislike']
const MOST_RATINGS = 12

/** A function of the app's that can be called from here. */
interface Listener {
  readonly endpoint: EndpointDescription
  readonly sources: readonly Source[]
  /** It answers with nothing this process shows. */
  readonly isBeside: boolean
}

/** Where a value comes from: the chat, a field of the form, or a place among the outputs. */
interface Source {
  readonly name: string
  readonly from: 'chat' | ParameterDescription | number
}

/** The app's functions by the event that calls them, as far as everything they take is known here. */
function listenersTo(
  endpoints: readonly EndpointDescription[],
  chatId: number,
  own: EndpointDescription,
): ReadonlyMap<ComponentEvent['name'], Listener> {
  const found = new Map<ComponentEvent['name'], Listener>()
  for (const endpoint of endpoints) {
    const sources = endpoint.parameters.map((parameter) => sourceOf(parameter, chatId, own))
    if (!sources.every((source) => source !== null)) continue
    const known = [...own.parameters, ...own.returns].map(({ componentId }) => componentId)
    const isBeside = endpoint.returns.every(({ componentId }) => componentId === undefined || !known.includes(componentId))
    for (const { componentId, name } of endpoint.events ?? []) {
      // Asked again, taken back or changed is what the chat then shows.
      const isOfUse = name === 'like' || endpoint.returns.some((value) => value.componentId === chatId)
      if (componentId === chatId && isOfUse && !found.has(name)) found.set(name, { endpoint, sources, isBeside })
    }
  }
  return found
}

function sourceOf({ name, componentId }: ParameterDescription, chatId: number, own: EndpointDescription): Source | null {
  if (componentId === undefined) return null
  if (componentId === chatId) return { name, from: 'chat' }
  const field = own.parameters.find((parameter) => parameter.componentId === componentId)
  if (field) return { name, from: field }
  const place = own.returns.findIndex((value) => value.componentId === componentId)
  return place === -1 ? null : { name, from: place }
}

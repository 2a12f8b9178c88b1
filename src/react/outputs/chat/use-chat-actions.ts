/**
 * The actions for the messages of a chat: those that the app itself has on `chatbot.retry(…)`, `.undo(…)`, `.edit(…)`
 * and `.like(…)`, and no others (decision 024). An action that returns values of this process is its next run; a rating
 * without values is sent beside it.
 */
import { useMemo } from 'react'
import { GradioStreamError } from '@gradio-stream/client/internal/errors'
import type { EndpointDescription, ParameterDescription } from '@gradio-stream/client/internal/protocol/describe/app-description'
import { tellChat } from '@gradio-stream/client/internal/protocol/chat-events'
import type { ChatEvent } from '@gradio-stream/client/internal/protocol/chat-events'
import type { ComponentEvent, Trigger } from '@gradio-stream/client/internal/protocol/describe/trigger'
import { useGradioClient } from '@gradio-stream/hooks/internal/gradio-environment'
import { isActive, useGradioProcess } from '../../kit/process-context.ts'
import { useLatest } from '@gradio-stream/hooks/internal/use-latest'

/** The actions of a chat. The same object while nothing in it changes. */
export interface ChatActions {
  readonly can: ReadonlySet<ComponentEvent['name']>
  /** The app's words for ratings; `Like` and `Dislike` are Gradio's own. */
  readonly ratings: readonly string[]
  /** The person's messages can be rated too. */
  readonly areQuestionsRated: boolean
  /** A rating can be removed. */
  readonly isRatingUndone: boolean
  /** Whose messages can be edited. */
  readonly editable: 'user' | 'all' | null
  /**
   * Performs the action. `false`: not now, since a run goes on or a field that it needs is wrong. For a rating: the
   * app's reply, if any. Rejects if a rating was not accepted; the end of a run is shown like any other end.
   */
  readonly act: (event: ChatEvent) => Promise<string | boolean>
}

/** The actions of a chat; `null` if the app has none for it. */
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
      // A run may have begun while a picture of the form was prepared.
      if (isActive(latest.current.stream)) return false
      latest.current.stream.trigger(listener.endpoint, inputs, trigger)
      return true
    }

    /**
     * Values for the app's function: the chat, the fields' values, the last outputs. `null`: a field is wrong, and
     * shows it.
     */
    async function gather({ sources }: Listener, history: readonly unknown[]): Promise<Record<string, unknown> | null> {
      const { stream: now, settings: own } = latest.current
      const fields = sources.flatMap(({ from }) => (typeof from === 'object' ? [from] : []))
      let typed: Readonly<Record<string, unknown>> = {}
      if (endpoint && fields.length > 0) {
        // Where no form is drawn nothing is typed, and each is as the app starts it.
        const reading = await own.form.getSnapshot().read?.(fields)
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
      const state = await latest.current.client.submit(app, name, inputs, { trigger }).settled
      if (state.status === 'failed') throw state.error
      if (state.status === 'cancelled') throw new GradioStreamError('aborted', { message: `${name} was cancelled.` })
      return state.logs.findLast(({ isVisible }) => isVisible)?.message ?? true
    }

    return {
      can: new Set(listeners.keys()),
      ratings: Array.isArray(ratings) ? ratings.filter((word) => typeof word === 'string' && word !== '').slice(0, MOST_RATINGS) : RATINGS,
      areQuestionsRated: areQuestionsRated === true,
      isRatingUndone: app.features.undoesRatings,
      editable: editable === 'all' || editable === 'user' ? editable : null,
      act,
    }
  }, [app, endpoint, componentId, listeners, latest, ratings, areQuestionsRated, editable])
}

/** Gradio's own ratings; up to 5.0 the only ones. */
const RATINGS: readonly string[] = ['Like', 'Dislike']
const MOST_RATINGS = 12

/** A function of the app that can be called from here. */
interface Listener {
  readonly endpoint: EndpointDescription
  readonly sources: readonly Source[]
  /** It returns nothing that this process shows. */
  readonly isBeside: boolean
}

/** Where a value comes from: the chat, a field of the form, or an output. */
interface Source {
  readonly name: string
  readonly from: 'chat' | ParameterDescription | number
}

/** The app's functions by the event that calls them, if all their inputs are known here. */
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
      // A chat that was repeated, shortened or edited is then shown by the output.
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

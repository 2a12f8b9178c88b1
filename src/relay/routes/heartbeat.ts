/**
 * `GET heartbeat/{session}`: Gradio's clients hold it open to show that they are there. The relay does not need that
 * sign.
 */
import { wait } from '@gradio-stream/client/internal/kit/wait'
import type { RelayContext } from '../context.ts'
import { refusal } from './responses.ts'
import { eventStreamAnswer, eventText } from './event-stream.ts'

const INTERVAL_MS = 15_000

export function heartbeat({ clock, settings, streams }: RelayContext): Response {
  if (!settings.sse) return refusal(403, 'Event streams are switched off on this relay.', 'sse-disabled')
  return eventStreamAnswer(async function* (signal) {
    while (!signal.aborted) {
      yield eventText('ALIVE')
      await wait(clock, INTERVAL_MS, signal)
    }
  }, streams.heartbeats)
}

/**
 * `GET heartbeat/{session}`: Gradio's clients hold it open to show that they are there. The relay does not need that
 * sign.
 */
import { wait } from '@gradio-stream/client/internal/kit/wait'
import type { RelayContext } from '../context.ts'
import type { Visitor } from '../guard/access.ts'
import { refusal } from './responses.ts'
import { eventStreamAnswer, eventText } from './event-stream.ts'

const INTERVAL_MS = 15_000

export function heartbeat({ clock, limits, settings, streams }: RelayContext, visitor: Visitor): Response {
  if (!settings.sse) return refusal(403, 'Event streams are switched off on this relay.', 'sse-disabled')
  const close = limits.open(visitor)
  if (close instanceof Response) return close
  async function* beat(signal: AbortSignal): AsyncGenerator<string, void, void> {
    while (!signal.aborted) {
      yield eventText('ALIVE')
      await wait(clock, INTERVAL_MS, signal)
    }
  }
  return eventStreamAnswer(beat, streams.heartbeats, close)
}

/** `GET heartbeat/{session}`: what Gradio's clients hold open to say that they are there. The relay needs no such sign. */
import { wait } from '../../core/wait.ts'
import type { RelayContext } from '../context.ts'
import { refusal } from './answers.ts'
import { eventStreamAnswer, eventText } from './event-stream.ts'

const INTERVAL_MS = 15_000

export function heartbeat({ clock, settings }: RelayContext): Response {
  if (!settings.sse) return refusal(403, 'Event streams are switched off on this relay.', 'sse-disabled')
  return eventStreamAnswer(async function* (signal) {
    while (!signal.aborted) {
      yield eventText('ALIVE')
      await wait(clock, INTERVAL_MS, signal)
    }
  })
}

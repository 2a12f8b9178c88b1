/**
 * What happens to a stream on its way. `heartbeat/{session}` is watched: it runs nothing of the app, says something at
 * once and every 15 s. Gradio has it from 4.25 on, and the relay has it for every version.
 */
import { watch } from './ask.ts'
import type { Watched } from './ask.ts'
import type { Examination } from './examination.ts'

/** A stream that says nothing for so long, beside answers that come at once, is held back. */
const PATIENCE_MS = 8000

/** Watches the stream. */
export async function examineStream(examination: Examination): Promise<void> {
  const { app, asking, facts, watchMs } = examination
  const url = `${app.apiUrl}/heartbeat/doctor${Math.random().toString(36).slice(2)}`
  const first = await watch(url, asking, PATIENCE_MS, (pieces) => pieces > 0)
  if (first) examination.see(first.headers)
  if (first?.status === 404) {
    facts.stream = 'not tried: this Gradio has no heartbeat'
    return
  }
  if (first && first.status !== 200) {
    examination.found('stream-refused', {
      seen: `${url} answered ${first.status} where a stream was asked for.`,
      advice: 'Let GET requests with "Accept: text/event-stream" through to the app.',
    })
    return
  }
  const [piece] = first?.pieces ?? []
  facts.firstMessageMs = piece === undefined ? null : Math.round(piece.atMs)
  if (piece === undefined && first?.endedAtMs === undefined) return heldBack(examination, 'no answer')
  if (piece === undefined && first?.endedAtMs === null) return heldBack(examination, 'headers, and no message')
  if (first) judgeEncoding(examination, first)
  judgeEnd(examination, first?.endedAtMs === null ? await watch(url, asking, watchMs, () => false) : first)
}

function heldBack(examination: Examination, seen: string): void {
  examination.found('stream-held-back', {
    seen: `A stream that begins at once gave ${seen} in ${PATIENCE_MS} ms, while other answers came in ${examination.facts.answerMs} ms: something on the way keeps it until it is long enough.`,
    advice: 'Switch buffering off for event streams. Through a relay pages go on by polling meanwhile.',
  })
}

function judgeEncoding(examination: Examination, { headers }: Watched): void {
  const encoding = headers.get('content-encoding')
  if (encoding === null || encoding === 'identity') return
  examination.found('stream-compressed', {
    seen: `The stream comes compressed (${encoding}). What compresses it decides when messages leave.`,
    advice: 'Do not compress text/event-stream.',
  })
}

function judgeEnd(examination: Examination, watched: Watched | null): void {
  const endedAtMs = watched?.endedAtMs ?? null
  examination.facts.streamOpenMs = Math.round(endedAtMs ?? examination.watchMs)
  if (endedAtMs === null) return
  examination.found('stream-cut', {
    seen: `The stream was closed after ${(endedAtMs / 1000).toFixed(1)} s. Gradio never ends this one.`,
    advice: 'Let streams be open for as long as a run may take and be silent for more than 15 s, the time between two heartbeats.',
  })
}

/** Finds the end of a run in the log, for a relay that did not follow it. */
import { memberValue } from '../routes/request-body.ts'
import { readMembers } from '@gradio-stream/client/internal/protocol/json-text'
import type { RunLog } from '../log/run-log.ts'
import type { BegunFacts } from './webhooks.ts'

const PAGE_LENGTH = 1024 * 1024

/** `text`: `null` where the log has forgotten the run. `endedAt`: `null` where the log does not say. */
export interface FoundEnd {
  readonly text: string | null
  readonly endedAt: number | null
}

/** `pending`: it has not ended. Rejects if the log cannot be read. */
export async function readEnd(log: RunLog, { key, runId }: Pick<BegunFacts, 'key' | 'runId'>): Promise<FoundEnd | 'pending'> {
  let after = ''
  for (;;) {
    const page = await log.read(key, { after, maxLength: PAGE_LENGTH, waitMs: 0 })
    if (page.kind !== 'page') return { text: null, endedAt: null }
    const end = page.messages.find((message) => message.runId === runId && message.ends)
    if (end) return { text: end.text, endedAt: endedAtIn(end.text) }
    if (page.atEnd) return page.pendingRuns > 0 ? 'pending' : { text: null, endedAt: null }
    after = page.next
  }
}

function endedAtIn(text: string): number | null {
  const at = memberValue(readMembers(text) ?? new Map<string, string>(), 'relay_at')
  return typeof at === 'number' ? at : null
}

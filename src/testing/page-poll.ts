/** One poll of a page: what the relay answers without the messages that stand for faults, which happen here. */
import { readItems, readMembers } from '@gradio-stream/client/internal/protocol/json-text'
import { brokenAnswer } from './gradio-responses.ts'
import { faultOf } from './scenario-fault.ts'

/**
 * Asks the relay for the messages after an id, and again where it had nothing but faults. Of the faults a poll meets
 * drops alone: it has no stream that could end or be silent.
 *
 * @param met Numbers of faults that happened. A drop that happens is added.
 */
export async function pollRelay(
  ask: (after: string) => Promise<Response>,
  { after, met }: { after: string; met: Set<number> },
): Promise<Response> {
  let from = after
  for (;;) {
    const response = await ask(from)
    const members = readMembers(await response.clone().text())
    const items = readItems(members?.get('messages') ?? '')
    if (response.status !== 200 || !members || !items?.length) return response
    const { kept, isDropped } = untilDrop(items, met)
    if (isDropped && kept.length === 0) return brokenAnswer()
    const next = isDropped ? readMembers(kept.at(-1) ?? '')?.get('id') : members.get('next')
    const done = isDropped ? 'false' : members.get('done')
    if (kept.length > 0 || done === 'true') {
      const text = `{"messages":[${kept.join(',')}],"next":${next},"done":${done}}`
      return new Response(text, { headers: response.headers })
    }
    from = String(JSON.parse(next ?? '""'))
  }
}

/** The messages before a drop that nobody has met. One with a message before it happens in the next poll. */
function untilDrop(items: readonly string[], met: Set<number>): { readonly kept: readonly string[]; readonly isDropped: boolean } {
  const kept: string[] = []
  for (const item of items) {
    const fault = faultOf(readMembers(item)?.get('message') ?? '')
    if (fault === null) kept.push(item)
    else if (fault.kind === 'drop' && !met.has(fault.number)) {
      if (kept.length === 0) met.add(fault.number)
      return { kept, isDropped: true }
    }
  }
  return { kept, isDropped: false }
}

/**
 * Turns messages of older protocols into the shape of `sse_v3`, so that one reader is enough: the first value whole and
 * later ones as edits, files with an address, and the fields that newer clients expect. Only the differences are
 * touched; numbers stay as written.
 */
import type { GradioProtocol } from '@gradio-stream/client/internal/protocol/describe/app-description'
import { parseExact, writeExact } from '@gradio-stream/client/internal/protocol/exact-json'
import { readItems, readMembers, writeItems, writeMembers } from '@gradio-stream/client/internal/protocol/json-text'
import { sendsEdits } from '@gradio-stream/client/internal/protocol/legacy'
import { levelFiles } from '@gradio-stream/client/internal/protocol/values/values-files'

/** Changes the members of one message in place. */
export type UpgradeMessage = (msg: unknown, members: Map<string, string>) => void

/**
 * The upgrade for one run; `null` if the app already sends `sse_v3`. Remembers what it needs of the run's earlier
 * messages. `hasValue`: its readers have a value of an earlier time that it was begun.
 */
export function createUpgrade(protocol: GradioProtocol, clientApiUrl: string, hasValue = false): UpgradeMessage | null {
  const isWhole = !sendsEdits(protocol)
  if (protocol === 'sse_v3') return hasValue ? upgradeFirst() : null
  const upgradeEdits = hasValue && !isWhole ? upgradeFirst() : null

  function upgradeOutput(members: Map<string, string>, isStep: boolean): void {
    const output = readMembers(members.get('output') ?? '')
    const items = readItems(output?.get('data') ?? '')
    if (!output || !items) return
    const asEdits = isStep && hasValue
    if (isStep) hasValue = true
    if (!isWhole) return
    const data = items.map((item) => withAddresses(item, clientApiUrl)).map((item) => (asEdits ? asEdit(item) : item))
    output.set('data', writeItems(data))
    // These protocols leave it `true` in the last message of a generator.
    if (!isStep) output.set('is_generating', 'false')
    members.set('output', writeMembers(output))
  }

  return (msg, members) => {
    upgradeEdits?.(msg, members)
    if (msg === 'process_generating') upgradeOutput(members, true)
    else if (msg === 'process_completed') upgradeOutput(members, false)
    else if (msg === 'process_starts') fillIn(members, { eta: 'null' })
    else if (msg === 'log') fillIn(members, { duration: '10', visible: 'true' })
  }
}

/** Turns the first value, which the app sends whole, into an edit. */
function upgradeFirst(): UpgradeMessage {
  let isFirst = true
  return (msg, members) => {
    if (msg !== 'process_generating' || !isFirst) return
    const output = readMembers(members.get('output') ?? '')
    const items = readItems(output?.get('data') ?? '')
    if (!output || !items) return
    isFirst = false
    members.set('output', writeMembers(output.set('data', writeItems(items.map(asEdit)))))
  }
}

function asEdit(item: string): string {
  return `[["replace",[],${item}]]`
}

function fillIn(members: Map<string, string>, fields: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(fields)) if (!members.has(name)) members.set(name, text)
}

/** Adds addresses to files of Gradio 3 and of 4.0 to 4.18. Any other value is passed on as written. */
function withAddresses(item: string, apiUrl: string): string {
  if (!item.includes('"is_file"') && !(item.includes('"orig_name"') && item.includes('"path"'))) return item
  return writeExact(levelFiles(parseExact(item), { apiUrl, isUrlUnusable: true }))
}

/**
 * Messages of older protocols in the shape of `sse_v3`, so that one reader does for all: the first value whole and later
 * ones as edits, files with an address, fields newer clients look for. Only what differs is touched; numbers stay as written.
 */
import type { GradioProtocol } from '../../core/protocol/app-description.ts'
import { readItems, readMembers, writeMembers } from '../../core/protocol/json-text.ts'
import { sendsEdits } from '../../core/protocol/legacy.ts'
import { levelFiles } from '../../core/protocol/values-files.ts'

/** Changes the members of one message in place. */
export type UpgradeMessage = (msg: unknown, members: Map<string, string>) => void

/** The upgrade for one run; `null` where the app sends what is wanted. Keeps what it must know of the run's earlier messages. */
export function createUpgrade(protocol: GradioProtocol, clientApiUrl: string): UpgradeMessage | null {
  if (protocol === 'sse_v3') return null
  const isWhole = !sendsEdits(protocol)
  let hasValue = false

  function upgradeOutput(members: Map<string, string>, isStep: boolean): void {
    const output = readMembers(members.get('output') ?? '')
    const items = readItems(output?.get('data') ?? '')
    if (!output || !items) return
    const asEdits = isStep && hasValue
    if (isStep) hasValue = true
    if (!isWhole) return
    const data = items.map((item) => withAddresses(item, clientApiUrl)).map((item) => (asEdits ? `[["replace",[],${item}]]` : item))
    output.set('data', `[${data.join(',')}]`)
    // These protocols leave it `true` in a generator's last message.
    if (!isStep) output.set('is_generating', 'false')
    members.set('output', writeMembers(output))
  }

  return (msg, members) => {
    if (msg === 'process_generating') upgradeOutput(members, true)
    else if (msg === 'process_completed') upgradeOutput(members, false)
    else if (msg === 'process_starts') fillIn(members, { eta: 'null' })
    else if (msg === 'log') fillIn(members, { duration: '10', visible: 'true' })
  }
}

function fillIn(members: Map<string, string>, fields: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(fields)) if (!members.has(name)) members.set(name, text)
}

/** Files of Gradio 3, and those of 4.0 to 4.18, which have no address. Any other value is passed on as it was written. */
function withAddresses(item: string, apiUrl: string): string {
  if (!item.includes('"is_file"') && !(item.includes('"orig_name"') && item.includes('"path"'))) return item
  return JSON.stringify(levelFiles(JSON.parse(item), { apiUrl, isUrlUnusable: true }))
}

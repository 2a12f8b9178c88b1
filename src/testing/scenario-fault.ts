/**
 * A fault on its way to a page, also through the relay: a message in the fault's place among those of its run. What
 * stands next to the page takes it out and lets it happen.
 */
import { readMembers } from '@gradio-stream/client/internal/protocol/json-text'
import type { ScenarioFault } from './scenario.ts'

const NAME = 'scenario_fault'

/** A fault, and its number: it happens to one reader. */
export interface NumberedFault {
  readonly kind: ScenarioFault
  readonly number: number
}

/** The message that stands for a fault. */
export function faultMessage({ kind, number }: NumberedFault): Record<string, unknown> {
  return { msg: NAME, kind, number }
}

/** The fault that a message stands for; `null` for a message of the app. */
export function faultOf(text: string): NumberedFault | null {
  if (!text.startsWith(`{"msg":"${NAME}"`)) return null
  const members = readMembers(text)
  // The two members are written above.
  return { kind: JSON.parse(members?.get('kind') ?? '""') as ScenarioFault, number: Number(members?.get('number')) }
}

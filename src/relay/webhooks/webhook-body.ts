/** The body of a webhook. */
import { readMembers, writeMembers } from '@gradio-stream/client/internal/protocol/json-text'
import type { RunEnd } from '../observe/run-facts.ts'

/** Receivers take small bodies: what is larger is left out, and the body says so. */
const MAX_LENGTH = 1024 * 1024

/** What a body has besides facts, as JSON texts. `null`: it is not wanted, or there is none. */
export interface BodyValues {
  readonly inputs: string | null
  /** The run's last message. */
  readonly text: string | null
}

/** JSON text of `{ type, timestamp, data }`. Digits of numbers stay as the app and the client wrote them. */
export function writeBody(end: Omit<RunEnd, 'readData'>, { inputs, text }: BodyValues): string {
  const { app, endpoint, run, owner, status, code, startedAt, endedAt } = end
  const facts = { app, endpoint, run, owner, status, code, startedAt, endedAt }
  const values = { output: status === 'succeeded' ? outputIn(text) : null, inputs }
  const data = new Map(Object.entries(facts).map(([name, value]) => [name, JSON.stringify(value)]))
  const omitted: string[] = []
  let left = MAX_LENGTH
  for (const [name, value] of Object.entries(values)) {
    if (value === null) continue
    if (value.length > left) omitted.push(name)
    else {
      data.set(name, value)
      left -= value.length
    }
  }
  if (omitted.length > 0) data.set('omitted', JSON.stringify(omitted))
  return writeMembers(
    new Map([
      ['type', '"run.ended"'],
      ['timestamp', JSON.stringify(new Date(endedAt).toISOString())],
      ['data', writeMembers(data)],
    ]),
  )
}

function outputIn(text: string | null): string | null {
  const output = readMembers(text ?? '')?.get('output')
  return readMembers(output ?? '')?.get('data') ?? null
}

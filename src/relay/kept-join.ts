/**
 * What a shared store keeps of a join until it is sent, so that another relay can send it: all that the app is to get.
 * With the option `tokens` it is encrypted. What is secret beyond that, a visitor's token, is never kept without.
 */
import { OAUTH_TOKEN_MEMBER } from '@gradio-stream/client/internal/connection/queue/join-extras'
import { isJsonObject } from '@gradio-stream/client/internal/protocol/json-object'
import type { RunTokens } from './guard/run-tokens.ts'
import type { Submission } from './submission.ts'

/** A join, without its session. */
export interface KeptJoin extends Pick<Submission, 'members' | 'headers' | 'fnIndex' | 'clientApiUrl' | 'isDated'> {
  /** When the relay that began the run took it. */
  readonly startedAt: number
}

/** The text to keep; empty: of this join nothing may be kept. */
export async function writeKept(join: KeptJoin, tokens: RunTokens | null): Promise<string> {
  const { members, headers, fnIndex, clientApiUrl, isDated, startedAt } = join
  const isSecret = members.has(OAUTH_TOKEN_MEMBER) || Object.keys(headers).length > 0
  if (isSecret && !tokens) return ''
  const text = JSON.stringify({ members: [...members], headers, fnIndex, clientApiUrl, isDated, startedAt })
  return tokens ? tokens.seal(text) : text
}

/** `null`: nothing was kept, or with a secret that this relay does not have. */
export async function readKept(text: string, tokens: RunTokens | null): Promise<KeptJoin | null> {
  const plain = text.startsWith('{') ? text : await tokens?.unseal(text)
  if (!plain) return null
  const value: unknown = JSON.parse(plain)
  // Only a relay can have written it.
  const join = isJsonObject(value) ? (value as unknown as Omit<KeptJoin, 'members'> & { members: [string, string][] }) : null
  return join && { ...join, members: new Map(join.members) }
}

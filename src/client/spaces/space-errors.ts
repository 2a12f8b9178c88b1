/** The errors of Spaces: the words for each code, shared by client and relay. */
import { GradioStreamError } from '../errors.ts'
import type { GradioStreamErrorCode, SpaceErrorDetails } from '../errors.ts'

type SpaceCode = Extract<GradioStreamErrorCode, `space-${string}` | 'wake-timeout'>

/** What is known about a Space that cannot be used. */
export interface SpaceFacts {
  /** `owner/space`; `null` if it is unknown or must not be named. */
  readonly space: string | null
  readonly stage: string | null
  readonly url?: string | undefined
  readonly status?: number | undefined
  readonly discussionsUrl?: string | null | undefined
}

const REASONS: Readonly<Record<string, string>> = {
  NO_APP_FILE: 'it has no app file',
  CONFIG_ERROR: 'its configuration is wrong',
  BUILD_ERROR: 'it could not be built',
  RUNTIME_ERROR: 'it crashed',
}

/** The error of a Space that needs a person's action. */
export function spaceError(code: Exclude<SpaceCode, 'wake-timeout'>, facts: SpaceFacts): GradioStreamError {
  const { space, stage } = facts
  const which = space === null ? 'The Space' : `The Space ${space}`
  const said = stage === null ? '' : ` (${stage})`
  const words: Readonly<Record<typeof code, { message: string; hint: string }>> = {
    'space-private': {
      message: `${which} is private and the token for it is missing or wrong, or it does not exist.`,
      hint: 'Check its name; for a private one give the relay, or the option hubToken, a token that may read it.',
    },
    'space-paused': { message: `${which} is paused${said}.`, hint: 'Only its owner can start it again.' },
    'space-broken': {
      message: `${which} does not work: ${REASONS[stage ?? ''] ?? 'it is broken'}${said}.`,
      hint: 'Its owner has to mend it; its log says more.',
    },
    'space-deleted': { message: `${which} is being deleted${said}.`, hint: 'Use another one.' },
  }
  return new GradioStreamError(code, { ...words[code], details: detailsOf(facts) })
}

/** The error of an app that was not up in time. */
export function wakeTimeout(facts: SpaceFacts, waitedMs: number, seen?: string): GradioStreamError<'wake-timeout'> {
  const which = facts.space === null ? 'The app' : `The Space ${facts.space}`
  const said = facts.stage === null ? '' : `; it is still ${facts.stage}`
  return new GradioStreamError('wake-timeout', {
    message: `${which} was not there after ${Math.round(waitedMs / 1000)} s${said}.`,
    hint: 'Try again, or wait longer with the option wakeTimeoutMs.',
    details: { ...detailsOf(facts), seen },
  })
}

/** The error of a Hub that does not say where a Space is. */
export function hubFailed(space: string, hubUrl: string, seen: string): GradioStreamError<'discovery-failed'> {
  return new GradioStreamError('discovery-failed', {
    message: `Where the Space ${space} is could not be learnt from ${hubUrl}: ${seen.replace(/[.\s]+$/, '')}.`,
    hint: 'Try again, or give the address of the app itself, which ends in .hf.space.',
    details: { url: hubUrl, seen },
  })
}

function detailsOf({ space, stage, url, status, discussionsUrl }: SpaceFacts): SpaceErrorDetails {
  const details: SpaceErrorDetails = {}
  if (space !== null) details.space = space
  if (stage !== null) details.stage = stage
  if (url !== undefined) details.url = url
  if (status !== undefined) details.status = status
  if (discussionsUrl) details.discussionsUrl = discussionsUrl
  return details
}

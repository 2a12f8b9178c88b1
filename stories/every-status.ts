/** Fails to compile when a status of a run, of a connection, or of an app, has no story. */
import type { AppStatus, ConnectionReadyState, RunStatus } from '../src/client/index.ts'
import type * as stories from './gradio-process-view.stories.tsx'
import type * as spaceStories from './space.stories.tsx'

type StoryName = Exclude<keyof typeof stories, 'default'>

/** The story that shows a run in each status. */
export const STORY_OF_STATUS: Readonly<Record<RunStatus, StoryName>> = {
  idle: 'Idle',
  uploading: 'Uploading',
  submitting: 'Submitting',
  queued: 'Queued',
  running: 'RunningWithProgress',
  cancelling: 'Cancelling',
  succeeded: 'Succeeded',
  failed: 'Failed',
  cancelled: 'Cancelled',
}

/** The story that shows a connection in each state that has something to say. */
export const STORY_OF_CONNECTION: Readonly<Record<Exclude<ConnectionReadyState, 'stalled'>, StoryName>> = {
  idle: 'Idle',
  connecting: 'Submitting',
  open: 'RunningWithProgress',
  reconnecting: 'Reconnecting',
  polling: 'PollingFallback',
  closed: 'Succeeded',
}

/** The story that shows an app in each state; an unknown one is being looked at (`Discovering`). */
export const STORY_OF_APP: Readonly<Record<Exclude<AppStatus, 'unknown'>, Exclude<keyof typeof spaceStories, 'default'>>> = {
  waking: 'Sleeping',
  building: 'Building',
  running: 'WakingUp',
  paused: 'Paused',
  broken: 'BrokenBuild',
  'login-required': 'LoginRequired',
  unreachable: 'Unreachable',
  'not-gradio': 'NotGradio',
}

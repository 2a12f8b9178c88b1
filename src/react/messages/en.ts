/** English, complete. Plain, short, present tense; says what happens, then what one can do. */
import type { Formats } from './formats.ts'
import type { Messages } from './messages.ts'

const SECOND = 1000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
// A number and its unit stay on one line.
const NBSP = '\u00a0'

function exactTime(durationMs: number, formats: Formats): string {
  const seconds = durationMs / SECOND
  if (seconds < 9.95) return `${formats.number(Math.max(0.1, Math.round(seconds * 10) / 10))}${NBSP}s`
  const whole = Math.round(seconds)
  if (whole < 60) return `${formats.number(whole)}${NBSP}s`
  return parts(whole, formats)
}

function parts(totalSeconds: number, formats: Formats): string {
  const hours = Math.floor(totalSeconds / 3600)
  const minutes = Math.floor(totalSeconds / 60) % 60
  const seconds = totalSeconds % 60
  const large = hours > 0 ? [`${formats.number(hours)}${NBSP}h`] : []
  if (minutes > 0) large.push(`${formats.number(minutes)}${NBSP}min`)
  if (hours === 0 && seconds > 0) large.push(`${formats.number(seconds)}${NBSP}s`)
  return large.join(NBSP)
}

function aboutTime(durationMs: number, formats: Formats): string {
  const seconds = Math.max(1, Math.ceil(durationMs / SECOND))
  if (seconds <= 20) return `about ${formats.number(seconds)}${NBSP}s`
  if (durationMs < 55 * SECOND) return `about ${formats.number(Math.ceil(seconds / 5) * 5)}${NBSP}s`
  const minutes = Math.round(durationMs / MINUTE)
  if (minutes < 60) {
    const count = formats.number(Math.max(1, minutes))
    return minutes <= 1 ? 'about a minute' : `about ${count}${NBSP}${formats.plural(minutes, { one: 'minute', other: 'minutes' })}`
  }
  const quarters = Math.round(durationMs / (15 * MINUTE)) * 15 * 60
  return durationMs < 48 * HOUR
    ? `about ${parts(quarters, formats)}`
    : `about ${formats.number(Math.round(durationMs / HOUR / 24))}${NBSP}days`
}

function place(position: number, formats: Formats): string {
  const count = position + 1
  return `${formats.number(count)}${formats.ordinal(count, { one: 'st', two: 'nd', few: 'rd', other: 'th' })}`
}

/** Units the app names mean nothing in the singular; `steps`, the default, does. */
function stepText(index: number, length: number | null, unit: string, formats: Formats): string {
  const at = formats.number(index)
  if (length === null) return unit === 'steps' ? `Step ${at}` : `${at}${NBSP}${unit}`
  const end = formats.number(length)
  return unit === 'steps' ? `Step ${at} of ${end}` : `${at} of ${end}${NBSP}${unit}`
}

/** The texts in English. */
export const en: Messages = {
  actions: {
    run: 'Run',
    cancel: 'Cancel',
    stopping: 'Stopping',
    tryAgain: 'Try again',
    runAgain: 'Run again',
    tryNow: 'Try now',
    signIn: 'Sign in',
    copy: 'Copy',
    copied: 'Copied',
    copyThing: (label) => `Copy ${label}`,
  },
  form: {
    loading: 'Looking at the app',
    label: 'Inputs',
    more: (count, formats) => `More (${formats.number(count)})`,
    choose: 'Choose one',
    required: 'required',
    sliderNumber: (label) => `${label}, as a number`,
    characters: (used, limit, formats) => `${formats.number(used)} of ${formats.number(limit)} characters`,
    reset: 'Reset',
    resetThing: (label) => `Reset ${label}`,
    summary: (count, formats) =>
      formats.plural(count, { one: 'One value needs a change.', other: `${formats.number(count)} values need a change.` }),
    examples: 'Examples',
    pickExample: (index, formats) => `Use example ${formats.number(index)}:`,
    moreExamples: (count, formats) => `Show ${formats.number(count)} more`,
    nothing: 'nothing',
    readOnly: 'set by the app',
    formatJson: 'Format',
    showPlace: 'Show the place',
    expects: 'What it takes',
    noMatch: 'Nothing matches.',
    someChoices: (shown, count, formats) => `The first ${formats.number(shown)} of ${formats.number(count)}. Type to find others.`,
    addChoice: (text) => `Use “${text}”`,
    removeChoice: (label) => `Remove ${label}`,
    color: 'Pick a colour',
  },
  files: {
    drop: (isSeveral) => (isSeveral ? 'or drop or paste files here' : 'or drop or paste one here'),
    remove: (name) => `Remove ${name}`,
    preview: (name) => `Preview of ${name}`,
    unreadablePicture: 'This browser cannot show the picture. It can be sent all the same.',
    limit: (limitBytes, formats) => `up to ${formats.bytes(limitBytes)}`,
    sending: (name) => `Uploading ${name}`,
    tooLarge: (name, sizeBytes, limitBytes, formats) =>
      `“${name}” has ${formats.bytes(sizeBytes)}; at most ${formats.bytes(limitBytes)} are taken.`,
    wrongType: (name, accepted, formats) => `“${name}” is of another type. Taken are ${formats.list(accepted)}.`,
    attach: 'Attach files',
  },
  recording: {
    recordAudio: 'Record',
    recordVideo: 'Record',
    openCamera: 'Camera',
    takePicture: 'Take picture',
    stop: 'Stop',
    close: 'Close',
    level: 'Level',
    asking: 'Waiting for your permission',
    recorded: (stopwatch) => `${stopwatch} recorded`,
    cameraView: 'What the camera sees',
    refused: 'The browser was not allowed to use it. Allow it in the settings of this page, or choose a file.',
    noDevice: 'No microphone or camera was found. Connect one, or choose a file.',
    busyDevice: 'Another program uses it. Close that program, or choose a file.',
    failed: 'Recording does not work in this browser. Choose a file instead.',
    fileName: 'recording',
  },
  issues: {
    missing: 'This needs a value.',
    choiceMissing: 'Choose one of these.',
    notNumber: 'This is not a number.',
    notWhole: 'This needs a whole number.',
    tooSmall: (minimum, formats) => `The least is ${formats.number(minimum)}.`,
    tooLarge: (maximum, formats) => `The most is ${formats.number(maximum)}.`,
    tooLong: (limit, formats) => `At most ${formats.number(limit)} characters fit.`,
    tooMany: (limit, formats) => `At most ${formats.number(limit)} can be chosen.`,
    notJson: (line, column, formats) => `This is not JSON yet: look at line ${formats.number(line)}, column ${formats.number(column)}.`,
    tooDeep: (limit, formats) => `More than ${formats.number(limit)} levels of lists and objects are not taken.`,
    notColor: 'This is not a colour. Write it as #1a2b3c.',
    notDate: 'This is not a date.',
    tooFew: (count, formats) => `${formats.number(count)} are needed.`,
    notEmail: 'This is not an e-mail address.',
  },
  status: {
    uploading(place, count, sentBytes, totalBytes, formats) {
      const what = count === 1 ? 'Uploading a file' : `Uploading ${formats.number(place)} of ${formats.number(count)} files`
      return totalBytes === 0 ? what : `${what} · ${formats.bytesAs(sentBytes, totalBytes)} of ${formats.bytes(totalBytes)}`
    },
    submitting: 'Sending to the app',
    waiting(reason, seconds, formats) {
      if (reason === 'connection-limit' || reason === 'turn') return 'Waiting for your other runs to finish'
      const when = seconds === null ? 'Trying again.' : `Trying again in ${formats.number(seconds)}${NBSP}s.`
      return reason === 'queue-full' ? `The app is busy. ${when}` : `The app asks to slow down. ${when}`
    },
    inLine: (position, formats) =>
      position === null ? 'Waiting in line' : position === 0 ? 'Next in line' : `${place(position, formats)} in line`,
    longerThanUsual: 'taking longer than usual',
    running: 'Running',
    step: stepText,
    left: (durationMs, formats) => `${aboutTime(durationMs, formats)} left`,
    cancelling: (isGenerator) =>
      isGenerator ? 'Stopping. This step has to finish first.' : 'Stopping. The app may finish what it has begun.',
    cancelled(durationMs, outcome, hasOutput, formats) {
      const time = exactTime(durationMs, formats)
      const stopped = outcome === 'confirmed' ? `Stopped after ${time}.` : `Left after ${time}. The app may still be running it.`
      return hasOutput ? `${stopped} What had arrived is below.` : stopped
    },
    succeeded: (durationMs, formats) => `Done in ${exactTime(durationMs, formats)}`,
    fromCache: 'from cache',
    failed: (durationMs, formats) => `Failed after ${exactTime(durationMs, formats)}`,
    notStarted: 'Not started',
    join: (pieces) => pieces.join(' · '),
    elapsed: (stopwatch) => `${stopwatch} elapsed`,
  },
  time: { exact: exactTime, about: aboutTime },
  queue: {
    label: 'Place in line',
    waiting: (count, formats) => `${formats.number(count)} waiting`,
  },
  progress: {
    label: 'Progress',
    unknownEnd: 'Running, end unknown',
  },
  logs: {
    title: (count, formats) => `Log (${formats.number(count)})`,
    dropped: (count, formats) =>
      formats.plural(count, {
        one: `${formats.number(count)} earlier line is not kept.`,
        other: `${formats.number(count)} earlier lines are not kept.`,
      }),
    levels: { info: 'Info', warning: 'Warning', success: 'Success', error: 'Error' },
  },
  output: {
    label: 'Result',
    unnamed: (index, formats) => `Output ${formats.number(index)}`,
    stale: 'Result of the run before',
    empty: 'Nothing',
    yes: 'Yes',
    no: 'No',
    json: (lines, formats) => `JSON, ${formats.number(lines)} lines`,
  },
  connection: {
    reconnecting(seconds, isKept, formats) {
      const when = seconds === null ? 'Reconnecting.' : `Reconnecting in ${formats.number(seconds)}${NBSP}s.`
      return isKept ? `Connection lost. Your run goes on. ${when}` : `Connection lost. ${when}`
    },
    offline: (isKept) => (isKept ? 'You are offline. Your run goes on.' : 'You are offline. This run may be lost.'),
    offlineUnsent: 'You are offline. Your run starts once you are back.',
    stalled: 'No sign of life from the app for a while. Still listening.',
    pollingBlocked: 'Live updates are blocked on this network. Checking every few seconds.',
    pollingChosen: 'Live updates are turned off. Checking every few seconds.',
    why: 'Why',
    leaveEndsRun: 'Closing this page ends the run.',
    leaveKeepsRun: 'You can close this page. The run goes on.',
  },
  announcements: {
    uploading: (count, formats) => formats.plural(count, { one: 'Uploading a file.', other: `Uploading ${formats.number(count)} files.` }),
    submitting: 'Run started.',
    running: (percent) => (percent === null ? 'Running.' : `Running, ${percent}.`),
    succeeded: (durationMs, formats) => `Done in ${exactTime(durationMs, formats)}. The result is there.`,
    reconnecting: 'Connection lost. Reconnecting.',
    polling: 'Checking for updates instead of listening.',
  },
  error: {
    details: 'Details',
    code: 'Code',
    endpoint: 'Endpoint',
    address: 'Address',
    httpStatus: 'Answered',
    run: 'Run',
    time: 'Time',
    seen: 'Found',
    message: 'Message',
    unnamedParameter: 'A value',
  },
  errors: {
    'options-invalid': ({ message }) => ({ title: 'This is not set up right.', body: message }),
    'address-invalid': ({ message }) => ({ title: 'This is not the address of an app.', body: message }),
    'app-unreachable': () => ({ title: 'The app does not answer.' }),
    'app-not-gradio': () => ({ title: 'There is no Gradio app at this address.' }),
    'app-not-allowed': () => ({ title: 'This app may not be used from here.' }),
    'relay-unreachable': () => ({ title: 'The relay does not answer.' }),
    'login-required': ({ details }) => ({ title: 'This app wants you to sign in.', body: details.authMessage }),
    'protocol-unsupported': ({ details }) => ({
      title: details.version
        ? `This app runs Gradio ${details.version}, which is not supported.`
        : 'This version of Gradio is not supported.',
    }),
    'discovery-failed': ({ message }) => ({ title: 'The app could not be read.', body: message }),
    'endpoint-unknown': ({ details, formats }) => ({
      title: details.endpoint ? `The app has no endpoint ${details.endpoint}.` : 'The app has no such endpoint.',
      // With a nearest one, the hint names it.
      body: details.nearest || details.available.length === 0 ? undefined : `It has ${formats.list(details.available.slice(0, 8))}.`,
    }),
    'input-invalid': () => ({ title: 'Some values need a change.' }),
    'queue-full': ({ details, formats }) => ({
      title: 'The app is busy.',
      body:
        details.retryAfterMs === undefined
          ? 'Its waiting line is full.'
          : `Its waiting line is full. Try again in ${aboutTime(details.retryAfterMs, formats)}.`,
    }),
    'join-refused': ({ message }) => ({ title: 'The app refused the run.', body: message }),
    'connection-refused': () => ({ title: 'The app refused the connection.' }),
    'connection-lost': ({ isRelayed }) => ({
      title: 'Connection lost.',
      body: isRelayed ? undefined : 'Without a relay this run cannot be picked up again.',
    }),
    'connection-timeout': () => ({ title: 'The app does not answer.', body: 'The connection was not made in time.' }),
    'join-timeout': () => ({ title: 'The app does not answer.', body: 'It did not take the run in time.' }),
    'queue-timeout': () => ({ title: 'The wait in line was too long.', body: 'The run was taken out of it.' }),
    'idle-timeout': ({ isRelayed }) => ({
      title: 'No more news from the app.',
      body: isRelayed ? undefined : 'Without a relay this run cannot be picked up again.',
    }),
    'run-timeout': () => ({ title: 'The run took too long.', body: 'It was stopped.' }),
    'buffer-exceeded': () => ({ title: 'The app sent more than fits.' }),
    'stream-invalid': () => ({ title: 'The app sent something that cannot be read.' }),
    'message-invalid': () => ({ title: 'The app sent something that cannot be read.' }),
    'session-unknown': () => ({ title: 'The app no longer knows this run.' }),
    'resume-expired': () => ({
      title: 'This run can no longer be picked up.',
      body: 'A run is kept for some time after its end. Its result is gone.',
    }),
    'run-failed': ({ details, message }) => ({
      // "Error" is what Gradio calls every failure that was given no title.
      title: details.title && details.title !== 'Error' ? details.title : 'The app could not finish.',
      body: details.appMessage === null ? 'It gives no reason.' : (details.appMessage ?? message),
    }),
    'upload-failed': ({ details }) => ({ title: details.file ? `“${details.file}” could not be sent.` : 'A file could not be sent.' }),
    'file-too-large': ({ details, formats }) => ({
      title: details.file ? `“${details.file}” is too large.` : 'A file is too large.',
      body:
        details.limitBytes === undefined
          ? undefined
          : details.sizeBytes === undefined
            ? `At most ${formats.bytes(details.limitBytes)} are taken.`
            : `It has ${formats.bytes(details.sizeBytes)}; at most ${formats.bytes(details.limitBytes)} are taken.`,
    }),
    aborted: () => ({ title: 'The run was broken off.' }),
  },
}

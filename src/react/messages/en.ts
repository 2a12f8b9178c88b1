/** English, complete. Plain, short, present tense. Says what happens, then what a person can do. */
import type { ClientLimit } from '@gradio-stream/client/internal/errors'
import type { Formats } from './formats.ts'
import type { Messages } from './messages.ts'
import { createQuotaWords } from './quotas.ts'
import { createTimes } from './times.ts'

// A number and its unit stay on one line.
const NBSP = '\u00a0'

const times = createTimes({
  seconds: (count) => `${count}${NBSP}s`,
  minutes: (count) => `${count}${NBSP}min`,
  hours: (count) => `${count}${NBSP}h`,
  between: NBSP,
  about: (time) => `about ${time}`,
  aboutMinutes: (count, formats) => (count === 1 ? 'about a minute' : `about ${formats.number(count)}${NBSP}minutes`),
  aboutDays: (count, formats) => `about ${formats.number(count)}${NBSP}days`,
})
const { exact: exactTime, about: aboutTime } = times

function place(position: number, formats: Formats): string {
  const count = position + 1
  return `${formats.number(count)}${formats.ordinal(count, { one: 'st', two: 'nd', few: 'rd', other: 'th' })}`
}

/** The singular of an app's own unit is unknown; that of `steps`, the default, is known. */
function stepText(index: number, length: number | null, unit: string, formats: Formats): string {
  const at = formats.number(index)
  if (length === null) return unit === 'steps' ? `Step ${at}` : `${at}${NBSP}${unit}`
  const end = formats.number(length)
  return unit === 'steps' ? `Step ${at} of ${end}` : `${at} of ${end}${NBSP}${unit}`
}

/** What a visitor can do next, where several errors say the same. */
const next = {
  later: 'Try again in a while.',
  again: 'Run it again.',
  againOrOwner: 'Run it again. If that does not help, ask the owner of the app.',
  network: 'Check the network, then try again.',
  tellPage: 'Tell whoever runs this page.',
  less: 'Ask for less, then run it again.',
}

const brokenWords: Readonly<Record<string, string>> = {
  NO_APP_FILE: 'It has no app file.',
  CONFIG_ERROR: 'Its configuration is wrong.',
  BUILD_ERROR: 'It could not be built.',
  RUNTIME_ERROR: 'It crashed.',
}

const quotaWords = createQuotaWords(
  {
    runsUsed: 'The runs of today are used up.',
    appUsed: 'The free GPU time of this app is used up.',
    creditsHeld: 'Your other runs hold all of your GPU time.',
    creditsBack: 'It is free again once they end.',
    timeUsed: 'The free GPU time is used up.',
    timeShort: 'There is not enough free GPU time left.',
    needed: (requested, left) => `This run needs ${requested} and ${left} are left.`,
    backIn: (time, what) => `${what === 'runs' ? 'They come' : 'It comes'} back in ${time}.`,
    backNow: 'You can run it again now.',
    later: 'Run it again later.',
    signedIn: 'Signed in to Hugging Face, you may get more.',
    between: ' ',
  },
  times,
)

/** Titles for what the relay refuses a client. */
const OVER_LIMIT: Readonly<Record<ClientLimit, string>> = {
  runs: 'The relay lets you have no more runs at once.',
  'runs-per-minute': 'The relay lets you begin no more runs for now.',
  'bytes-per-minute': 'The relay takes no more data from you for now.',
  streams: 'The relay keeps no more connections open for you.',
  sessions: 'The relay lets you have no more runs at once.',
}

/** The texts in English. */
export const en: Messages = {
  actions: {
    run: 'Run',
    start: 'Start',
    stop: 'Stop',
    cancel: 'Cancel',
    stopping: 'Stopping',
    tryAgain: 'Try again',
    reloadPage: 'Reload the page',
    runAgain: 'Run again',
    tryNow: 'Try now',
    signIn: 'Sign in',
    copy: 'Copy',
    copied: 'Copied',
    copyThing: (label) => `Copy ${label}`,
  },
  app: {
    label: 'State of the app',
    waking: 'The app is asleep. Waking it takes a minute or two.',
    starting: 'The app is starting. This takes a minute or two.',
    building: 'The app is being built. This can take several minutes.',
    longer: 'It is taking longer than usual.',
    awake: 'The app is ready.',
    checkAgain: 'Check again',
    discussions: 'Ask its owner',
  },
  signIn: {
    signedInAs: (user) => `Signed in as ${user}`,
    signOut: 'Sign out',
    user: 'User name',
    password: 'Password',
    signingIn: 'Signing in',
    done: 'You are signed in.',
    required: 'This app wants you to sign in with Hugging Face.',
    optional: 'You may sign in with Hugging Face. It runs without it too.',
    offered: 'This app has a sign-in with Hugging Face. Some of what it does may want it.',
    tokenGiven: 'The app acts with the Hugging Face token that this page gives it.',
    openApp: 'Open the app',
  },
  gpuTime: {
    none: 'No GPU time is left.',
    left: (left, whole) => (whole === null ? `GPU time left: ${left}.` : `GPU time left: ${left} of ${whole}.`),
    back: (time) => `It comes back in ${time}.`,
    payer: 'It is that of the Hugging Face account of this page’s token.',
  },
  form: {
    gradio: {
      'chat_interface.additional_inputs': 'Additional inputs',
      'chat_interface.chatbot': 'Chatbot',
      'chat_interface.conversation': 'Conversation',
      'chat_interface.message_placeholder': 'Type a message…',
      'chat_interface.new_chat': 'New chat',
    },
    kinds: {
      text: 'Text',
      number: 'Number',
      option: 'Option',
      choice: 'Choice',
      choices: 'Choices',
      image: 'Image',
      images: 'Images',
      audio: 'Audio',
      video: 'Video',
      file: 'File',
      table: 'Table',
      conversation: 'Conversation',
      message: 'Message',
      colour: 'Colour',
      date: 'Date and time',
      code: 'Code',
      model: '3D model',
      value: 'Value',
    },
    loading: 'Looking at the app',
    label: 'Inputs',
    more: (count, formats) => `More (${formats.number(count)})`,
    choose: 'Choose one',
    noChoice: 'Nothing chosen',
    required: 'required',
    optional: 'optional',
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
    listComing: 'The list is on its way.',
    listFailed: 'The app could not fill this list. Reload the page to try again.',
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
    chosen: (count, formats) => `${formats.number(count)} chosen`,
    all: (count, formats) => `All ${formats.number(count)} files`,
    folder: 'This folder',
    perLine: 'One path per line',
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
  live: {
    pause: 'Pause',
    resume: 'Go on',
    opening: 'Switching it on. Your browser may ask for your permission.',
    paused: 'Paused. Nothing is sent.',
    ending: 'Sending the rest.',
    limit: (stopwatch) => `The app ends a run after ${stopwatch}.`,
    behind: (seconds, formats) => `The app is ${formats.number(seconds)}${NBSP}s behind.`,
    dropped: (seconds, formats) => `The app is too slow: ${formats.number(seconds)}${NBSP}s of sound were left out.`,
    notLoaded: 'What is needed for this could not be loaded. Check the network, then reload the page.',
  },
  microphone: {
    ready: 'Press Start, and the app hears your microphone until you press Stop.',
    waiting: 'Waiting for the app. Up to a minute of sound is kept for it.',
    sending: 'The app hears your microphone.',
    lost: 'The microphone is gone. Connect it and press Go on, or press Stop.',
    muted: 'Your device has muted the microphone: the app hears silence.',
    refused: 'The browser was not allowed to use the microphone. Allow it in the settings of this page, then start again.',
    refusedByFrame: 'The page around this one does not let it use the microphone. Whoever made that page can allow it.',
    noDevice: 'No microphone was found. Connect one, then start again.',
    busy: 'The microphone cannot be read. Another program may be using it: close that program, then start again.',
    insecure: 'Browsers give a microphone only to pages with a secure address (https). Open this page by such an address.',
    unsupported: 'The microphone cannot be used in this browser. Try another browser.',
    silent: 'No sound comes from the microphone, though it was allowed. Check it, then start again.',
    single: 'This app was made for live sound. Its version of Gradio takes one recording for each run here.',
  },
  camera: {
    ready: 'Press Start, and the app sees your camera until you press Stop.',
    waiting: 'Waiting for the app. It gets pictures once it is there.',
    sending: 'The app sees your camera.',
    lost: 'The camera is gone. Connect it and press Go on, or press Stop.',
    muted: 'Your device has switched the camera off: the app sees black.',
    refused: 'The browser was not allowed to use the camera. Allow it in the settings of this page, then start again.',
    refusedByFrame: 'The page around this one does not let it use the camera. Whoever made that page can allow it.',
    noDevice: 'No camera was found. Connect one, then start again.',
    busy: 'The camera cannot be read. Another program may be using it: close that program, then start again.',
    insecure: 'Browsers give a camera only to pages with a secure address (https). Open this page by such an address.',
    unsupported: 'The camera cannot be used in this browser. Try another browser.',
    silent: 'No picture comes from the camera, though it was allowed. Check it, then start again.',
    single: 'This app was made for live pictures. Its version of Gradio takes one picture for each run here.',
  },
  sketch: {
    board: (label) => `Paint on ${label}`,
    help: 'Arrow keys move the brush, with Shift further. Space starts a stroke and ends it.',
    brush: 'Brush',
    eraser: 'Eraser',
    undo: 'Undo',
    redo: 'Redo',
    clear: 'Clear',
    size: 'Width',
    pixels: (count, formats) => `${formats.number(count)}${NBSP}px`,
    color: 'Colour',
    ownColor: 'Another colour',
    layer: 'Layer',
    unreadable: 'This browser cannot show the picture, so nothing can be painted on it. It can be sent as it is.',
    failed: 'The drawing could not be made into a picture. Try again, or take a smaller picture.',
  },
  marking: {
    help: 'Select a piece of the text, choose its class, then press Mark.',
    className: 'Class',
    score: 'Score',
    mark: 'Mark',
    nothingSelected: 'Select a piece of the text first.',
    noClass: 'Name a class first.',
    pieces: 'Marked pieces',
    classOf: (piece) => `Class of “${piece}”`,
    unmark: (piece) => `Remove the mark of “${piece}”`,
  },
  dialogue: {
    speaker: (line, formats) => `Speaker of line ${formats.number(line)}`,
    line: (line, formats) => `Line ${formats.number(line)}`,
    removeLine: (line, formats) => `Remove line ${formats.number(line)}`,
    addLine: 'Add a line',
    insertTag: 'Insert a tag',
  },
  picking: {
    sample: (index, formats) => `Sample ${formats.number(index)}`,
    noSamples: 'The app offers nothing to choose from.',
  },
  typed: {
    kinds: {
      text: 'Text',
      number: 'Number',
      whole: 'Whole number',
      flag: 'Yes or no',
      choice: 'Choice',
      date: 'Date',
      file: 'File',
      files: 'Files',
      list: 'List',
      map: 'Names and values',
      group: 'Several fields',
      nothing: 'Nothing',
      json: 'JSON',
    },
    kindOf: (label) => `Kind of ${label}`,
    entry: (index, formats) => `Entry ${formats.number(index)}`,
    add: 'Add an entry',
    name: 'Name',
    value: 'Value',
    within: (part, issue) => `${part}: ${issue}`,
    repeated: 'This name is there twice.',
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
    mismatched: (wanted, formats) => `This does not fit. What fits: ${formats.list(wanted)}.`,
    listLength: (needed, given, formats) => `Entries needed: ${needed}. Given: ${formats.number(given)}.`,
    extra: (taken, given, formats) => `Values that the app takes: ${formats.number(taken)}. Given: ${formats.number(given)}.`,
    unknownName: 'The app takes no value of this name.',
    inexact: 'This number has more digits than can be sent.',
    notSendable: 'This value cannot be sent.',
    fileWanted: 'This needs a file.',
    fileUnreadable: 'The file could not be read. Choose it again.',
    fileForeign: (host) => `This file belongs to another app, at ${host}.`,
    fileNotFetched: 'This app takes the file itself, not its address.',
    refused: 'The app did not take this value.',
  },
  status: {
    uploading(place, count, sentBytes, totalBytes, formats) {
      const what = count === 1 ? 'Uploading a file' : `Uploading ${formats.number(place)} of ${formats.number(count)} files`
      return totalBytes === 0 ? what : `${what} · ${formats.bytesAs(sentBytes, totalBytes)} of ${formats.bytes(totalBytes)}`
    },
    preparing: 'Preparing the files',
    submitting: 'Sending to the app',
    waiting(reason, seconds, formats) {
      if (reason === 'connection-limit' || reason === 'turn') return 'Waiting for your other runs to finish'
      const when = seconds === null ? 'Trying again.' : `Trying again in ${formats.number(seconds)}${NBSP}s.`
      if (reason === 'no-answer') return `No answer yet. ${when}`
      return reason === 'queue-full' ? `The app is busy. ${when}` : `Too many requests for now. ${when}`
    },
    inLine: (position, formats) =>
      position === null ? 'Waiting in line' : position === 0 ? 'Next in line' : `${place(position, formats)} in line`,
    longerThanUsual: 'taking longer than usual',
    running: 'Running',
    step: stepText,
    rate: (perSecond, unit, formats) =>
      perSecond >= 1 ? `${formats.short(perSecond)}${NBSP}${unit}/s` : `${formats.short(perSecond * 60)}${NBSP}${unit}/min`,
    left: (durationMs, formats) => `${aboutTime(durationMs, formats)} left`,
    cancelling: (isGenerator) =>
      isGenerator ? 'Stopping. This step has to finish first.' : 'Stopping. The app may finish what it has begun.',
    cancelled(durationMs, outcome, hasOutput, formats) {
      const time = exactTime(durationMs, formats)
      const stopped = {
        confirmed: `Stopped after ${time}.`,
        requested: `Left after ${time}. The app may still be running it.`,
        unsupported: `Left after ${time}. This app cannot be told to stop and may still be running it.`,
      }[outcome]
      return hasOutput ? `${stopped} What had arrived is below.` : stopped
    },
    succeeded: (durationMs, formats) => `Done in ${exactTime(durationMs, formats)}`,
    fromCache: 'from cache',
    failed: (durationMs, formats) => `Failed after ${exactTime(durationMs, formats)}`,
    notStarted: 'Not started',
    join: (pieces) => pieces.join(' · '),
    elapsed: (stopwatch) => `${stopwatch} elapsed`,
  },
  time: times,
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
    filter: 'Which lines',
    all: 'All',
    ofLevel: { info: 'Info', warning: 'Warnings', success: 'Successes', error: 'Errors' },
    lines: 'log',
    restarted: 'The server that followed this run stopped, so the run was begun again.',
    toasts: 'Messages from the app',
    dismiss: 'Dismiss',
  },
  output: {
    label: 'Result',
    unnamed: (index, formats) => `Output ${formats.number(index)}`,
    stale: 'Result of an earlier run',
    awaited: 'The result appears here.',
    empty: 'Nothing',
    nothing: (why) =>
      ({
        'no-value': 'There is no value to show.',
        layout: 'This has only changed how the app’s own page looks. There is no value to show.',
        form: 'What this has changed is in the form.',
      })[why],
    yes: 'Yes',
    no: 'No',
    showAll: 'Show all of it',
    showLess: 'Show less',
    items: (count, formats) => `list of ${formats.number(count)}`,
    members: (count, formats) =>
      formats.plural(count, { one: `${formats.number(count)} entry`, other: `${formats.number(count)} entries` }),
    more: (next, left, formats) =>
      next === left ? `Show ${formats.number(next)} more` : `Show ${formats.number(next)} of ${formats.number(left)} more`,
  },
  chat: {
    conversation: 'Conversation',
    you: 'You',
    assistant: 'Assistant',
    message: 'message',
    attachment: 'Attachment',
    thought: 'Thought',
    pending: 'at work',
    earlier: (next, left, formats) => `Show ${formats.number(next)} of ${formats.number(left)} earlier messages`,
    latest: 'Go to the latest',
    above: 'The conversation is above.',
    none: 'Nothing has been said yet.',
    writeLabel: 'Message',
    write: 'Write a message. Enter sends it, Shift and Enter start a new line.',
    startOver: 'Start over',
    retry: 'Ask again',
    undo: 'Take back',
    edit: 'Edit',
    editLabel: 'New wording',
    editHint: 'Enter sends it, Shift and Enter start a new line, Escape leaves it as it was.',
    send: 'Send',
    like: 'Good answer',
    dislike: 'Poor answer',
    ratingFailed: 'The rating was not taken.',
  },
  markdown: {
    code: 'code',
    table: 'Table',
    taskDone: 'Done',
    taskOpen: 'To do',
    picture: (description) => (description === '' ? 'Picture' : `Picture: ${description}`),
  },
  media: {
    loading: 'Loading',
    pictureBroken: 'This picture cannot be shown.',
    newestBroken: 'The newest picture cannot be shown. This is the one before.',
    soundBroken: 'This sound cannot be played here.',
    filmBroken: 'This video cannot be played here.',
    fileUnreachable: 'This file cannot be loaded.',
    folderUnreachable: 'This folder cannot be loaded.',
    foreign: (host) => `This file lies on another host, ${host}, and is not loaded.`,
    picture: 'Picture',
    film: 'Video',
    download: 'Download',
    downloadThing: (name) => `Download ${name}`,
    enlarge: (name) => `Enlarge ${name}`,
    close: 'Close',
    previous: 'Previous',
    next: 'Next',
    zoomIn: 'Zoom in',
    zoomOut: 'Zoom out',
    place: (index, count, formats) => `${formats.number(index)} of ${formats.number(count)}`,
    legend: 'Parts of the picture',
    part: (index, formats) => `Part ${formats.number(index)}`,
    divider: (label) => `Divider of ${label}`,
    subtitles: 'Subtitles',
    subtitlesMissing: 'The subtitles cannot be loaded.',
    more: (count, formats) => `Show ${formats.number(count)} more`,
    showAll: 'Show all',
    onlyBeginning: (shown, all) => `The first ${shown} of ${all}.`,
    onlyEnd: (shown, all) => `The last ${shown} of ${all}.`,
    unknownKind: (component) => component,
  },
  table: {
    empty: 'No rows',
    size(rows, columns, formats) {
      const rowText = `${formats.number(rows)}${NBSP}${formats.plural(rows, { one: 'row', other: 'rows' })}`
      return `${rowText} × ${formats.number(columns)}${NBSP}${formats.plural(columns, { one: 'column', other: 'columns' })}`
    },
    cut: (rows, columns, formats) =>
      `The first ${formats.number(rows)} rows and ${formats.number(columns)} columns are shown. Copying takes all of it.`,
    help: 'Arrow keys move among cells, with Shift they select. Enter on a header sorts, Alt and an arrow key changes its width.',
    editHelp: 'Arrow keys move among cells. Enter or F2 edits a cell, Escape leaves it as it was. Paste takes cells of a spreadsheet.',
    sorting: 'Sorting',
    rowNumber: 'Row',
    editCell: (column, row, formats) => (row === null ? `Name of column ${column}` : `${column}, row ${formats.number(row)}`),
    addRow: 'Add row',
    addColumn: 'Add column',
    deleteRows: (count, formats) => (count === 1 ? 'Delete row' : `Delete ${formats.number(count)} rows`),
    deleteColumns: (count, formats) => (count === 1 ? 'Delete column' : `Delete ${formats.number(count)} columns`),
    undo: 'Undo',
    pasted(rows, columns, isCut, formats) {
      const rowText = `${formats.number(rows)} ${formats.plural(rows, { one: 'row', other: 'rows' })}`
      const what = `Pasted ${rowText} of ${formats.number(columns)} ${formats.plural(columns, { one: 'cell', other: 'cells' })}.`
      return isCut ? `${what} The rest had no place.` : what
    },
    badCell(column, row, type, formats) {
      const wanted = { number: 'a number', bool: 'true or false', date: 'a date' }[type]
      return `${column}, row ${formats.number(row)}: this needs ${wanted}.`
    },
  },
  marked: { legend: 'Classes' },
  model: {
    noGraphics: 'This browser cannot draw in three dimensions. The model can be downloaded.',
    notDrawn: 'Models of this kind are not drawn here. It can be downloaded.',
    failed: 'The model could not be drawn. It can be downloaded.',
  },
  plot: {
    noData: 'No data to draw',
    describe(title, mark, x, y, count, formats) {
      const kind = { line: 'line chart', bar: 'bar chart', point: 'scatter plot' }[mark]
      const points = `${formats.number(count)} ${formats.plural(count, { one: 'point', other: 'points' })}`
      return `${title}: ${kind} of ${y} by ${x}, ${points}`
    },
    picture: (title) => `${title}: chart`,
    thinned: (drawn, whole, formats) => `${formats.number(drawn)} of ${formats.number(whole)} points are drawn.`,
    asTable: 'Show data as table',
    tableOf: (title) => `Data of ${title}`,
    unknown: (type) => `This plot is made with ${type}, which is not drawn here.`,
    refused: 'This plot cannot be drawn here.',
    download: 'Download the plot as JSON',
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
    inOnePiece: 'Live updates are not possible here. The result comes in one piece.',
    why: 'Why',
    leaveEndsRun: 'Closing this page ends the run.',
    leaveKeepsRun: 'You can close this page. The run goes on.',
  },
  announcements: {
    uploading: (count, formats) => formats.plural(count, { one: 'Uploading a file.', other: `Uploading ${formats.number(count)} files.` }),
    submitting: 'Run started.',
    running: (percent) => (percent === null ? 'Running.' : `Running, ${percent}.`),
    succeeded: (durationMs, formats, hasResult) =>
      `Done in ${exactTime(durationMs, formats)}. ${hasResult ? 'The result is there.' : 'There is no value to show.'}`,
    reconnecting: 'Connection lost. Reconnecting.',
    reconnected: 'Connected again.',
    polling: 'Checking for updates instead of listening.',
  },
  error: {
    mayRun: 'The app may have taken the run all the same. Run it again only if a second run does no harm.',
    details: 'Details',
    code: 'Code',
    endpoint: 'Endpoint',
    address: 'Address',
    httpStatus: 'Answered',
    run: 'Run',
    space: 'Space',
    stage: 'Stage',
    time: 'Time',
    seen: 'Found',
    message: 'Message',
    unnamedParameter: 'A value',
    moreIssues: (count, formats) => (count === 1 ? 'One more.' : `${formats.number(count)} more.`),
  },
  history: {
    label: 'Runs',
    empty: 'No runs yet.',
    status: {
      running: 'Running',
      succeeded: 'Done',
      failed: 'Failed',
      cancelled: 'Stopped',
      unseen: 'The page was left before its end.',
    },
    useInputs: 'Use these values',
    inputs: 'Values',
    result: 'Result',
    noResult: 'Its result was not kept.',
    remove: 'Remove',
    clear: 'Clear the list',
    ofApp: 'Runs made on the app’s own page',
  },
  notice: {
    ask: 'Tell me when it is done',
    on: 'You will be told when it is done.',
    denied: 'Notifications for this page are blocked in the browser.',
    ended: (status, title) =>
      status === 'succeeded' ? `${title} is done` : status === 'failed' ? `${title} failed` : `${title} was stopped`,
  },
  errors: {
    'options-invalid': ({ details, message }) => ({ title: 'This is not set up right.', body: message, next: details.hint ?? null }),
    'address-invalid': ({ details, message }) => ({
      title: 'This is not the address of an app.',
      body: message,
      next: details.hint ?? null,
    }),
    'app-unreachable': () => ({ title: 'The app does not answer.', next: next.later }),
    'app-not-gradio': ({ details }) => ({ title: 'There is no Gradio app at this address.', next: details.hint ?? null }),
    'app-not-allowed': () => ({ title: 'This app may not be used from here.', next: 'Ask whoever runs this page to allow it.' }),
    'relay-unreachable': () => ({ title: 'The relay does not answer.', next: next.network }),
    'login-required': ({ details, formats, isRelayed, takesPassword }) => {
      const elsewhere = isRelayed && !takesPassword ? 'This page cannot sign you in there. Open the app itself.' : undefined
      switch (details.reason) {
        case 'signed-out':
          return {
            title: 'You are signed out.',
            body: ['Nothing was begun.', details.authMessage].filter(Boolean).join(' '),
            next: elsewhere ?? 'Sign in again, then run it again.',
          }
        case 'signed-out-midway':
          return {
            title: 'You are signed out.',
            body: 'What was begun may go on at the app.',
            next: elsewhere ?? 'Sign in again, then run it again.',
          }
        case 'wrong-credentials':
          return { title: 'User name or password is wrong.', next: null }
        case 'too-many-tries':
          return {
            title: 'Too many tries.',
            next:
              details.retryAfterMs === undefined
                ? 'Wait a while, then try again.'
                : `Try again in ${aboutTime(details.retryAfterMs, formats)}.`,
          }
        case 'not-kept':
          return {
            title: 'You were signed in, but this browser does not keep it for this page.',
            next: 'Open the app itself, or use a page of the same site.',
          }
        case 'no-password':
          return { title: 'This app takes no user name and password.', next: 'Sign in on its own page.' }
        case undefined:
        default:
          return {
            title: 'This app wants you to sign in.',
            body: details.authMessage,
            next: takesPassword ? 'Sign in with your user name and password for it.' : (elsewhere ?? 'Sign in there, then check again.'),
          }
      }
    },
    'protocol-unsupported': ({ details }) => ({
      title: details.version
        ? `This app runs Gradio ${details.version}, which is not supported.`
        : 'This version of Gradio is not supported.',
      next: next.tellPage,
    }),
    'discovery-failed': ({ message }) => ({
      title: 'The app could not be read.',
      body: message,
      next: 'Try again. If that does not help, tell whoever runs this page.',
    }),
    'endpoint-unknown': ({ details, formats }) => ({
      title: details.endpoint ? `The app has no endpoint ${details.endpoint}.` : 'The app has no such endpoint.',
      // If a nearest name is known, the hint names it.
      body: details.nearest || details.available.length === 0 ? undefined : `It has ${formats.list(details.available.slice(0, 8))}.`,
      next: details.hint ?? null,
    }),
    'input-invalid': () => ({ title: 'Some values need a change.', next: 'Change them, then run it again.' }),
    'queue-full': ({ details, formats }) => ({
      title: 'The app is busy.',
      body:
        details.retryAfterMs === undefined
          ? 'Its waiting line is full.'
          : `Its waiting line is full. Try again in ${aboutTime(details.retryAfterMs, formats)}.`,
      next: details.retryAfterMs === undefined ? 'Try again in a moment.' : null,
    }),
    'rate-limited': ({ details, formats }) => ({
      title: details.limit === undefined ? 'The app takes no more requests for now.' : OVER_LIMIT[details.limit],
      body: details.retryAfterMs === undefined ? undefined : `Try again in ${aboutTime(details.retryAfterMs, formats)}.`,
      next: details.retryAfterMs === undefined ? next.later : null,
    }),
    'access-denied': () => ({ title: 'The app denies access.', next: 'Ask the owner of the app for access.' }),
    'file-unavailable': () => ({ title: 'The file is not available.', next: 'Run it again: the app may then make a new one.' }),
    'join-refused': ({ details, message }) =>
      details.status === 413
        ? { title: 'What was to be sent is too large.', next: 'Send less, or smaller files.' }
        : {
            title: details.mayRun ? 'The app did not say whether it took the run.' : 'The app refused the run.',
            body: message,
            next: next.againOrOwner,
          },
    'connection-refused': () => ({ title: 'The app refused the connection.', next: next.later }),
    'connection-lost': ({ isRelayed }) => ({
      title: 'Connection lost.',
      body: isRelayed ? undefined : 'Without a relay this run cannot be picked up again.',
      next: next.network,
    }),
    'connection-timeout': () => ({ title: 'The app does not answer.', body: 'The connection was not made in time.', next: next.later }),
    'join-timeout': () => ({
      title: 'The app does not answer.',
      body: 'It did not say in time whether it took the run.',
      next: next.later,
    }),
    'queue-timeout': () => ({ title: 'The wait in line was too long.', body: 'The run was taken out of it.', next: next.later }),
    'idle-timeout': ({ isRelayed }) => ({
      title: 'No more news from the app.',
      body: isRelayed ? undefined : 'Without a relay this run cannot be picked up again.',
      next: next.again,
    }),
    'run-timeout': () => ({ title: 'The run took too long.', body: 'It was stopped.', next: next.less }),
    'buffer-exceeded': () => ({ title: 'The app sent more than fits.', next: next.less }),
    'stream-invalid': () => ({ title: 'The app sent something that cannot be read.', next: next.againOrOwner }),
    'message-invalid': () => ({ title: 'The app sent something that cannot be read.', next: null }),
    'session-unknown': () => ({ title: 'The app no longer knows this run.', next: next.again }),
    'store-unavailable': () => ({ title: 'The relay could not keep this run.', next: next.again }),
    'relay-lost': () => ({ title: 'The relay that followed this run has stopped.', next: next.again }),
    'token-invalid': () => ({
      title: 'The link to this run has expired, or does not belong here.',
      next: 'Ask whoever gave it to you for a new one.',
    }),
    'resume-expired': () => ({
      title: 'This run can no longer be picked up.',
      body: 'A run is kept for some time after its end. Its result is gone.',
      next: next.again,
    }),
    'run-failed': ({ details, message }) => ({
      // Gradio gives the title "Error" to every failure without a title.
      title: details.title && details.title !== 'Error' ? details.title : 'The app could not finish.',
      body: details.appMessage === undefined ? message : details.appMessage?.trim() || 'It gives no reason.',
      next: details.appMessage?.trim() ? 'Check the values and run it again.' : next.againOrOwner,
    }),
    'upload-failed': ({ details }) => ({
      title: details.file ? `“${details.file}” could not be sent.` : 'A file could not be sent.',
      next: 'Try again. Nothing has been run.',
    }),
    'load-failed': ({ details }) => ({
      title: 'A part of this page could not be loaded.',
      next: details.isOffline
        ? 'You are offline. It is loaded once you are back.'
        : 'Check the network and try again. If that does not help, reload the page.',
    }),
    'file-too-large': ({ details, formats }) => ({
      title: details.file ? `“${details.file}” is too large.` : 'A file is too large.',
      body:
        details.limitBytes === undefined
          ? undefined
          : details.sizeBytes === undefined
            ? `At most ${formats.bytes(details.limitBytes)} are taken.`
            : `It has ${formats.bytes(details.sizeBytes)}; at most ${formats.bytes(details.limitBytes)} are taken.`,
      next: 'Choose a smaller file.',
    }),
    'space-private': () => ({
      title: 'This Space is private, or it does not exist.',
      next: 'Check its name, or ask its owner for access.',
    }),
    'space-paused': () => ({ title: 'This Space is paused.', next: 'Ask its owner to start it again.' }),
    'space-broken': ({ details }) => ({
      title: 'This Space does not work right now.',
      body: brokenWords[details.stage ?? ''],
      next: 'Only its owner can mend it. Check again later.',
    }),
    'space-deleted': () => ({ title: 'This Space is being deleted.', next: null }),
    'wake-timeout': () => ({ title: 'The app did not start in time.', body: 'It may still be starting.', next: 'Try again in a while.' }),
    'gpu-quota-exceeded': ({ details, formats }) => quotaWords(details, formats),
    'gpu-unavailable': ({ details }) => ({
      title: details.kind === 'busy' ? 'All GPUs are busy.' : 'The app got no GPU.',
      body: details.kind === 'token-expired' ? 'This page has been open for too long.' : undefined,
      next: details.kind === 'token-expired' ? 'Reload the page.' : next.later,
    }),
    'gpu-duration-refused': () => ({ title: 'This run asks for more GPU time than is allowed.', next: next.less }),
    aborted: () => ({ title: 'The run was broken off.', next: null }),
  },
}

/** The type of all texts that the components show. A language is one object of this type; English is `en.ts`. */
import { isJsonObject } from '@gradio-stream/client/internal/protocol/json-object'
import type { ComponentWord } from '@gradio-stream/client/internal/protocol/describe/field-label'
import type { GradioStreamErrorCode, ErrorDetailsByCode } from '@gradio-stream/client/internal/errors'
import type { CancelOutcome, LogLevel, WaitingReason } from '@gradio-stream/client/internal/run/run-event'
import type { SettledState } from '@gradio-stream/client/internal/run/run-state'
import type { ListedRunStatus } from '@gradio-stream/hooks/internal/history/run-history'
import type { Formats } from './formats.ts'
import type { KindName } from '../inputs/schema/kind-name.ts'

/** The words of an error: what happened, and more if it helps. */
export interface ErrorWords {
  readonly title: string
  readonly body?: string | undefined
  /**
   * What a visitor can do next; `null`: nothing. The error's own hint is English and for the developer of the page, so
   * each language has its own text for each code.
   */
  readonly next: string | null
}

/** The facts that the words of an error may use. */
export interface ErrorFacts<Code extends GradioStreamErrorCode = GradioStreamErrorCode> {
  readonly details: ErrorDetailsByCode[Code]
  /** The error's own message without its hint. */
  readonly message: string
  /** Whether the run went through a relay. */
  readonly isRelayed: boolean
  /** Whether a form for user and password stands below the words. */
  readonly takesPassword: boolean
  readonly formats: Formats
}

/** Words for one live device. */
export interface LiveWords {
  /** Before it is switched on. */
  readonly ready: string
  /** It is on, and the app is not yet ready for it. */
  readonly waiting: string
  readonly sending: string
  /** It was unplugged or taken away while it was on. */
  readonly lost: string
  /** The system has muted it. */
  readonly muted: string
  readonly refused: string
  /** The page around this frame does not allow it. */
  readonly refusedByFrame: string
  readonly noDevice: string
  readonly busy: string
  /** The page is not served over https. */
  readonly insecure: string
  readonly unsupported: string
  /** It was allowed, but sends nothing. */
  readonly silent: string
  /** An app of Gradio 4 or older: one recording or picture per run. */
  readonly single: string
}

/** Every text, in groups. Functions take plain facts, and the locale's formats last. */
export interface Messages {
  readonly actions: {
    readonly run: string
    /** Label instead of Run and Cancel while a microphone or camera sends to the app. */
    readonly start: string
    readonly stop: string
    readonly cancel: string
    readonly stopping: string
    readonly tryAgain: string
    /** Where a part of the page could not be loaded. */
    readonly reloadPage: string
    readonly runAgain: string
    readonly tryNow: string
    readonly signIn: string
    readonly copy: string
    readonly copied: string
    /** Name of a copy button for one thing. */
    copyThing(label: string): string
  }
  /** The app itself, while it is not available. */
  readonly app: {
    readonly label: string
    /** It sleeps, or the Hub does not say more. */
    readonly waking: string
    readonly starting: string
    readonly building: string
    /** It has taken longer than usual. */
    readonly longer: string
    /** It is available now, after a wait. */
    readonly awake: string
    /** Checks again for changes by the owner or by a sign-in. */
    readonly checkAgain: string
    /** Link to a Space's discussions. */
    readonly discussions: string
  }
  readonly signIn: {
    /** The user name that the app reports. */
    signedInAs(user: string): string
    readonly signOut: string
    readonly user: string
    readonly password: string
    readonly signingIn: string
    readonly done: string
    /** The endpoint needs its caller's Hugging Face token. */
    readonly required: string
    /** The endpoint accepts a token. */
    readonly optional: string
    /** The app has a button to sign in with Hugging Face. Which endpoints need it is unknown. */
    readonly offered: string
    /** The page's developer has set the token. */
    readonly tokenGiven: string
    /** A link to the app's own page. */
    readonly openApp: string
  }
  /** GPU time at ZeroGPU, before a run. */
  readonly gpuTime: {
    readonly none: string
    /** The rest, of a total if that is known. */
    left(left: string, whole: string | null): string
    back(time: string): string
    /** Whose GPU time it is. */
    readonly payer: string
  }
  /** The list of the page's runs. */
  readonly history: {
    readonly label: string
    readonly empty: string
    readonly status: Readonly<Record<ListedRunStatus, string>>
    /** Fills the form with a run's inputs. */
    readonly useInputs: string
    /** Titles of folds: a run's inputs and its result. */
    readonly inputs: string
    readonly result: string
    /** The result was too large for the browser's storage, or holds a file. */
    readonly noResult: string
    readonly remove: string
    /** Removes every run that has ended. */
    readonly clear: string
    /** Link to the app's own list of runs. */
    readonly ofApp: string
  }
  /** For a run that ends while the tab is hidden. */
  readonly notice: {
    /** Asks the browser for notifications. */
    readonly ask: string
    readonly on: string
    readonly denied: string
    /** Title of the page and of a notification. */
    ended(status: SettledState['status'], title: string): string
  }
  readonly form: {
    readonly loading: string
    readonly label: string
    /** Gradio's own words for texts of its ready-made chats, by their keys. An app's own translations come first. */
    readonly gradio: Readonly<Record<string, string>>
    /** Names for fields without a label. */
    readonly kinds: Readonly<Record<ComponentWord, string>>
    more(count: number, formats: Formats): string
    readonly choose: string
    /** The entry for no choice, and the text before a choice. */
    readonly noChoice: string
    readonly required: string
    /** The app allows this field to be empty. */
    readonly optional: string
    /** Name of the number beside a slider. */
    sliderNumber(label: string): string
    characters(used: number, limit: number, formats: Formats): string
    /** Sets every field back to the app's initial values. */
    readonly reset: string
    /** Sets one field back to its default. */
    resetThing(label: string): string
    /** Heading of the list of wrong fields. */
    summary(count: number, formats: Formats): string
    readonly examples: string
    /** Begins the name of an example's button, before the example's values. */
    pickExample(place: number, formats: Formats): string
    moreExamples(count: number, formats: Formats): string
    /** An example without values. */
    readonly nothing: string
    readonly readOnly: string
    readonly formatJson: string
    readonly showPlace: string
    /** Heading of the Python type and JSON schema of a field that takes JSON. */
    readonly expects: string
    readonly noMatch: string
    /** Some of the choices are shown; typing finds the others. */
    someChoices(shown: number, count: number, formats: Formats): string
    /** For an empty list: a function of the app is filling it, or failed to. */
    readonly listComing: string
    readonly listFailed: string
    addChoice(text: string): string
    removeChoice(label: string): string
    readonly color: string
  }
  readonly files: {
    /** What a person can do at a file field besides its button. */
    drop(isSeveral: boolean): string
    remove(name: string): string
    /** Alternative text of a preview. */
    preview(name: string): string
    readonly unreadablePicture: string
    /** Files up to `limitBytes` are accepted. */
    limit(limitBytes: number, formats: Formats): string
    sending(name: string): string
    tooLarge(name: string, sizeBytes: number, limitBytes: number, formats: Formats): string
    /** `accepted` are file endings and MIME types. */
    wrongType(name: string, accepted: readonly string[], formats: Formats): string
    readonly attach: string
    /** How many files and folders are chosen, in total or in one folder. */
    chosen(count: number, formats: Formats): string
    /** Chooses every file of a list with two files or more. */
    all(count: number, formats: Formats): string
    /** Chooses the folder that contains it. */
    readonly folder: string
    /** How to write several paths. */
    readonly perLine: string
  }
  readonly recording: {
    readonly recordAudio: string
    readonly recordVideo: string
    readonly openCamera: string
    readonly takePicture: string
    readonly stop: string
    readonly close: string
    readonly level: string
    readonly asking: string
    recorded(stopwatch: string): string
    readonly cameraView: string
    readonly refused: string
    readonly noDevice: string
    readonly busyDevice: string
    readonly failed: string
    /** Names of recorded files, without the ending. */
    readonly fileName: string
  }
  /** Live sound and pictures: texts that microphone and camera share. */
  readonly live: {
    readonly pause: string
    readonly resume: string
    /** The device is starting, and the person may be asked for permission. */
    readonly opening: string
    readonly paused: string
    /** Stop was pressed; the rest is still being sent. */
    readonly ending: string
    /** The app ends the run after this time. */
    limit(stopwatch: string): string
    /** This many seconds of sound wait for the app. */
    behind(seconds: number, formats: Formats): string
    /** This many seconds of sound were dropped, because the app is too slow. */
    dropped(seconds: number, formats: Formats): string
    readonly notLoaded: string
  }
  readonly microphone: LiveWords
  readonly camera: LiveWords
  /** Pictures to draw on. */
  readonly sketch: {
    /** Name of the drawing board. */
    board(label: string): string
    /** How to draw by keyboard. */
    readonly help: string
    readonly brush: string
    readonly eraser: string
    readonly undo: string
    readonly redo: string
    readonly clear: string
    /** Width of the line. */
    readonly size: string
    pixels(count: number, formats: Formats): string
    readonly color: string
    readonly ownColor: string
    readonly layer: string
    readonly unreadable: string
    readonly failed: string
  }
  /** Text with marked pieces. */
  readonly marking: {
    /** How to mark by keyboard. */
    readonly help: string
    readonly className: string
    readonly score: string
    readonly mark: string
    readonly nothingSelected: string
    readonly noClass: string
    readonly pieces: string
    classOf(piece: string): string
    unmark(piece: string): string
  }
  /** Lines by several speakers. */
  readonly dialogue: {
    speaker(line: number, formats: Formats): string
    line(line: number, formats: Formats): string
    removeLine(line: number, formats: Formats): string
    readonly addLine: string
    readonly insertTag: string
  }
  /** Samples of the app to choose from. */
  readonly picking: {
    sample(index: number, formats: Formats): string
    readonly noSamples: string
  }
  /** Values of typed functions. */
  readonly typed: {
    /** Kinds of values, for a choice of several kinds. */
    readonly kinds: Readonly<Record<KindName, string>>
    /** Name of the list of a field's kinds. */
    kindOf(label: string): string
    /** A part without a name, by its position. */
    entry(index: number, formats: Formats): string
    readonly add: string
    /** Labels for a list of names and values. */
    readonly name: string
    readonly value: string
    /** What is wrong with a part: the part, then a sentence about it. */
    within(part: string, issue: string): string
    /** Another entry has the same name. */
    readonly repeated: string
  }
  readonly issues: {
    readonly missing: string
    readonly choiceMissing: string
    readonly notNumber: string
    readonly notWhole: string
    tooSmall(minimum: number | bigint, formats: Formats): string
    tooLarge(maximum: number | bigint, formats: Formats): string
    tooLong(limit: number, formats: Formats): string
    tooMany(limit: number, formats: Formats): string
    /** Where the text stops being valid JSON. Lines and columns count from 1. */
    notJson(line: number, column: number, formats: Formats): string
    /** Lists and objects are nested deeper than any app accepts. */
    tooDeep(limit: number, formats: Formats): string
    readonly notColor: string
    readonly notDate: string
    /** Fewer files than needed. */
    tooFew(count: number, formats: Formats): string
    readonly notEmail: string
    /** Names of kinds, and values as JSON, of which one is needed. */
    mismatched(wanted: readonly string[], formats: Formats): string
    /** A list with too few or too many entries. `needed`: their number, or a range of it. */
    listLength(needed: string, given: number, formats: Formats): string
    /** More values were given than the app takes. */
    extra(taken: number, given: number, formats: Formats): string
    /** The app has no parameter of this name. */
    readonly unknownName: string
    /** A whole number with so many digits that the last ones are lost. */
    readonly inexact: string
    /** A value for which there is no form to send it in. */
    readonly notSendable: string
    readonly fileWanted: string
    readonly fileUnreadable: string
    /** A file of another app, at `host`. */
    fileForeign(host: string): string
    /** An address was given, and the app takes only files. */
    readonly fileNotFetched: string
    /** The app refused the value without words. */
    readonly refused: string
  }
  readonly status: {
    /** File `place` of `count` is being sent. The bytes are of all files together. */
    uploading(place: number, count: number, sentBytes: number, totalBytes: number, formats: Formats): string
    /** Values that are made on submit are being made, for example a drawing. */
    readonly preparing: string
    readonly submitting: string
    /**
     * The run waits before the app has taken it. `seconds` until the next attempt; `null` when it is under way or none
     * is planned.
     */
    waiting(reason: WaitingReason, seconds: number | null, formats: Formats): string
    /** `position` 0 is next, `null` is unknown. */
    inLine(position: number | null, formats: Formats): string
    readonly longerThanUsual: string
    readonly running: string
    /** `length` is `null` when the end is unknown. */
    step(index: number, length: number | null, unit: string, formats: Formats): string
    /** The pace of this run in the app's own unit; `steps` without a unit. */
    rate(perSecond: number, unit: string, formats: Formats): string
    left(durationMs: number, formats: Formats): string
    cancelling(isGenerator: boolean): string
    cancelled(durationMs: number, outcome: CancelOutcome, hasOutput: boolean, formats: Formats): string
    succeeded(durationMs: number, formats: Formats): string
    readonly fromCache: string
    failed(durationMs: number, formats: Formats): string
    /** The run failed before the app took it. */
    readonly notStarted: string
    /** Joins the pieces of one line. */
    join(pieces: readonly string[]): string
    elapsed(stopwatch: string): string
  }
  readonly time: {
    /** A measured time. */
    exact(durationMs: number, formats: Formats): string
    /** An estimate, in words. */
    about(durationMs: number, formats: Formats): string
  }
  readonly queue: {
    readonly label: string
    waiting(count: number, formats: Formats): string
  }
  readonly progress: {
    readonly label: string
    readonly unknownEnd: string
  }
  readonly logs: {
    title(count: number, formats: Formats): string
    dropped(count: number, formats: Formats): string
    readonly levels: { readonly [Level in LogLevel]: string }
    /** Name of the choice of the levels that are shown. */
    readonly filter: string
    readonly all: string
    /** All lines of one level. */
    readonly ofLevel: { readonly [Level in LogLevel]: string }
    /** The whole log, for the name of its copy button. */
    readonly lines: string
    /** A line of the relay: it began the run again, since the one that followed it stopped. */
    readonly restarted: string
    /** Name of the region in which log lines appear as toasts. */
    readonly toasts: string
    /** Closes a toast. */
    readonly dismiss: string
  }
  readonly output: {
    readonly label: string
    /** Name of an output without a label. */
    unnamed(place: number, formats: Formats): string
    /** Heading of values from an earlier run. */
    readonly stale: string
    /** Placeholder for the first result. */
    readonly awaited: string
    readonly empty: string
    /** A run that succeeded and shows nothing: no value came, or only the app's own layout or the form changed. */
    nothing(why: 'no-value' | 'layout' | 'form'): string
    readonly yes: string
    readonly no: string
    readonly showAll: string
    readonly showLess: string
    /** Summary of a JSON list. */
    items(count: number, formats: Formats): string
    /** Summary of a JSON object. */
    members(count: number, formats: Formats): string
    /** Shows `next` more of `left`. */
    more(next: number, left: number, formats: Formats): string
  }
  readonly chat: {
    /** Name of a conversation without a title. */
    readonly conversation: string
    readonly you: string
    readonly assistant: string
    /** One message, for the name of its copy button. */
    readonly message: string
    readonly attachment: string
    readonly thought: string
    readonly pending: string
    /** Shows `next` of `left` earlier messages. */
    earlier(next: number, left: number, formats: Formats): string
    readonly latest: string
    /** The conversation is in the form above. */
    readonly above: string
    readonly none: string
    /** Name of the field for a new message. */
    readonly writeLabel: string
    readonly write: string
    readonly startOver: string
    /** Asks the last question again. */
    readonly retry: string
    /** Removes the last question and its answer. */
    readonly undo: string
    readonly edit: string
    /** Name of the field in which a message is edited. */
    readonly editLabel: string
    readonly editHint: string
    readonly send: string
    readonly like: string
    readonly dislike: string
    readonly ratingFailed: string
  }
  readonly markdown: {
    /** Name of a block of code. */
    readonly code: string
    readonly table: string
    readonly taskDone: string
    readonly taskOpen: string
    /** Link in place of a picture from another host; `description` can be empty. */
    picture(description: string): string
  }
  readonly media: {
    readonly loading: string
    readonly pictureBroken: string
    /** The newest picture cannot be decoded; the one before is still shown. */
    readonly newestBroken: string
    readonly soundBroken: string
    readonly filmBroken: string
    readonly fileUnreachable: string
    readonly folderUnreachable: string
    foreign(host: string): string
    /** Names for things that the app has not named. */
    readonly picture: string
    readonly film: string
    readonly download: string
    downloadThing(name: string): string
    enlarge(name: string): string
    readonly close: string
    readonly previous: string
    readonly next: string
    readonly zoomIn: string
    readonly zoomOut: string
    /** Item `place` of `count`. */
    place(place: number, count: number, formats: Formats): string
    readonly legend: string
    /** Name of an unnamed region of a picture. */
    part(place: number, formats: Formats): string
    /** Name of the slider between two pictures. */
    divider(label: string): string
    readonly subtitles: string
    readonly subtitlesMissing: string
    /** Shows more of a long list. */
    more(count: number, formats: Formats): string
    readonly showAll: string
    onlyBeginning(shown: string, all: string): string
    onlyEnd(shown: string, all: string): string
    /** Names the component of an unknown value. */
    unknownKind(component: string): string
  }
  readonly table: {
    readonly empty: string
    /** Size of a table, shown above it. */
    size(rows: number, columns: number, formats: Formats): string
    /** There is more than can be drawn. Copying copies all of it. */
    cut(rows: number, columns: number, formats: Formats): string
    /** Keyboard help for people who use a screen reader. */
    readonly help: string
    readonly editHelp: string
    readonly sorting: string
    /** Name of the column of row numbers. */
    readonly rowNumber: string
    /** Name of the field in a cell. `row` counts from 1; `null` is a header. */
    editCell(column: string, row: number | null, formats: Formats): string
    readonly addRow: string
    readonly addColumn: string
    deleteRows(count: number, formats: Formats): string
    deleteColumns(count: number, formats: Formats): string
    readonly undo: string
    /** What was pasted. `isCut`: a part of it did not fit. */
    pasted(rows: number, columns: number, isCut: boolean, formats: Formats): string
    /** A cell with a value of the wrong type. `row` counts from 1. */
    badCell(column: string, row: number, type: 'number' | 'bool' | 'date', formats: Formats): string
  }
  readonly marked: {
    /** Name of the list of classes above a marked text. */
    readonly legend: string
  }
  readonly model: {
    readonly noGraphics: string
    readonly notDrawn: string
    readonly failed: string
  }
  readonly plot: {
    readonly noData: string
    /** Name of a chart: which columns it shows. */
    describe(title: string, mark: 'line' | 'bar' | 'point', x: string, y: string, count: number, formats: Formats): string
    /** Name of a chart with only a title. */
    picture(title: string): string
    /** Some points are left out. */
    thinned(drawn: number, whole: number, formats: Formats): string
    /** Summary of the fold with the data. */
    readonly asTable: string
    /** Name of the table in it. */
    tableOf(title: string): string
    /** A plot of a library that is not supported here. */
    unknown(type: string): string
    readonly refused: string
    readonly download: string
  }
  readonly connection: {
    /** `seconds` to the next attempt; `null` when it is under way. `isKept`: the run goes on meanwhile. */
    reconnecting(seconds: number | null, isKept: boolean, formats: Formats): string
    offline(isKept: boolean): string
    /** The run has not been sent and waits until the browser is online. */
    readonly offlineUnsent: string
    readonly stalled: string
    readonly pollingBlocked: string
    readonly pollingChosen: string
    /** One call without the queue: no news until its end. */
    readonly inOnePiece: string
    readonly why: string
    readonly leaveEndsRun: string
    readonly leaveKeepsRun: string
  }
  readonly announcements: {
    uploading(count: number, formats: Formats): string
    readonly submitting: string
    running(percent: string | null): string
    /** `hasResult`: there is a result to look at. */
    succeeded(durationMs: number, formats: Formats, hasResult: boolean): string
    readonly reconnecting: string
    /** Messages arrive again after a loss. */
    readonly reconnected: string
    readonly polling: string
  }
  readonly error: {
    /** What to do next when a run was sent and it is unknown whether the app took it. */
    readonly mayRun: string
    readonly details: string
    readonly code: string
    readonly endpoint: string
    readonly address: string
    readonly httpStatus: string
    readonly run: string
    readonly space: string
    /** The Hub's own word for the state of a Space. */
    readonly stage: string
    readonly time: string
    readonly seen: string
    readonly message: string
    readonly unnamedParameter: string
    /** Ends a list that shows only the first entries. */
    moreIssues(count: number, formats: Formats): string
  }
  readonly errors: { readonly [Code in GradioStreamErrorCode]: (facts: ErrorFacts<Code>) => ErrorWords }
}

/** Any part of the texts, at any depth. A text that is left out, also one that a later version adds, is the base's. */
export type MessagesOverride = PartialTexts<Messages>

type PartialTexts<Texts> = {
  readonly [Name in keyof Texts]?: Texts[Name] extends string | ((...values: never) => unknown) ? Texts[Name] : PartialTexts<Texts[Name]>
}

/**
 * Puts texts of your own over a whole language, text by text.
 *
 * @example
 * ```ts
 * import { en, mergeMessages } from 'react-gradio-stream'
 *
 * const plain = mergeMessages(en, { actions: { run: 'Go' }, form: { kinds: { text: 'Words' } } })
 * ```
 */
export function mergeMessages(base: Messages, override: MessagesOverride | undefined): Messages {
  return override ? (merged({ ...base }, { ...override }) as unknown as Messages) : base
}

/**
 * The base with the texts of the override. Names that the base does not have are left out: they are of another version.
 */
function merged(base: Readonly<Record<string, unknown>>, override: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const result: Record<string, unknown> = { ...base }
  for (const [name, own] of Object.entries(override)) {
    if (own === undefined || !Object.hasOwn(base, name)) continue
    const text = base[name]
    result[name] = isJsonObject(text) && isJsonObject(own) ? merged(text, own) : own
  }
  return result
}

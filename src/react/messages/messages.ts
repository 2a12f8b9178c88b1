/** The shape of every text the components show. A language is one object of this type; English is `en.ts`. */
import type { GradioStreamErrorCode, ErrorDetailsByCode } from '../../core/errors.ts'
import type { CancelOutcome, LogLevel, WaitingReason } from '../../core/run/run-event.ts'
import type { Formats } from './formats.ts'

/** What an error says to people: what happened, and more of it where that helps. */
export interface ErrorWords {
  readonly title: string
  readonly body?: string | undefined
  /** What to do next, in place of the error's own hint, which speaks to who built the page. */
  readonly next?: string | undefined
}

/** What the words of an error may draw on. */
export interface ErrorFacts<Code extends GradioStreamErrorCode = GradioStreamErrorCode> {
  readonly details: ErrorDetailsByCode[Code]
  /** The error's own message without its hint. */
  readonly message: string
  /** Whether the run went through a relay. */
  readonly isRelayed: boolean
  readonly formats: Formats
}

/** Every text, in groups. Functions take plain facts and the locale's formats, last. */
export interface Messages {
  readonly actions: {
    readonly run: string
    readonly cancel: string
    readonly stopping: string
    readonly tryAgain: string
    readonly runAgain: string
    readonly tryNow: string
    readonly signIn: string
    readonly copy: string
    readonly copied: string
    /** Name of a copy button for one thing. */
    copyThing(label: string): string
  }
  /** The app itself, while it is not there. */
  readonly app: {
    readonly label: string
    /** It sleeps, or whoever knows does not say more. */
    readonly waking: string
    readonly starting: string
    readonly building: string
    /** It has taken longer than such a wait usually does. */
    readonly longer: string
    /** It is there now, after it was waited for. */
    readonly awake: string
    /** Asks again what its owner or a sign-in may have changed. */
    readonly checkAgain: string
    /** Leads to where a Space is talked about. */
    readonly discussions: string
  }
  readonly form: {
    readonly loading: string
    readonly label: string
    more(count: number, formats: Formats): string
    readonly choose: string
    /** Entry of a list for choosing none, and what it shows until then. */
    readonly noChoice: string
    readonly required: string
    /** The app says that a field may be left empty. */
    readonly optional: string
    /** Name of the number beside a slider. */
    sliderNumber(label: string): string
    characters(used: number, limit: number, formats: Formats): string
    /** Puts every field back to what the app starts with. */
    readonly reset: string
    /** Puts one field back to its default. */
    resetThing(label: string): string
    /** Over the list of fields that are wrong. */
    summary(count: number, formats: Formats): string
    readonly examples: string
    /** Stands before what an example holds in the name of its button. */
    pickExample(place: number, formats: Formats): string
    moreExamples(count: number, formats: Formats): string
    /** An example that leaves everything empty. */
    readonly nothing: string
    readonly readOnly: string
    readonly formatJson: string
    readonly showPlace: string
    /** Over the Python type and the JSON schema of a field that takes JSON. */
    readonly expects: string
    readonly noMatch: string
    /** Some of the choices are drawn; typing finds the others. */
    someChoices(shown: number, count: number, formats: Formats): string
    addChoice(text: string): string
    removeChoice(label: string): string
    readonly color: string
  }
  readonly files: {
    /** What can be done at a field for files, beside its button. */
    drop(isSeveral: boolean): string
    remove(name: string): string
    /** Alternative text of a preview. */
    preview(name: string): string
    readonly unreadablePicture: string
    /** Up to `limitBytes` are taken. */
    limit(limitBytes: number, formats: Formats): string
    sending(name: string): string
    tooLarge(name: string, sizeBytes: number, limitBytes: number, formats: Formats): string
    /** `accepted` are file endings and MIME types. */
    wrongType(name: string, accepted: readonly string[], formats: Formats): string
    readonly attach: string
    /** How many files and folders are chosen, in all or in a folder. */
    chosen(count: number, formats: Formats): string
    /** Chooses every file of a list, which are at least two. */
    all(count: number, formats: Formats): string
    /** Chooses the folder in which it stands. */
    readonly folder: string
    readonly folderUnreachable: string
    /** How several paths are written. */
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
    /** Names of recorded files, without their ending. */
    readonly fileName: string
  }
  /** Pictures to paint on. */
  readonly sketch: {
    /** Name of the board one paints on. */
    board(label: string): string
    /** How to paint by keyboard. */
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
  /** Text in which pieces are marked. */
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
  /** Lines of several speakers. */
  readonly dialogue: {
    speaker(line: number, formats: Formats): string
    line(line: number, formats: Formats): string
    removeLine(line: number, formats: Formats): string
    readonly addLine: string
    readonly insertTag: string
  }
  /** Something of the app to choose. */
  readonly picking: {
    sample(index: number, formats: Formats): string
    readonly noSamples: string
  }
  readonly issues: {
    readonly missing: string
    readonly choiceMissing: string
    readonly notNumber: string
    readonly notWhole: string
    tooSmall(minimum: number, formats: Formats): string
    tooLarge(maximum: number, formats: Formats): string
    tooLong(limit: number, formats: Formats): string
    tooMany(limit: number, formats: Formats): string
    /** Where the text stops being JSON; lines and columns count from 1. */
    notJson(line: number, column: number, formats: Formats): string
    /** Lists and objects in one another, deeper than any app takes. */
    tooDeep(limit: number, formats: Formats): string
    readonly notColor: string
    readonly notDate: string
    /** Fewer files than are needed. */
    tooFew(count: number, formats: Formats): string
    readonly notEmail: string
  }
  readonly status: {
    /** `place` of `count` files is on its way; bytes are of all files together. */
    uploading(place: number, count: number, sentBytes: number, totalBytes: number, formats: Formats): string
    readonly submitting: string
    /** The run waits before the app has taken it; `seconds` until the next try, `null` when it is made now or none is planned. */
    waiting(reason: WaitingReason, seconds: number | null, formats: Formats): string
    /** `position` 0 is next, `null` is unknown. */
    inLine(position: number | null, formats: Formats): string
    readonly longerThanUsual: string
    readonly running: string
    /** `length` is `null` when the end is unknown. */
    step(index: number, length: number | null, unit: string, formats: Formats): string
    /** A pace seen in this run, in the app's own unit; `steps` unless it has one. */
    rate(perSecond: number, unit: string, formats: Formats): string
    left(durationMs: number, formats: Formats): string
    cancelling(isGenerator: boolean): string
    cancelled(durationMs: number, outcome: CancelOutcome, hasOutput: boolean, formats: Formats): string
    succeeded(durationMs: number, formats: Formats): string
    readonly fromCache: string
    failed(durationMs: number, formats: Formats): string
    /** The run failed before the app had taken it. */
    readonly notStarted: string
    /** Joins the pieces of one line. */
    join(pieces: readonly string[]): string
    elapsed(stopwatch: string): string
  }
  readonly time: {
    /** A measured time. */
    exact(durationMs: number, formats: Formats): string
    /** An estimate, for people. */
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
    /** Name of the place where log lines rise. */
    readonly toasts: string
    /** Takes a risen line away. */
    readonly dismiss: string
  }
  readonly output: {
    readonly label: string
    /** Stands in for an output without a label. */
    unnamed(place: number, formats: Formats): string
    readonly stale: string
    /** Stands where the first result will be. */
    readonly awaited: string
    readonly empty: string
    readonly yes: string
    readonly no: string
    readonly showAll: string
    readonly showLess: string
    /** Summary of a list in JSON. */
    items(count: number, formats: Formats): string
    /** Summary of an object in JSON. */
    members(count: number, formats: Formats): string
    /** Draws `next` more of `left`. */
    more(next: number, left: number, formats: Formats): string
  }
  readonly chat: {
    readonly you: string
    readonly assistant: string
    /** One message, for the name of its copy button. */
    readonly message: string
    readonly attachment: string
    readonly thought: string
    readonly pending: string
    /** Draws `next` of `left` earlier messages. */
    earlier(next: number, left: number, formats: Formats): string
    readonly latest: string
    /** The conversation is in the form. */
    readonly above: string
    readonly none: string
    /** Name of the composer. */
    readonly writeLabel: string
    readonly write: string
    readonly startOver: string
  }
  readonly markdown: {
    /** Name of a block of code. */
    readonly code: string
    readonly table: string
    readonly taskDone: string
    readonly taskOpen: string
    /** Words of the link that stands in for a picture from elsewhere; `description` can be empty. */
    picture(description: string): string
  }
  readonly media: {
    readonly loading: string
    readonly pictureBroken: string
    /** The newest of several pictures does not decode; the one before is still shown. */
    readonly newestBroken: string
    readonly soundBroken: string
    readonly filmBroken: string
    readonly fileUnreachable: string
    foreign(host: string): string
    /** Names for what the app gave none. */
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
    /** Name of a part of a picture the app gave none. */
    part(place: number, formats: Formats): string
    /** Name of the slider between two pictures. */
    divider(label: string): string
    readonly subtitles: string
    readonly subtitlesMissing: string
    /** Shows some more of a long list. */
    more(count: number, formats: Formats): string
    readonly showAll: string
    onlyBeginning(shown: string, all: string): string
    onlyEnd(shown: string, all: string): string
    /** Names the component of a value nothing is known of. */
    unknownKind(component: string): string
  }
  readonly table: {
    readonly empty: string
    /** Size of a table, over it. */
    size(rows: number, columns: number, formats: Formats): string
    /** There is more than can be drawn; copying takes all of it. */
    cut(rows: number, columns: number, formats: Formats): string
    /** How the keyboard is used, for those who hear the table. */
    readonly help: string
    readonly editHelp: string
    readonly sorting: string
    /** Name of the column of row numbers. */
    readonly rowNumber: string
    /** Name of the field in a cell; `row` is counted from 1, `null` for a header. */
    editCell(column: string, row: number | null, formats: Formats): string
    readonly addRow: string
    readonly addColumn: string
    deleteRows(count: number, formats: Formats): string
    deleteColumns(count: number, formats: Formats): string
    readonly undo: string
    /** What was pasted; `isCut` says that not all of it had a place. */
    pasted(rows: number, columns: number, isCut: boolean, formats: Formats): string
    /** A cell that does not hold what its column does; `row` is counted from 1. */
    badCell(column: string, row: number, type: 'number' | 'bool' | 'date', formats: Formats): string
  }
  readonly marked: {
    /** Name of the list of classes over a marked text. */
    readonly legend: string
  }
  readonly model: {
    readonly noGraphics: string
    readonly notDrawn: string
    readonly failed: string
  }
  readonly plot: {
    readonly noData: string
    /** Name of the picture: what is drawn over what. */
    describe(title: string, mark: 'line' | 'bar' | 'point', x: string, y: string, count: number, formats: Formats): string
    /** Name of a picture of which only the title is known. */
    picture(title: string): string
    /** Not every point is drawn. */
    thinned(drawn: number, whole: number, formats: Formats): string
    /** Summary of the fold with the data. */
    readonly asTable: string
    /** Name of the table in it. */
    tableOf(title: string): string
    /** A plot of a library that is not drawn here. */
    unknown(type: string): string
    readonly refused: string
    readonly download: string
    readonly forDevelopers: string
  }
  readonly connection: {
    /** `seconds` to the next attempt, `null` when it is under way. `isKept`: the run goes on meanwhile. */
    reconnecting(seconds: number | null, isKept: boolean, formats: Formats): string
    offline(isKept: boolean): string
    /** The run waits here until the browser is back online. */
    readonly offlineUnsent: string
    readonly stalled: string
    readonly pollingBlocked: string
    readonly pollingChosen: string
    /** One call around the queue: no news until its end. */
    readonly inOnePiece: string
    readonly why: string
    readonly leaveEndsRun: string
    readonly leaveKeepsRun: string
  }
  readonly announcements: {
    uploading(count: number, formats: Formats): string
    readonly submitting: string
    running(percent: string | null): string
    succeeded(durationMs: number, formats: Formats): string
    readonly reconnecting: string
    /** News come again after a loss. */
    readonly reconnected: string
    readonly polling: string
  }
  readonly error: {
    readonly details: string
    readonly code: string
    readonly endpoint: string
    readonly address: string
    readonly httpStatus: string
    readonly run: string
    readonly space: string
    /** The Hub's own word for what a Space does. */
    readonly stage: string
    readonly time: string
    readonly seen: string
    readonly message: string
    readonly unnamedParameter: string
  }
  /** Where only a new page has a part that could not be loaded. */
  readonly reload: {
    readonly action: string
    /** It is not offered: a browser would have nothing to show. */
    readonly offline: string
    readonly losesInputs: string
    readonly losesResult: string
    /** The run is found again by the new page. */
    readonly runKept: string
    /** The run goes on, and no page follows it. */
    readonly runLeft: string
    readonly runEnds: string
  }
  readonly errors: { readonly [Code in GradioStreamErrorCode]: (facts: ErrorFacts<Code>) => ErrorWords }
}

/** Some texts in place of the given ones, group by group. */
export type MessagesOverride = { readonly [Group in keyof Messages]?: Partial<Messages[Group]> }

/** Lays an override over a whole language. */
export function mergeMessages(base: Messages, override: MessagesOverride | undefined): Messages {
  if (!override) return base
  const merged: Record<string, unknown> = { ...base }
  for (const [group, texts] of Object.entries(override)) {
    if (Object.hasOwn(base, group)) merged[group] = { ...base[group as keyof Messages], ...texts }
  }
  // Each group is the base's own with members of the same group laid over it.
  return merged as unknown as Messages
}

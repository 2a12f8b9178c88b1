/** German, complete. */
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
  about: (time) => `etwa ${time}`,
  aboutMinutes: (count, formats) => (count === 1 ? 'etwa eine Minute' : `etwa ${formats.number(count)}${NBSP}Minuten`),
  aboutDays: (count, formats) => `etwa ${formats.number(count)}${NBSP}Tage`,
})

function step(index: number, length: number | null, unit: string, formats: Formats): string {
  const at = formats.number(index)
  if (length === null) return unit === 'steps' ? `Schritt ${at}` : `${at}${NBSP}${unit}`
  const end = formats.number(length)
  return unit === 'steps' ? `Schritt ${at} von ${end}` : `${at} von ${end}${NBSP}${unit}`
}

/** A noun beside its count. */
function counted(count: number, one: string, other: string, formats: Formats): string {
  return `${formats.number(count)}${NBSP}${formats.plural(count, { one, other })}`
}

const brokenWords: Readonly<Record<string, string>> = {
  NO_APP_FILE: 'Ihm fehlt die Datei der App.',
  CONFIG_ERROR: 'Seine Konfiguration ist fehlerhaft.',
  BUILD_ERROR: 'Er ließ sich nicht bauen.',
  RUNTIME_ERROR: 'Er ist abgestürzt.',
}

const quotaWords = createQuotaWords(
  {
    runsUsed: 'Die Läufe für heute sind aufgebraucht.',
    appUsed: 'Die freie GPU-Zeit dieser App ist aufgebraucht.',
    creditsHeld: 'Ihre anderen Läufe belegen Ihre ganze GPU-Zeit.',
    creditsBack: 'Sie wird wieder frei, sobald sie enden.',
    timeUsed: 'Die freie GPU-Zeit ist aufgebraucht.',
    timeShort: 'Die freie GPU-Zeit reicht nicht aus.',
    needed: (requested, left) => `Dieser Lauf braucht ${requested}, übrig sind ${left}.`,
    backIn: (time) => `Ein neuer Lauf ist in ${time} möglich.`,
    backNow: 'Ein neuer Lauf ist jetzt möglich.',
    between: ' ',
  },
  times,
)

/** The texts in German. */
export const de: Messages = {
  actions: {
    run: 'Starten',
    cancel: 'Abbrechen',
    stopping: 'Wird gestoppt',
    tryAgain: 'Erneut versuchen',
    runAgain: 'Erneut starten',
    tryNow: 'Jetzt versuchen',
    signIn: 'Anmelden',
    copy: 'Kopieren',
    copied: 'Kopiert',
    copyThing: (label) => `${label} kopieren`,
  },
  app: {
    label: 'Zustand der App',
    waking: 'Die App schläft. Das Aufwecken dauert ein bis zwei Minuten.',
    starting: 'Die App startet. Das dauert ein bis zwei Minuten.',
    building: 'Die App wird gebaut. Das kann mehrere Minuten dauern.',
    longer: 'Es dauert länger als sonst.',
    awake: 'Die App ist bereit.',
    checkAgain: 'Erneut prüfen',
    discussions: 'Den Betreiber fragen',
  },
  form: {
    loading: 'Die App wird abgefragt',
    label: 'Eingaben',
    more: (count, formats) => `Mehr (${formats.number(count)})`,
    choose: 'Bitte wählen',
    noChoice: 'Nichts gewählt',
    required: 'erforderlich',
    optional: 'freiwillig',
    sliderNumber: (label) => `${label}, als Zahl`,
    characters: (used, limit, formats) => `${formats.number(used)} von ${formats.number(limit)} Zeichen`,
    reset: 'Zurücksetzen',
    resetThing: (label) => `${label} zurücksetzen`,
    summary: (count, formats) =>
      formats.plural(count, { one: 'Ein Wert muss geändert werden.', other: `${formats.number(count)} Werte müssen geändert werden.` }),
    examples: 'Beispiele',
    pickExample: (index, formats) => `Beispiel ${formats.number(index)} übernehmen:`,
    moreExamples: (count, formats) => `${formats.number(count)} weitere anzeigen`,
    nothing: 'nichts',
    readOnly: 'von der App vorgegeben',
    formatJson: 'Formatieren',
    showPlace: 'Stelle zeigen',
    expects: 'Was hier hineingehört',
    noMatch: 'Kein Treffer.',
    someChoices: (shown, count, formats) =>
      `Die ersten ${formats.number(shown)} von ${formats.number(count)}. Tippen Sie, um weitere zu finden.`,
    addChoice: (text) => `„${text}“ verwenden`,
    removeChoice: (label) => `${label} entfernen`,
    color: 'Farbe wählen',
  },
  files: {
    drop: (isSeveral) => (isSeveral ? 'oder Dateien hier ablegen oder einfügen' : 'oder eine Datei hier ablegen oder einfügen'),
    remove: (name) => `${name} entfernen`,
    preview: (name) => `Vorschau von ${name}`,
    unreadablePicture: 'Dieser Browser kann das Bild nicht anzeigen. Senden lässt es sich trotzdem.',
    limit: (limitBytes, formats) => `Je bis zu ${formats.bytes(limitBytes)}.`,
    sending: (name) => `${name} wird hochgeladen`,
    tooLarge: (name, sizeBytes, limitBytes, formats) =>
      `„${name}“ hat ${formats.bytes(sizeBytes)}; höchstens ${formats.bytes(limitBytes)} werden angenommen.`,
    wrongType: (name, accepted, formats) => `„${name}“ hat einen anderen Typ. Angenommen werden ${formats.list(accepted)}.`,
    attach: 'Dateien anhängen',
    chosen: (count, formats) => `${formats.number(count)} ausgewählt`,
    all: (count, formats) => `Alle ${formats.number(count)} Dateien`,
    folder: 'Dieser Ordner',
    folderUnreachable: 'Dieser Ordner lässt sich nicht laden.',
    perLine: 'Ein Pfad pro Zeile',
  },
  recording: {
    recordAudio: 'Aufnehmen',
    recordVideo: 'Aufnehmen',
    openCamera: 'Kamera',
    takePicture: 'Foto aufnehmen',
    stop: 'Stoppen',
    close: 'Schließen',
    level: 'Pegel',
    asking: 'Wartet auf Ihre Erlaubnis',
    recorded: (stopwatch) => `${stopwatch} aufgenommen`,
    cameraView: 'Bild der Kamera',
    refused:
      'Der Browser hat keine Erlaubnis dafür. Erlauben Sie den Zugriff in den Einstellungen dieser Seite oder wählen Sie eine Datei.',
    noDevice: 'Kein Mikrofon und keine Kamera gefunden. Schließen Sie ein Gerät an oder wählen Sie eine Datei.',
    busyDevice: 'Ein anderes Programm benutzt das Gerät. Schließen Sie es oder wählen Sie eine Datei.',
    failed: 'In diesem Browser ist keine Aufnahme möglich. Wählen Sie stattdessen eine Datei.',
    fileName: 'aufnahme',
  },
  sketch: {
    board: (label) => `Auf „${label}“ malen`,
    help: 'Die Pfeiltasten bewegen den Pinsel, mit Umschalt weiter. Die Leertaste beginnt einen Strich und beendet ihn.',
    brush: 'Pinsel',
    eraser: 'Radierer',
    undo: 'Rückgängig',
    redo: 'Wiederholen',
    clear: 'Leeren',
    size: 'Breite',
    pixels: (count, formats) => `${formats.number(count)}${NBSP}px`,
    color: 'Farbe',
    ownColor: 'Andere Farbe',
    layer: 'Ebene',
    unreadable: 'Dieser Browser kann das Bild nicht zeigen, darum lässt sich nicht darauf malen. Es kann gesendet werden, wie es ist.',
    failed: 'Aus der Zeichnung ließ sich kein Bild machen. Versuchen Sie es noch einmal oder nehmen Sie ein kleineres Bild.',
  },
  marking: {
    help: 'Wählen Sie ein Stück des Textes aus, dann seine Klasse, und drücken Sie Markieren.',
    className: 'Klasse',
    score: 'Wert',
    mark: 'Markieren',
    nothingSelected: 'Wählen Sie zuerst ein Stück des Textes aus.',
    noClass: 'Nennen Sie zuerst eine Klasse.',
    pieces: 'Markierte Stücke',
    classOf: (piece) => `Klasse von „${piece}“`,
    unmark: (piece) => `Markierung von „${piece}“ entfernen`,
  },
  dialogue: {
    speaker: (line, formats) => `Sprecher von Zeile ${formats.number(line)}`,
    line: (line, formats) => `Zeile ${formats.number(line)}`,
    removeLine: (line, formats) => `Zeile ${formats.number(line)} entfernen`,
    addLine: 'Zeile hinzufügen',
    insertTag: 'Zeichen einfügen',
  },
  picking: {
    sample: (index, formats) => `Beispiel ${formats.number(index)}`,
    noSamples: 'Die App bietet nichts zur Auswahl an.',
  },
  issues: {
    missing: 'Hier fehlt ein Wert.',
    choiceMissing: 'Bitte eine Auswahl treffen.',
    notNumber: 'Das ist keine Zahl.',
    notWhole: 'Hier wird eine ganze Zahl gebraucht.',
    tooSmall: (minimum, formats) => `Der kleinste Wert ist ${formats.number(minimum)}.`,
    tooLarge: (maximum, formats) => `Der größte Wert ist ${formats.number(maximum)}.`,
    tooLong: (limit, formats) => `Höchstens ${formats.number(limit)} Zeichen passen hinein.`,
    tooMany: (limit, formats) => `Höchstens ${formats.number(limit)} können gewählt werden.`,
    notJson: (line, column, formats) => `Das ist noch kein JSON: siehe Zeile ${formats.number(line)}, Spalte ${formats.number(column)}.`,
    tooDeep: (limit, formats) => `Mehr als ${formats.number(limit)} Ebenen aus Listen und Objekten werden nicht angenommen.`,
    notColor: 'Das ist keine Farbe. Schreiben Sie sie als #1a2b3c.',
    notDate: 'Das ist kein Datum.',
    tooFew: (count, formats) => `Benötigt: ${formats.number(count)}.`,
    notEmail: 'Das ist keine E-Mail-Adresse.',
  },
  status: {
    uploading(place, count, sentBytes, totalBytes, formats) {
      const what =
        count === 1 ? 'Eine Datei wird hochgeladen' : `Datei ${formats.number(place)} von ${formats.number(count)} wird hochgeladen`
      return totalBytes === 0 ? what : `${what} · ${formats.bytesAs(sentBytes, totalBytes)} von ${formats.bytes(totalBytes)}`
    },
    submitting: 'Wird an die App gesendet',
    waiting(reason, seconds, formats) {
      if (reason === 'connection-limit' || reason === 'turn') return 'Wartet, bis Ihre anderen Läufe fertig sind'
      const when = seconds === null ? 'Neuer Versuch läuft.' : `Neuer Versuch in ${formats.number(seconds)}${NBSP}s.`
      if (reason === 'no-answer') return `Noch keine Antwort. ${when}`
      return reason === 'queue-full' ? `Die App ist ausgelastet. ${when}` : `Die App bittet um etwas Geduld. ${when}`
    },
    inLine: (position, formats) =>
      position === null
        ? 'In der Warteschlange'
        : position === 0
          ? 'Als Nächstes an der Reihe'
          : `Platz ${formats.number(position + 1)} in der Warteschlange`,
    longerThanUsual: 'dauert länger als sonst',
    running: 'Läuft',
    step,
    rate: (perSecond, unit, formats) => {
      const what = unit === 'steps' ? 'Schritte' : unit
      return perSecond >= 1 ? `${formats.short(perSecond)}${NBSP}${what}/s` : `${formats.short(perSecond * 60)}${NBSP}${what}/min`
    },
    left: (durationMs, formats) => `noch ${times.about(durationMs, formats)}`,
    cancelling: (isGenerator) =>
      isGenerator
        ? 'Wird gestoppt. Dieser Schritt läuft noch zu Ende.'
        : 'Wird gestoppt. Die App führt Begonnenes vielleicht noch zu Ende.',
    cancelled(durationMs, outcome, hasOutput, formats) {
      const time = times.exact(durationMs, formats)
      const stopped = {
        confirmed: `Nach ${time} gestoppt.`,
        requested: `Nach ${time} verlassen. Die App arbeitet vielleicht noch weiter.`,
        unsupported: `Nach ${time} verlassen. Diese App lässt sich nicht anhalten und arbeitet vielleicht noch weiter.`,
      }[outcome]
      return hasOutput ? `${stopped} Was schon da war, steht unten.` : stopped
    },
    succeeded: (durationMs, formats) => `Fertig nach ${times.exact(durationMs, formats)}`,
    fromCache: 'aus dem Zwischenspeicher',
    failed: (durationMs, formats) => `Nach ${times.exact(durationMs, formats)} fehlgeschlagen`,
    notStarted: 'Nicht gestartet',
    join: (pieces) => pieces.join(' · '),
    elapsed: (stopwatch) => `${stopwatch} vergangen`,
  },
  time: times,
  queue: {
    label: 'Platz in der Warteschlange',
    waiting: (count, formats) => `${formats.number(count)} warten`,
  },
  progress: {
    label: 'Fortschritt',
    unknownEnd: 'Läuft, Ende unbekannt',
  },
  logs: {
    title: (count, formats) => `Protokoll (${formats.number(count)})`,
    dropped: (count, formats) =>
      formats.plural(count, {
        one: `${formats.number(count)} frühere Zeile wurde nicht aufbewahrt.`,
        other: `${formats.number(count)} frühere Zeilen wurden nicht aufbewahrt.`,
      }),
    levels: { info: 'Hinweis', warning: 'Warnung', success: 'Erfolg', error: 'Fehler' },
    toasts: 'Meldungen der App',
    dismiss: 'Schließen',
  },
  output: {
    label: 'Ergebnis',
    unnamed: (index, formats) => `Ausgabe ${formats.number(index)}`,
    stale: 'Ergebnis des vorigen Laufs',
    awaited: 'Hier erscheint das Ergebnis.',
    empty: 'Nichts',
    yes: 'Ja',
    no: 'Nein',
    showAll: 'Alles anzeigen',
    showLess: 'Weniger anzeigen',
    items: (count, formats) => `Liste mit ${counted(count, 'Element', 'Elementen', formats)}`,
    members: (count, formats) => counted(count, 'Eintrag', 'Einträge', formats),
    more: (next, left, formats) =>
      next === left ? `${formats.number(next)} weitere anzeigen` : `${formats.number(next)} von ${formats.number(left)} weiteren anzeigen`,
  },
  chat: {
    you: 'Sie',
    assistant: 'Assistent',
    message: 'Nachricht',
    attachment: 'Anhang',
    thought: 'Gedankengang',
    pending: 'arbeitet',
    earlier: (next, left, formats) => `${formats.number(next)} von ${formats.number(left)} früheren Nachrichten anzeigen`,
    latest: 'Zur neuesten Nachricht',
    above: 'Das Gespräch steht oben.',
    none: 'Noch keine Nachrichten.',
    writeLabel: 'Nachricht',
    write: 'Nachricht schreiben. Eingabetaste sendet, Umschalt und Eingabetaste beginnen eine neue Zeile.',
    startOver: 'Neu beginnen',
  },
  markdown: {
    code: 'Code',
    table: 'Tabelle',
    taskDone: 'Erledigt',
    taskOpen: 'Offen',
    picture: (description) => (description === '' ? 'Bild' : `Bild: ${description}`),
  },
  media: {
    loading: 'Wird geladen',
    pictureBroken: 'Dieses Bild lässt sich nicht anzeigen.',
    newestBroken: 'Das neueste Bild lässt sich nicht anzeigen. Dies ist das vorige.',
    soundBroken: 'Dieser Ton lässt sich hier nicht abspielen.',
    filmBroken: 'Dieses Video lässt sich hier nicht abspielen.',
    fileUnreachable: 'Diese Datei lässt sich nicht laden.',
    foreign: (host) => `Diese Datei liegt auf einem anderen Server, ${host}, und wird nicht geladen.`,
    picture: 'Bild',
    film: 'Video',
    download: 'Herunterladen',
    downloadThing: (name) => `${name} herunterladen`,
    enlarge: (name) => `${name} vergrößern`,
    close: 'Schließen',
    previous: 'Zurück',
    next: 'Weiter',
    zoomIn: 'Vergrößern',
    zoomOut: 'Verkleinern',
    place: (index, count, formats) => `${formats.number(index)} von ${formats.number(count)}`,
    legend: 'Teile des Bildes',
    part: (index, formats) => `Teil ${formats.number(index)}`,
    divider: (label) => `Trennlinie in ${label}`,
    subtitles: 'Untertitel',
    subtitlesMissing: 'Die Untertitel lassen sich nicht laden.',
    more: (count, formats) => `${formats.number(count)} weitere anzeigen`,
    showAll: 'Alle anzeigen',
    onlyBeginning: (shown, all) => `Die ersten ${shown} von ${all}.`,
    onlyEnd: (shown, all) => `Die letzten ${shown} von ${all}.`,
    unknownKind: (component) => component,
  },
  table: {
    empty: 'Keine Zeilen',
    size: (rows, columns, formats) => `${counted(rows, 'Zeile', 'Zeilen', formats)} × ${counted(columns, 'Spalte', 'Spalten', formats)}`,
    cut: (rows, columns, formats) =>
      `Zu sehen sind die ersten ${formats.number(rows)} Zeilen und ${formats.number(columns)} Spalten. Kopiert wird alles.`,
    help: 'Pfeiltasten wechseln die Zelle, mit Umschalt wählen sie aus. Die Eingabetaste auf einem Spaltenkopf sortiert, Alt und eine Pfeiltaste ändern seine Breite.',
    editHelp:
      'Pfeiltasten wechseln die Zelle. Eingabetaste oder F2 bearbeitet eine Zelle, Escape lässt sie, wie sie war. Zellen aus einer Tabellenkalkulation lassen sich einfügen.',
    sorting: 'Sortierung läuft',
    rowNumber: 'Zeile',
    editCell: (column, row, formats) => (row === null ? `Name der Spalte ${column}` : `${column}, Zeile ${formats.number(row)}`),
    addRow: 'Zeile hinzufügen',
    addColumn: 'Spalte hinzufügen',
    deleteRows: (count, formats) => (count === 1 ? 'Zeile löschen' : `${formats.number(count)} Zeilen löschen`),
    deleteColumns: (count, formats) => (count === 1 ? 'Spalte löschen' : `${formats.number(count)} Spalten löschen`),
    undo: 'Rückgängig',
    pasted(rows, columns, isCut, formats) {
      const what = `${counted(rows, 'Zeile', 'Zeilen', formats)} mit ${counted(columns, 'Zelle', 'Zellen', formats)} eingefügt.`
      return isCut ? `${what} Für den Rest war kein Platz.` : what
    },
    badCell(column, row, type, formats) {
      const wanted = { number: 'eine Zahl', bool: '„true“ oder „false“', date: 'ein Datum' }[type]
      return `${column}, Zeile ${formats.number(row)}: Hier wird ${wanted} gebraucht.`
    },
  },
  marked: { legend: 'Klassen' },
  model: {
    noGraphics: 'Dieser Browser kann nicht dreidimensional zeichnen. Das Modell lässt sich herunterladen.',
    notDrawn: 'Modelle dieser Art werden hier nicht gezeichnet. Das Modell lässt sich herunterladen.',
    failed: 'Das Modell ließ sich nicht zeichnen. Es lässt sich herunterladen.',
  },
  plot: {
    noData: 'Keine Daten zum Zeichnen',
    describe(title, mark, x, y, count, formats) {
      const kind = { line: 'Liniendiagramm', bar: 'Balkendiagramm', point: 'Punktdiagramm' }[mark]
      return `${title}: ${kind}, ${y} über ${x}, ${counted(count, 'Punkt', 'Punkte', formats)}`
    },
    picture: (title) => `${title}: Diagramm`,
    thinned: (drawn, whole, formats) => `${formats.number(drawn)} von ${formats.number(whole)} Punkten sind gezeichnet.`,
    asTable: 'Daten als Tabelle anzeigen',
    tableOf: (title) => `Daten zu ${title}`,
    unknown: (type) => `Dieses Diagramm ist mit ${type} gemacht, das hier nicht gezeichnet wird.`,
    refused: 'Dieses Diagramm lässt sich hier nicht zeichnen.',
    download: 'Diagramm als JSON herunterladen',
    forDevelopers: 'Für Entwickler: so wird es gezeichnet',
  },
  connection: {
    reconnecting(seconds, isKept, formats) {
      const when = seconds === null ? 'Wird neu verbunden.' : `Neuer Versuch in ${formats.number(seconds)}${NBSP}s.`
      return isKept ? `Verbindung verloren. Ihr Lauf geht weiter. ${when}` : `Verbindung verloren. ${when}`
    },
    offline: (isKept) =>
      isKept ? 'Sie sind offline. Ihr Lauf geht weiter.' : 'Sie sind offline. Dieser Lauf geht möglicherweise verloren.',
    offlineUnsent: 'Sie sind offline. Ihr Lauf startet, sobald Sie wieder verbunden sind.',
    stalled: 'Seit einer Weile kein Lebenszeichen von der App. Die Verbindung bleibt offen.',
    pollingBlocked: 'Live-Aktualisierungen sind in diesem Netz gesperrt. Alle paar Sekunden wird nachgefragt.',
    pollingChosen: 'Live-Aktualisierungen sind ausgeschaltet. Alle paar Sekunden wird nachgefragt.',
    inOnePiece: 'Live-Aktualisierungen sind hier nicht möglich. Das Ergebnis kommt in einem Stück.',
    why: 'Warum',
    leaveEndsRun: 'Wenn Sie diese Seite schließen, endet der Lauf.',
    leaveKeepsRun: 'Sie können diese Seite schließen. Der Lauf geht weiter.',
  },
  announcements: {
    uploading: (count, formats) =>
      formats.plural(count, { one: 'Eine Datei wird hochgeladen.', other: `${formats.number(count)} Dateien werden hochgeladen.` }),
    submitting: 'Lauf gestartet.',
    running: (percent) => (percent === null ? 'Läuft.' : `Läuft, ${percent}.`),
    succeeded: (durationMs, formats) => `Fertig nach ${times.exact(durationMs, formats)}. Das Ergebnis ist da.`,
    reconnecting: 'Verbindung verloren. Wird neu verbunden.',
    reconnected: 'Wieder verbunden.',
    polling: 'Statt Live-Aktualisierungen wird nun regelmäßig nachgefragt.',
  },
  error: {
    details: 'Einzelheiten',
    code: 'Kennung',
    endpoint: 'Endpunkt',
    address: 'Adresse',
    httpStatus: 'Antwort',
    run: 'Lauf',
    space: 'Space',
    stage: 'Zustand',
    time: 'Zeitpunkt',
    seen: 'Gefunden',
    message: 'Meldung',
    unnamedParameter: 'Ein Wert',
  },
  reload: {
    action: 'Seite neu laden',
    offline: 'Sie sind offline. Sobald die Verbindung wieder da ist, lässt sich die Seite neu laden.',
    losesInputs: 'Was hier eingegeben wurde, geht dabei verloren.',
    losesResult: 'Das Ergebnis, das hier zu sehen ist, geht dabei verloren.',
    runKept: 'Ihr Lauf geht weiter und wird danach wieder angezeigt.',
    runLeft: 'Ihr Lauf geht weiter, wird danach aber nicht mehr angezeigt.',
    runEnds: 'Ihr Lauf endet dabei.',
  },
  errors: {
    'options-invalid': ({ message }) => ({ title: 'Hier ist etwas nicht richtig eingerichtet.', body: message }),
    'address-invalid': ({ message }) => ({ title: 'Das ist keine Adresse einer App.', body: message }),
    'app-unreachable': () => ({ title: 'Die App antwortet nicht.' }),
    'app-not-gradio': () => ({ title: 'Unter dieser Adresse gibt es keine Gradio-App.' }),
    'app-not-allowed': () => ({ title: 'Diese App darf von hier aus nicht benutzt werden.' }),
    'relay-unreachable': () => ({ title: 'Der Vermittlungsserver antwortet nicht.' }),
    'login-required': ({ details }) => ({
      title: 'Für diese App ist eine Anmeldung nötig.',
      body: details.authMessage,
      next: 'Melden Sie sich dort an und prüfen Sie dann erneut.',
    }),
    'protocol-unsupported': ({ details }) => ({
      title: details.version
        ? `Diese App läuft mit Gradio ${details.version}, das nicht unterstützt wird.`
        : 'Diese Gradio-Version wird nicht unterstützt.',
    }),
    'discovery-failed': ({ message }) => ({ title: 'Die Beschreibung der App ließ sich nicht lesen.', body: message }),
    'endpoint-unknown': ({ details, formats }) => ({
      title: details.endpoint ? `Die App hat keinen Endpunkt ${details.endpoint}.` : 'Die App hat keinen solchen Endpunkt.',
      body: details.nearest || details.available.length === 0 ? undefined : `Sie hat ${formats.list(details.available.slice(0, 8))}.`,
    }),
    'input-invalid': () => ({ title: 'Einige Angaben müssen geändert werden.' }),
    'queue-full': ({ details, formats }) => ({
      title: 'Die App ist ausgelastet.',
      body:
        details.retryAfterMs === undefined
          ? 'Ihre Warteschlange ist voll.'
          : `Ihre Warteschlange ist voll. Bis zum nächsten Versuch: ${times.about(details.retryAfterMs, formats)}.`,
    }),
    'join-refused': ({ message }) => ({ title: 'Die App hat den Lauf abgelehnt.', body: message }),
    'connection-refused': () => ({ title: 'Die App hat die Verbindung abgelehnt.' }),
    'connection-lost': ({ isRelayed }) => ({
      title: 'Verbindung verloren.',
      body: isRelayed ? undefined : 'Ohne Vermittlungsserver lässt sich dieser Lauf nicht wieder aufnehmen.',
    }),
    'connection-timeout': () => ({ title: 'Die App antwortet nicht.', body: 'Die Verbindung kam nicht rechtzeitig zustande.' }),
    'join-timeout': () => ({ title: 'Die App antwortet nicht.', body: 'Sie hat den Lauf nicht rechtzeitig angenommen.' }),
    'queue-timeout': () => ({ title: 'Die Wartezeit war zu lang.', body: 'Der Lauf wurde aus der Warteschlange genommen.' }),
    'idle-timeout': ({ isRelayed }) => ({
      title: 'Von der App kommt nichts mehr.',
      body: isRelayed ? undefined : 'Ohne Vermittlungsserver lässt sich dieser Lauf nicht wieder aufnehmen.',
    }),
    'run-timeout': () => ({ title: 'Der Lauf hat zu lange gedauert.', body: 'Er wurde gestoppt.' }),
    'buffer-exceeded': () => ({ title: 'Die App hat mehr gesendet, als hineinpasst.' }),
    'stream-invalid': () => ({ title: 'Die App hat etwas gesendet, das sich nicht lesen lässt.' }),
    'message-invalid': () => ({ title: 'Die App hat etwas gesendet, das sich nicht lesen lässt.' }),
    'session-unknown': () => ({ title: 'Die App kennt diesen Lauf nicht mehr.' }),
    'resume-expired': () => ({
      title: 'Dieser Lauf lässt sich nicht mehr aufnehmen.',
      body: 'Ein Lauf wird nach seinem Ende nur eine Zeit lang aufbewahrt. Sein Ergebnis ist nicht mehr da.',
    }),
    'run-failed': ({ details, message }) => ({
      title: details.title && details.title !== 'Error' ? details.title : 'Die App konnte nicht zu Ende arbeiten.',
      body: details.appMessage === null ? 'Sie nennt keinen Grund.' : (details.appMessage ?? message),
    }),
    'upload-failed': ({ details }) => ({
      title: details.file ? `„${details.file}“ konnte nicht gesendet werden.` : 'Eine Datei konnte nicht gesendet werden.',
    }),
    'load-failed': ({ details }) => ({
      title: 'Ein Teil dieser Seite konnte nicht geladen werden.',
      next: details.isOffline
        ? 'Sie sind offline. Sobald die Verbindung wieder da ist, wird er geladen.'
        : 'Prüfen Sie das Netz und versuchen Sie es erneut. Hilft das nicht, laden Sie die Seite neu.',
    }),
    'reload-needed': ({ details }) => ({
      title: 'Ein Teil dieser Seite konnte nicht geladen werden.',
      body: details.isGone ? 'Vielleicht gibt es eine neuere Fassung dieser Seite.' : undefined,
      next: 'Laden Sie die Seite neu, um weiterzumachen.',
    }),
    'file-too-large': ({ details, formats }) => ({
      title: details.file ? `„${details.file}“ ist zu groß.` : 'Eine Datei ist zu groß.',
      body:
        details.limitBytes === undefined
          ? undefined
          : details.sizeBytes === undefined
            ? `Höchstens ${formats.bytes(details.limitBytes)} werden angenommen.`
            : `Sie hat ${formats.bytes(details.sizeBytes)}; höchstens ${formats.bytes(details.limitBytes)} werden angenommen.`,
    }),
    'space-private': () => ({
      title: 'Dieser Space ist privat, oder es gibt ihn nicht.',
      next: 'Prüfen Sie den Namen oder bitten Sie den Betreiber um Zugang.',
    }),
    'space-paused': () => ({ title: 'Dieser Space ist angehalten.' }),
    'space-broken': ({ details }) => ({ title: 'Dieser Space funktioniert gerade nicht.', body: brokenWords[details.stage ?? ''] }),
    'space-deleted': () => ({ title: 'Dieser Space wird gelöscht.' }),
    'wake-timeout': () => ({
      title: 'Die App ist nicht rechtzeitig gestartet.',
      body: 'Vielleicht startet sie noch.',
      next: 'Versuchen Sie es in einer Weile noch einmal.',
    }),
    'gpu-quota-exceeded': ({ details, formats }) => quotaWords(details, formats),
    'gpu-unavailable': ({ details }) => ({
      title: details.kind === 'busy' ? 'Alle GPUs sind belegt.' : 'Die App hat keine GPU bekommen.',
      body: details.kind === 'token-expired' ? 'Diese Seite ist schon zu lange offen. Laden Sie sie neu.' : undefined,
    }),
    'gpu-duration-refused': () => ({ title: 'Dieser Lauf verlangt mehr GPU-Zeit als erlaubt.' }),
    aborted: () => ({ title: 'Der Lauf wurde abgebrochen.' }),
  },
}

/** German, complete. */
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

/** What a visitor can do next, where several errors say the same. */
const next = {
  later: 'Versuchen Sie es in einer Weile noch einmal.',
  again: 'Starten Sie erneut.',
  againOrOwner: 'Starten Sie erneut. Hilft das nicht, fragen Sie den Betreiber der App.',
  network: 'Prüfen Sie das Netz und versuchen Sie es dann erneut.',
  tellPage: 'Sagen Sie dem Betreiber dieser Seite Bescheid.',
  less: 'Verlangen Sie weniger und starten Sie dann erneut.',
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
    later: 'Starten Sie später erneut.',
    signedIn: 'Wenn Sie bei Hugging Face angemeldet sind, bekommen Sie vielleicht mehr.',
    between: ' ',
  },
  times,
)

/** Titles for what the relay refuses a client. */
const OVER_LIMIT: Readonly<Record<ClientLimit, string>> = {
  runs: 'Der Vermittlungsserver erlaubt Ihnen nicht mehr Läufe gleichzeitig.',
  'runs-per-minute': 'Der Vermittlungsserver lässt Sie im Moment keine weiteren Läufe starten.',
  'bytes-per-minute': 'Der Vermittlungsserver nimmt im Moment keine weiteren Daten von Ihnen an.',
  streams: 'Der Vermittlungsserver hält für Sie keine weiteren Verbindungen offen.',
  sessions: 'Der Vermittlungsserver erlaubt Ihnen nicht mehr Läufe gleichzeitig.',
}

/** The texts in German. */
export const de: Messages = {
  actions: {
    run: 'Starten',
    start: 'Starten',
    stop: 'Stoppen',
    cancel: 'Abbrechen',
    stopping: 'Wird gestoppt',
    tryAgain: 'Erneut versuchen',
    reloadPage: 'Seite neu laden',
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
  signIn: {
    signedInAs: (user) => `Angemeldet als ${user}`,
    signOut: 'Abmelden',
    user: 'Benutzername',
    password: 'Passwort',
    signingIn: 'Anmeldung läuft',
    done: 'Sie sind angemeldet.',
    required: 'Diese App möchte, dass Sie sich mit Hugging Face anmelden.',
    optional: 'Sie können sich mit Hugging Face anmelden. Es geht auch ohne.',
    offered: 'Diese App hat eine Anmeldung mit Hugging Face. Manches, was sie tut, braucht sie vielleicht.',
    tokenGiven: 'Die App handelt mit dem Hugging-Face-Token, das diese Seite ihr gibt.',
    openApp: 'App öffnen',
  },
  gpuTime: {
    none: 'Es ist keine GPU-Zeit übrig.',
    left: (left, whole) => (whole === null ? `Übrige GPU-Zeit: ${left}.` : `Übrige GPU-Zeit: ${left} von ${whole}.`),
    back: (time) => `Bis sie wiederkommt: ${time}.`,
    payer: 'Es ist die des Hugging-Face-Kontos, dessen Token diese Seite hat.',
  },
  form: {
    gradio: {
      'chat_interface.additional_inputs': 'Weitere Eingaben',
      'chat_interface.chatbot': 'Chatbot',
      'chat_interface.conversation': 'Unterhaltung',
      'chat_interface.message_placeholder': 'Nachricht schreiben …',
      'chat_interface.new_chat': 'Neuer Chat',
    },
    kinds: {
      text: 'Text',
      number: 'Zahl',
      option: 'Option',
      choice: 'Auswahl',
      choices: 'Auswahl',
      image: 'Bild',
      images: 'Bilder',
      audio: 'Ton',
      video: 'Video',
      file: 'Datei',
      table: 'Tabelle',
      conversation: 'Gespräch',
      message: 'Nachricht',
      colour: 'Farbe',
      date: 'Datum und Zeit',
      code: 'Code',
      model: '3D-Modell',
      value: 'Wert',
    },
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
    listComing: 'Die Liste wird geladen.',
    listFailed: 'Die App konnte diese Liste nicht füllen. Laden Sie die Seite neu, um es noch einmal zu versuchen.',
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
  live: {
    pause: 'Pause',
    resume: 'Fortfahren',
    opening: 'Wird eingeschaltet. Ihr Browser fragt Sie vielleicht um Erlaubnis.',
    paused: 'Pausiert. Es wird nichts gesendet.',
    ending: 'Der Rest wird gesendet.',
    limit: (stopwatch) => `Die App beendet einen Lauf nach ${stopwatch}.`,
    behind: (seconds, formats) => `Die App ist ${formats.number(seconds)}${NBSP}s im Rückstand.`,
    dropped: (seconds, formats) => `Die App ist zu langsam: ${formats.number(seconds)}${NBSP}s Ton wurden ausgelassen.`,
    notLoaded: 'Was dafür nötig ist, konnte nicht geladen werden. Prüfen Sie das Netz und laden Sie die Seite neu.',
  },
  microphone: {
    ready: 'Mit „Starten“ hört die App Ihr Mikrofon, bis Sie „Stoppen“ drücken.',
    waiting: 'Wartet auf die App. Bis zu eine Minute Ton wird für sie aufgehoben.',
    sending: 'Die App hört Ihr Mikrofon.',
    lost: 'Das Mikrofon ist weg. Schließen Sie es an und drücken Sie „Fortfahren“, oder drücken Sie „Stoppen“.',
    muted: 'Ihr Gerät hat das Mikrofon stummgeschaltet: Die App hört Stille.',
    refused: 'Der Browser darf das Mikrofon nicht benutzen. Erlauben Sie es in den Einstellungen dieser Seite und starten Sie neu.',
    refusedByFrame: 'Die Seite um diese herum erlaubt ihr das Mikrofon nicht. Wer jene Seite gemacht hat, kann es erlauben.',
    noDevice: 'Kein Mikrofon gefunden. Schließen Sie eines an und starten Sie neu.',
    busy: 'Das Mikrofon lässt sich nicht lesen. Vielleicht benutzt es ein anderes Programm: Schließen Sie es und starten Sie neu.',
    insecure: 'Browser geben ein Mikrofon nur Seiten mit sicherer Adresse (https). Öffnen Sie diese Seite unter einer solchen Adresse.',
    unsupported: 'Das Mikrofon lässt sich in diesem Browser nicht benutzen. Versuchen Sie einen anderen.',
    silent: 'Vom Mikrofon kommt kein Ton, obwohl es erlaubt wurde. Prüfen Sie es und starten Sie neu.',
    single: 'Diese App ist für Live-Ton gemacht. Ihre Gradio-Version nimmt hier je Lauf eine Aufnahme.',
  },
  camera: {
    ready: 'Mit „Starten“ sieht die App Ihre Kamera, bis Sie „Stoppen“ drücken.',
    waiting: 'Wartet auf die App. Sobald sie da ist, bekommt sie Bilder.',
    sending: 'Die App sieht Ihre Kamera.',
    lost: 'Die Kamera ist weg. Schließen Sie sie an und drücken Sie „Fortfahren“, oder drücken Sie „Stoppen“.',
    muted: 'Ihr Gerät hat die Kamera abgeschaltet: Die App sieht Schwarz.',
    refused: 'Der Browser darf die Kamera nicht benutzen. Erlauben Sie es in den Einstellungen dieser Seite und starten Sie neu.',
    refusedByFrame: 'Die Seite um diese herum erlaubt ihr die Kamera nicht. Wer jene Seite gemacht hat, kann es erlauben.',
    noDevice: 'Keine Kamera gefunden. Schließen Sie eine an und starten Sie neu.',
    busy: 'Die Kamera lässt sich nicht lesen. Vielleicht benutzt sie ein anderes Programm: Schließen Sie es und starten Sie neu.',
    insecure: 'Browser geben eine Kamera nur Seiten mit sicherer Adresse (https). Öffnen Sie diese Seite unter einer solchen Adresse.',
    unsupported: 'Die Kamera lässt sich in diesem Browser nicht benutzen. Versuchen Sie einen anderen.',
    silent: 'Von der Kamera kommt kein Bild, obwohl sie erlaubt wurde. Prüfen Sie sie und starten Sie neu.',
    single: 'Diese App ist für Live-Bilder gemacht. Ihre Gradio-Version nimmt hier je Lauf ein Bild.',
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
  typed: {
    kinds: {
      text: 'Text',
      number: 'Zahl',
      whole: 'Ganze Zahl',
      flag: 'Ja oder nein',
      choice: 'Auswahl',
      date: 'Datum',
      file: 'Datei',
      files: 'Dateien',
      list: 'Liste',
      map: 'Namen und Werte',
      group: 'Mehrere Felder',
      nothing: 'Nichts',
      json: 'JSON',
    },
    kindOf: (label) => `Art von ${label}`,
    entry: (index, formats) => `Eintrag ${formats.number(index)}`,
    add: 'Eintrag hinzufügen',
    name: 'Name',
    value: 'Wert',
    within: (part, issue) => `${part}: ${issue}`,
    repeated: 'Diesen Namen gibt es zweimal.',
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
    mismatched: (wanted, formats) => `Das passt hier nicht. Es passt: ${formats.list(wanted)}.`,
    listLength: (needed, given, formats) => `Benötigte Einträge: ${needed}. Vorhanden: ${formats.number(given)}.`,
    extra: (taken, given, formats) => `Werte, die die App annimmt: ${formats.number(taken)}. Vorhanden: ${formats.number(given)}.`,
    unknownName: 'Die App nimmt keinen Wert mit diesem Namen an.',
    inexact: 'Diese Zahl hat mehr Stellen, als gesendet werden können.',
    notSendable: 'Dieser Wert kann nicht gesendet werden.',
    fileWanted: 'Hier wird eine Datei gebraucht.',
    fileUnreadable: 'Die Datei konnte nicht gelesen werden. Wählen Sie sie noch einmal aus.',
    fileForeign: (host) => `Diese Datei gehört zu einer anderen App: ${host}.`,
    fileNotFetched: 'Diese App nimmt nur die Datei selbst an, nicht ihre Adresse.',
    refused: 'Die App hat diesen Wert nicht angenommen.',
  },
  status: {
    uploading(place, count, sentBytes, totalBytes, formats) {
      const what =
        count === 1 ? 'Eine Datei wird hochgeladen' : `Datei ${formats.number(place)} von ${formats.number(count)} wird hochgeladen`
      return totalBytes === 0 ? what : `${what} · ${formats.bytesAs(sentBytes, totalBytes)} von ${formats.bytes(totalBytes)}`
    },
    preparing: 'Dateien werden vorbereitet',
    submitting: 'Wird an die App gesendet',
    waiting(reason, seconds, formats) {
      if (reason === 'connection-limit' || reason === 'turn') return 'Wartet, bis Ihre anderen Läufe fertig sind'
      const when = seconds === null ? 'Neuer Versuch läuft.' : `Neuer Versuch in ${formats.number(seconds)}${NBSP}s.`
      if (reason === 'no-answer') return `Noch keine Antwort. ${when}`
      return reason === 'queue-full' ? `Die App ist ausgelastet. ${when}` : `Im Moment zu viele Anfragen. ${when}`
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
    filter: 'Welche Zeilen',
    all: 'Alle',
    ofLevel: { info: 'Hinweise', warning: 'Warnungen', success: 'Erfolge', error: 'Fehler' },
    lines: 'Protokoll',
    restarted: 'Der Server, der diesem Lauf folgte, ist ausgefallen. Der Lauf wurde deshalb neu begonnen.',
    toasts: 'Meldungen der App',
    dismiss: 'Schließen',
  },
  output: {
    label: 'Ergebnis',
    unnamed: (index, formats) => `Ausgabe ${formats.number(index)}`,
    stale: 'Ergebnis eines früheren Laufs',
    awaited: 'Hier erscheint das Ergebnis.',
    empty: 'Nichts',
    nothing: (why) =>
      ({
        'no-value': 'Es gibt keinen Wert zu zeigen.',
        layout: 'Das hat nur das Aussehen der Seite der App geändert. Es gibt keinen Wert zu zeigen.',
        form: 'Was sich geändert hat, steht im Formular.',
      })[why],
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
    conversation: 'Gespräch',
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
    retry: 'Noch einmal fragen',
    undo: 'Zurücknehmen',
    edit: 'Bearbeiten',
    editLabel: 'Neuer Wortlaut',
    editHint: 'Enter sendet, Umschalt und Enter beginnen eine neue Zeile, Escape lässt alles, wie es war.',
    send: 'Senden',
    like: 'Gute Antwort',
    dislike: 'Schlechte Antwort',
    ratingFailed: 'Die Bewertung wurde nicht angenommen.',
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
    folderUnreachable: 'Dieser Ordner lässt sich nicht laden.',
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
    succeeded: (durationMs, formats, hasResult) =>
      `Fertig nach ${times.exact(durationMs, formats)}. ${hasResult ? 'Das Ergebnis ist da.' : 'Es gibt keinen Wert zu zeigen.'}`,
    reconnecting: 'Verbindung verloren. Wird neu verbunden.',
    reconnected: 'Wieder verbunden.',
    polling: 'Statt Live-Aktualisierungen wird nun regelmäßig nachgefragt.',
  },
  error: {
    mayRun: 'Vielleicht hat die App den Lauf trotzdem angenommen. Starten Sie nur erneut, wenn ein zweiter Lauf nicht schadet.',
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
    moreIssues: (count, formats) => (count === 1 ? 'Noch einer.' : `Noch ${formats.number(count)} weitere.`),
  },
  history: {
    label: 'Läufe',
    empty: 'Noch keine Läufe.',
    status: {
      running: 'Läuft',
      succeeded: 'Fertig',
      failed: 'Fehlgeschlagen',
      cancelled: 'Abgebrochen',
      unseen: 'Die Seite wurde vor dem Ende verlassen.',
    },
    useInputs: 'Diese Werte übernehmen',
    inputs: 'Werte',
    result: 'Ergebnis',
    noResult: 'Das Ergebnis wurde nicht aufbewahrt.',
    remove: 'Entfernen',
    clear: 'Liste leeren',
    ofApp: 'Läufe von der eigenen Seite der App',
  },
  notice: {
    ask: 'Benachrichtigen, wenn es fertig ist',
    on: 'Sie werden benachrichtigt, wenn es fertig ist.',
    denied: 'Benachrichtigungen dieser Seite sind im Browser blockiert.',
    ended: (status, title) =>
      status === 'succeeded' ? `${title} ist fertig` : status === 'failed' ? `${title} ist fehlgeschlagen` : `${title} wurde abgebrochen`,
  },
  errors: {
    'options-invalid': () => ({ title: 'Hier ist etwas nicht richtig eingerichtet.', next: next.tellPage }),
    'address-invalid': () => ({ title: 'Das ist keine Adresse einer App.', next: 'Prüfen Sie die Adresse.' }),
    'app-unreachable': () => ({ title: 'Die App antwortet nicht.', next: next.later }),
    'app-not-gradio': () => ({ title: 'Unter dieser Adresse gibt es keine Gradio-App.', next: 'Prüfen Sie die Adresse.' }),
    'app-not-allowed': () => ({
      title: 'Diese App darf von hier aus nicht benutzt werden.',
      next: 'Bitten Sie den Betreiber dieser Seite, sie zuzulassen.',
    }),
    'relay-unreachable': () => ({ title: 'Der Vermittlungsserver antwortet nicht.', next: next.network }),
    'login-required': ({ details, formats, isRelayed, takesPassword }) => {
      const elsewhere =
        isRelayed && !takesPassword ? 'Von dieser Seite aus kann man sich dort nicht anmelden. Öffnen Sie die App selbst.' : undefined
      switch (details.reason) {
        case 'signed-out':
          return {
            title: 'Sie sind abgemeldet.',
            body: ['Es wurde nichts begonnen.', details.authMessage].filter(Boolean).join(' '),
            next: elsewhere ?? 'Melden Sie sich wieder an und starten Sie dann erneut.',
          }
        case 'signed-out-midway':
          return {
            title: 'Sie sind abgemeldet.',
            body: 'Was begonnen wurde, läuft in der App vielleicht weiter.',
            next: elsewhere ?? 'Melden Sie sich wieder an und starten Sie dann erneut.',
          }
        case 'wrong-credentials':
          return { title: 'Benutzername oder Passwort ist falsch.', next: null }
        case 'too-many-tries':
          return {
            title: 'Zu viele Versuche.',
            next:
              details.retryAfterMs === undefined
                ? 'Warten Sie eine Weile und versuchen Sie es dann erneut.'
                : `Bis zum nächsten Versuch: ${times.about(details.retryAfterMs, formats)}.`,
          }
        case 'not-kept':
          return {
            title: 'Die Anmeldung hat geklappt, aber dieser Browser behält sie für diese Seite nicht.',
            next: 'Öffnen Sie die App selbst oder eine Seite derselben Website.',
          }
        case 'no-password':
          return { title: 'Diese App nimmt keinen Benutzernamen mit Passwort.', next: 'Melden Sie sich auf ihrer eigenen Seite an.' }
        case undefined:
        default:
          return {
            title: 'Für diese App ist eine Anmeldung nötig.',
            body: details.authMessage,
            next: takesPassword
              ? 'Melden Sie sich mit Ihrem Benutzernamen und Passwort dafür an.'
              : (elsewhere ?? 'Melden Sie sich dort an und prüfen Sie dann erneut.'),
          }
      }
    },
    'protocol-unsupported': ({ details }) => ({
      title: details.version
        ? `Diese App läuft mit Gradio ${details.version}, das nicht unterstützt wird.`
        : 'Diese Gradio-Version wird nicht unterstützt.',
      next: next.tellPage,
    }),
    'discovery-failed': () => ({
      title: 'Die Beschreibung der App ließ sich nicht lesen.',
      next: 'Versuchen Sie es erneut. Hilft das nicht, sagen Sie dem Betreiber dieser Seite Bescheid.',
    }),
    'endpoint-unknown': ({ details, formats }) => ({
      title: details.endpoint ? `Die App hat keinen Endpunkt ${details.endpoint}.` : 'Die App hat keinen solchen Endpunkt.',
      body: details.nearest || details.available.length === 0 ? undefined : `Sie hat ${formats.list(details.available.slice(0, 8))}.`,
      next: details.nearest ? `Meinten Sie ${details.nearest}?` : next.tellPage,
    }),
    'input-invalid': () => ({ title: 'Einige Angaben müssen geändert werden.', next: 'Ändern Sie sie und starten Sie dann erneut.' }),
    'queue-full': ({ details, formats }) => ({
      title: 'Die App ist ausgelastet.',
      body:
        details.retryAfterMs === undefined
          ? 'Ihre Warteschlange ist voll.'
          : `Ihre Warteschlange ist voll. Bis zum nächsten Versuch: ${times.about(details.retryAfterMs, formats)}.`,
      next: details.retryAfterMs === undefined ? 'Versuchen Sie es gleich noch einmal.' : null,
    }),
    'rate-limited': ({ details, formats }) => ({
      title: details.limit === undefined ? 'Die App nimmt im Moment keine Anfragen mehr an.' : OVER_LIMIT[details.limit],
      body: details.retryAfterMs === undefined ? undefined : `Bis zum nächsten Versuch: ${times.about(details.retryAfterMs, formats)}.`,
      next: details.retryAfterMs === undefined ? next.later : null,
    }),
    'access-denied': () => ({ title: 'Die App verweigert den Zugriff.', next: 'Bitten Sie den Betreiber der App um Zugang.' }),
    'file-unavailable': () => ({
      title: 'Die Datei ist nicht verfügbar.',
      next: 'Starten Sie erneut: Vielleicht erzeugt die App dann eine neue.',
    }),
    'join-refused': ({ details }) =>
      details.status === 413
        ? { title: 'Was gesendet werden sollte, ist zu groß.', next: 'Senden Sie weniger oder kleinere Dateien.' }
        : {
            title: details.mayRun ? 'Die App hat nicht gesagt, ob sie den Lauf angenommen hat.' : 'Die App hat den Lauf abgelehnt.',
            next: next.againOrOwner,
          },
    'connection-refused': () => ({ title: 'Die App hat die Verbindung abgelehnt.', next: next.later }),
    'connection-lost': ({ isRelayed }) => ({
      title: 'Verbindung verloren.',
      body: isRelayed ? undefined : 'Ohne Vermittlungsserver lässt sich dieser Lauf nicht wieder aufnehmen.',
      next: next.network,
    }),
    'connection-timeout': () => ({
      title: 'Die App antwortet nicht.',
      body: 'Die Verbindung kam nicht rechtzeitig zustande.',
      next: next.later,
    }),
    'join-timeout': () => ({
      title: 'Die App antwortet nicht.',
      body: 'Sie hat nicht rechtzeitig gesagt, ob sie den Lauf angenommen hat.',
      next: next.later,
    }),
    'queue-timeout': () => ({
      title: 'Die Wartezeit war zu lang.',
      body: 'Der Lauf wurde aus der Warteschlange genommen.',
      next: next.later,
    }),
    'idle-timeout': ({ isRelayed }) => ({
      title: 'Von der App kommt nichts mehr.',
      body: isRelayed ? undefined : 'Ohne Vermittlungsserver lässt sich dieser Lauf nicht wieder aufnehmen.',
      next: next.again,
    }),
    'run-timeout': () => ({ title: 'Der Lauf hat zu lange gedauert.', body: 'Er wurde gestoppt.', next: next.less }),
    'buffer-exceeded': () => ({ title: 'Die App hat mehr gesendet, als hineinpasst.', next: next.less }),
    'stream-invalid': () => ({ title: 'Die App hat etwas gesendet, das sich nicht lesen lässt.', next: next.againOrOwner }),
    'message-invalid': () => ({ title: 'Die App hat etwas gesendet, das sich nicht lesen lässt.', next: null }),
    'session-unknown': () => ({ title: 'Die App kennt diesen Lauf nicht mehr.', next: next.again }),
    'store-unavailable': () => ({ title: 'Der Vermittlungsserver konnte diesen Lauf nicht speichern.', next: next.again }),
    'relay-lost': () => ({ title: 'Der Vermittlungsserver, der diesem Lauf folgte, ist ausgefallen.', next: next.again }),
    'token-invalid': () => ({
      title: 'Der Link zu diesem Lauf ist abgelaufen oder gehört nicht hierher.',
      next: 'Bitten Sie die Person, von der Sie ihn haben, um einen neuen.',
    }),
    'resume-expired': () => ({
      title: 'Dieser Lauf lässt sich nicht mehr aufnehmen.',
      body: 'Ein Lauf wird nach seinem Ende nur eine Zeit lang aufbewahrt. Sein Ergebnis ist nicht mehr da.',
      next: next.again,
    }),
    'run-failed': ({ details }) => ({
      title: details.title && details.title !== 'Error' ? details.title : 'Die App konnte nicht zu Ende arbeiten.',
      body: details.appMessage === undefined ? undefined : details.appMessage?.trim() || 'Sie nennt keinen Grund.',
      next: details.appMessage?.trim() ? 'Prüfen Sie die Angaben und starten Sie dann erneut.' : next.againOrOwner,
    }),
    'upload-failed': ({ details }) => ({
      title: details.file ? `„${details.file}“ konnte nicht gesendet werden.` : 'Eine Datei konnte nicht gesendet werden.',
      next: 'Versuchen Sie es erneut. Es wurde nichts gestartet.',
    }),
    'load-failed': ({ details }) => ({
      title: 'Ein Teil dieser Seite konnte nicht geladen werden.',
      next: details.isOffline
        ? 'Sie sind offline. Sobald die Verbindung wieder da ist, wird er geladen.'
        : 'Prüfen Sie das Netz und versuchen Sie es erneut. Hilft das nicht, laden Sie die Seite neu.',
    }),
    'file-too-large': ({ details, formats }) => ({
      title: details.file ? `„${details.file}“ ist zu groß.` : 'Eine Datei ist zu groß.',
      body:
        details.limitBytes === undefined
          ? undefined
          : details.sizeBytes === undefined
            ? `Höchstens ${formats.bytes(details.limitBytes)} werden angenommen.`
            : `Sie hat ${formats.bytes(details.sizeBytes)}; höchstens ${formats.bytes(details.limitBytes)} werden angenommen.`,
      next: 'Wählen Sie eine kleinere Datei.',
    }),
    'space-private': () => ({
      title: 'Dieser Space ist privat, oder es gibt ihn nicht.',
      next: 'Prüfen Sie den Namen oder bitten Sie den Betreiber um Zugang.',
    }),
    'space-paused': () => ({ title: 'Dieser Space ist angehalten.', next: 'Bitten Sie den Betreiber, ihn wieder zu starten.' }),
    'space-broken': ({ details }) => ({
      title: 'Dieser Space funktioniert gerade nicht.',
      body: brokenWords[details.stage ?? ''],
      next: 'Nur der Betreiber kann ihn in Ordnung bringen. Prüfen Sie es später erneut.',
    }),
    'space-deleted': () => ({ title: 'Dieser Space wird gelöscht.', next: null }),
    'wake-timeout': () => ({
      title: 'Die App ist nicht rechtzeitig gestartet.',
      body: 'Vielleicht startet sie noch.',
      next: 'Versuchen Sie es in einer Weile noch einmal.',
    }),
    'gpu-quota-exceeded': ({ details, formats }) => quotaWords(details, formats),
    'gpu-unavailable': ({ details }) => ({
      title: details.kind === 'busy' ? 'Alle GPUs sind belegt.' : 'Die App hat keine GPU bekommen.',
      body: details.kind === 'token-expired' ? 'Diese Seite ist schon zu lange offen.' : undefined,
      next: details.kind === 'token-expired' ? 'Laden Sie die Seite neu.' : next.later,
    }),
    'gpu-duration-refused': () => ({ title: 'Dieser Lauf verlangt mehr GPU-Zeit als erlaubt.', next: next.less }),
    aborted: () => ({ title: 'Der Lauf wurde abgebrochen.', next: null }),
  },
}

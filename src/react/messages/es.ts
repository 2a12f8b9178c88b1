/** Spanish, complete. */
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
  about: (time) => `unos ${time}`,
  aboutMinutes: (count, formats) => (count === 1 ? 'alrededor de un minuto' : `unos ${formats.number(count)}${NBSP}minutos`),
  aboutDays: (count, formats) => `unos ${formats.number(count)}${NBSP}días`,
})

function step(index: number, length: number | null, unit: string, formats: Formats): string {
  const at = formats.number(index)
  if (length === null) return unit === 'steps' ? `Paso ${at}` : `${at}${NBSP}${unit}`
  const end = formats.number(length)
  return unit === 'steps' ? `Paso ${at} de ${end}` : `${at} de ${end}${NBSP}${unit}`
}

/** A noun beside its count. */
function counted(count: number, one: string, other: string, formats: Formats): string {
  return `${formats.number(count)}${NBSP}${formats.plural(count, { one, other })}`
}

const brokenWords: Readonly<Record<string, string>> = {
  NO_APP_FILE: 'Le falta el archivo de la aplicación.',
  CONFIG_ERROR: 'Su configuración no es correcta.',
  BUILD_ERROR: 'No se ha podido construir.',
  RUNTIME_ERROR: 'Ha dejado de funcionar por un fallo.',
}

const quotaWords = createQuotaWords(
  {
    runsUsed: 'Se han agotado las ejecuciones de hoy.',
    appUsed: 'Se ha agotado el tiempo de GPU gratuito de esta aplicación.',
    creditsHeld: 'Tus otras ejecuciones ocupan todo tu tiempo de GPU.',
    creditsBack: 'Volverá a estar libre cuando terminen.',
    timeUsed: 'Se ha agotado el tiempo de GPU gratuito.',
    timeShort: 'No queda suficiente tiempo de GPU gratuito.',
    needed: (requested, left) => `Esta ejecución necesita ${requested} y quedan ${left}.`,
    backIn: (time) => `Puedes ejecutarla de nuevo en ${time}.`,
    backNow: 'Ya puedes ejecutarla de nuevo.',
    between: ' ',
  },
  times,
)

/** The texts in Spanish. */
export const es: Messages = {
  actions: {
    run: 'Ejecutar',
    cancel: 'Cancelar',
    stopping: 'Deteniendo',
    tryAgain: 'Intentar de nuevo',
    runAgain: 'Ejecutar de nuevo',
    tryNow: 'Intentar ahora',
    signIn: 'Iniciar sesión',
    copy: 'Copiar',
    copied: 'Copiado',
    copyThing: (label) => `Copiar ${label}`,
  },
  app: {
    label: 'Estado de la aplicación',
    waking: 'La aplicación está dormida. Despertarla lleva uno o dos minutos.',
    starting: 'La aplicación está arrancando. Tarda uno o dos minutos.',
    building: 'La aplicación se está construyendo. Puede tardar varios minutos.',
    longer: 'Está tardando más de lo habitual.',
    awake: 'La aplicación está lista.',
    checkAgain: 'Comprobar de nuevo',
    discussions: 'Preguntar al propietario',
  },
  form: {
    loading: 'Consultando la aplicación',
    label: 'Entradas',
    more: (count, formats) => `Más (${formats.number(count)})`,
    choose: 'Elige una opción',
    noChoice: 'Nada elegido',
    required: 'obligatorio',
    optional: 'opcional',
    sliderNumber: (label) => `${label}, como número`,
    characters: (used, limit, formats) => `${formats.number(used)} de ${formats.number(limit)} caracteres`,
    reset: 'Restablecer',
    resetThing: (label) => `Restablecer ${label}`,
    summary: (count, formats) =>
      formats.plural(count, { one: 'Hay que cambiar un valor.', other: `Hay que cambiar ${formats.number(count)} valores.` }),
    examples: 'Ejemplos',
    pickExample: (index, formats) => `Usar el ejemplo ${formats.number(index)}:`,
    moreExamples: (count, formats) => `Mostrar ${formats.number(count)} más`,
    nothing: 'nada',
    readOnly: 'lo fija la aplicación',
    formatJson: 'Dar formato',
    showPlace: 'Mostrar dónde',
    expects: 'Qué se puede escribir',
    noMatch: 'No hay coincidencias.',
    someChoices: (shown, count, formats) =>
      `Las primeras ${formats.number(shown)} de ${formats.number(count)}. Escribe para encontrar otras.`,
    addChoice: (text) => `Usar «${text}»`,
    removeChoice: (label) => `Quitar ${label}`,
    color: 'Elegir un color',
  },
  files: {
    drop: (isSeveral) => (isSeveral ? 'o suelta o pega archivos aquí' : 'o suelta o pega uno aquí'),
    remove: (name) => `Quitar ${name}`,
    preview: (name) => `Vista previa de ${name}`,
    unreadablePicture: 'Este navegador no puede mostrar la imagen. Se puede enviar igualmente.',
    limit: (limitBytes, formats) => `Hasta ${formats.bytes(limitBytes)} cada uno.`,
    sending: (name) => `Subiendo ${name}`,
    tooLarge: (name, sizeBytes, limitBytes, formats) =>
      `«${name}» ocupa ${formats.bytes(sizeBytes)}; se aceptan como máximo ${formats.bytes(limitBytes)}.`,
    wrongType: (name, accepted, formats) => `«${name}» es de otro tipo. Se aceptan ${formats.list(accepted)}.`,
    attach: 'Adjuntar archivos',
    chosen: (count, formats) =>
      formats.plural(count, { one: `${formats.number(count)} elegido`, other: `${formats.number(count)} elegidos` }),
    all: (count, formats) => `Todos los archivos (${formats.number(count)})`,
    folder: 'Esta carpeta',
    folderUnreachable: 'No se puede mostrar el contenido de esta carpeta.',
    perLine: 'Una ruta por línea',
  },
  recording: {
    recordAudio: 'Grabar',
    recordVideo: 'Grabar',
    openCamera: 'Cámara',
    takePicture: 'Hacer foto',
    stop: 'Detener',
    close: 'Cerrar',
    level: 'Nivel',
    asking: 'Esperando tu permiso',
    recorded: (stopwatch) => `${stopwatch} de grabación`,
    cameraView: 'Lo que ve la cámara',
    refused: 'El navegador no tiene permiso para usarlo. Dáselo en los ajustes de esta página o elige un archivo.',
    noDevice: 'No se ha encontrado ningún micrófono ni cámara. Conecta uno o elige un archivo.',
    busyDevice: 'Otro programa lo está usando. Cierra ese programa o elige un archivo.',
    failed: 'No se puede grabar en este navegador. Elige un archivo.',
    fileName: 'grabación',
  },
  sketch: {
    board: (label) => `Pintar sobre ${label}`,
    help: 'Las flechas mueven el pincel; con Mayús, más lejos. Espacio empieza y termina un trazo.',
    brush: 'Pincel',
    eraser: 'Borrador',
    undo: 'Deshacer',
    redo: 'Rehacer',
    clear: 'Vaciar',
    size: 'Grosor',
    pixels: (count, formats) => `${formats.number(count)}${NBSP}px`,
    color: 'Color',
    ownColor: 'Otro color',
    layer: 'Capa',
    unreadable: 'Este navegador no puede mostrar la imagen, así que no se puede pintar sobre ella. Se puede enviar tal cual.',
    failed: 'No se pudo convertir el dibujo en una imagen. Inténtalo de nuevo o elige una imagen más pequeña.',
  },
  marking: {
    help: 'Selecciona un trozo del texto, elige su clase y pulsa Marcar.',
    className: 'Clase',
    score: 'Puntuación',
    mark: 'Marcar',
    nothingSelected: 'Selecciona primero un trozo del texto.',
    noClass: 'Indica primero una clase.',
    pieces: 'Trozos marcados',
    classOf: (piece) => `Clase de «${piece}»`,
    unmark: (piece) => `Quitar la marca de «${piece}»`,
  },
  dialogue: {
    speaker: (line, formats) => `Quién habla en la línea ${formats.number(line)}`,
    line: (line, formats) => `Línea ${formats.number(line)}`,
    removeLine: (line, formats) => `Quitar la línea ${formats.number(line)}`,
    addLine: 'Añadir una línea',
    insertTag: 'Insertar una etiqueta',
  },
  picking: {
    sample: (index, formats) => `Muestra ${formats.number(index)}`,
    noSamples: 'La aplicación no ofrece nada que elegir.',
  },
  issues: {
    missing: 'Falta un valor.',
    choiceMissing: 'Elige una de las opciones.',
    notNumber: 'Esto no es un número.',
    notWhole: 'Tiene que ser un número entero.',
    tooSmall: (minimum, formats) => `El mínimo es ${formats.number(minimum)}.`,
    tooLarge: (maximum, formats) => `El máximo es ${formats.number(maximum)}.`,
    tooLong: (limit, formats) => `Caben como máximo ${formats.number(limit)} caracteres.`,
    tooMany: (limit, formats) => `Se pueden elegir como máximo ${formats.number(limit)}.`,
    notJson: (line, column, formats) =>
      `Todavía no es JSON válido: mira la línea ${formats.number(line)}, columna ${formats.number(column)}.`,
    tooDeep: (limit, formats) => `No se aceptan más de ${formats.number(limit)} niveles de listas y objetos.`,
    notColor: 'Esto no es un color. Escríbelo como #1a2b3c.',
    notDate: 'Esto no es una fecha.',
    tooFew: (count, formats) => `Hacen falta ${formats.number(count)}.`,
    notEmail: 'Esto no es una dirección de correo electrónico.',
  },
  status: {
    uploading(place, count, sentBytes, totalBytes, formats) {
      const what = count === 1 ? 'Subiendo un archivo' : `Subiendo el archivo ${formats.number(place)} de ${formats.number(count)}`
      return totalBytes === 0 ? what : `${what} · ${formats.bytesAs(sentBytes, totalBytes)} de ${formats.bytes(totalBytes)}`
    },
    submitting: 'Enviando a la aplicación',
    waiting(reason, seconds, formats) {
      if (reason === 'connection-limit' || reason === 'turn') return 'Esperando a que terminen tus otras ejecuciones'
      const when = seconds === null ? 'Intentándolo de nuevo.' : `Nuevo intento en ${formats.number(seconds)}${NBSP}s.`
      if (reason === 'no-answer') return `Aún no hay respuesta. ${when}`
      return reason === 'queue-full' ? `La aplicación está ocupada. ${when}` : `La aplicación pide ir más despacio. ${when}`
    },
    inLine: (position, formats) =>
      position === null ? 'En la cola' : position === 0 ? 'Siguiente en la cola' : `Puesto ${formats.number(position + 1)} en la cola`,
    longerThanUsual: 'tarda más de lo habitual',
    running: 'En ejecución',
    step,
    rate: (perSecond, unit, formats) => {
      const what = unit === 'steps' ? 'pasos' : unit
      return perSecond >= 1 ? `${formats.short(perSecond)}${NBSP}${what}/s` : `${formats.short(perSecond * 60)}${NBSP}${what}/min`
    },
    left: (durationMs, formats) => `faltan ${times.about(durationMs, formats)}`,
    cancelling: (isGenerator) =>
      isGenerator ? 'Deteniendo. Antes tiene que acabar este paso.' : 'Deteniendo. Puede que la aplicación acabe lo que ha empezado.',
    cancelled(durationMs, outcome, hasOutput, formats) {
      const time = times.exact(durationMs, formats)
      const stopped = {
        confirmed: `Detenida a los ${time}.`,
        requested: `Abandonada a los ${time}. Puede que la aplicación siga trabajando.`,
        unsupported: `Abandonada a los ${time}. Esta aplicación no se puede detener y puede que siga trabajando.`,
      }[outcome]
      return hasOutput ? `${stopped} Lo que ya había llegado está abajo.` : stopped
    },
    succeeded: (durationMs, formats) => `Listo en ${times.exact(durationMs, formats)}`,
    fromCache: 'desde la caché',
    failed: (durationMs, formats) => `Falló a los ${times.exact(durationMs, formats)}`,
    notStarted: 'No se ha iniciado',
    join: (pieces) => pieces.join(' · '),
    elapsed: (stopwatch) => `${stopwatch} transcurridos`,
  },
  time: times,
  queue: {
    label: 'Puesto en la cola',
    waiting: (count, formats) => `${formats.number(count)} en espera`,
  },
  progress: {
    label: 'Progreso',
    unknownEnd: 'En ejecución, sin final conocido',
  },
  logs: {
    title: (count, formats) => `Registro (${formats.number(count)})`,
    dropped: (count, formats) =>
      formats.plural(count, {
        one: `No se conserva ${formats.number(count)} línea anterior.`,
        other: `No se conservan ${formats.number(count)} líneas anteriores.`,
      }),
    levels: { info: 'Información', warning: 'Advertencia', success: 'Correcto', error: 'Fallo' },
    toasts: 'Mensajes de la aplicación',
    dismiss: 'Descartar',
  },
  output: {
    label: 'Resultado',
    unnamed: (index, formats) => `Salida ${formats.number(index)}`,
    stale: 'Resultado de la ejecución anterior',
    awaited: 'El resultado aparecerá aquí.',
    empty: 'Nada',
    yes: 'Sí',
    no: 'No',
    showAll: 'Mostrar todo',
    showLess: 'Mostrar menos',
    items: (count, formats) => `lista de ${counted(count, 'elemento', 'elementos', formats)}`,
    members: (count, formats) => counted(count, 'entrada', 'entradas', formats),
    more: (next, left, formats) =>
      next === left ? `Mostrar ${formats.number(next)} más` : `Mostrar ${formats.number(next)} de los ${formats.number(left)} restantes`,
  },
  chat: {
    you: 'Tú',
    assistant: 'Asistente',
    message: 'el mensaje',
    attachment: 'Archivo adjunto',
    thought: 'Razonamiento',
    pending: 'en curso',
    earlier: (next, left, formats) => `Mostrar ${formats.number(next)} de ${formats.number(left)} mensajes anteriores`,
    latest: 'Ir al más reciente',
    above: 'La conversación está arriba.',
    none: 'Todavía no hay mensajes.',
    writeLabel: 'Mensaje',
    write: 'Escribe un mensaje. Intro lo envía; Mayús e Intro empiezan una línea nueva.',
    startOver: 'Empezar de nuevo',
  },
  markdown: {
    code: 'código',
    table: 'Tabla',
    taskDone: 'Hecho',
    taskOpen: 'Pendiente',
    picture: (description) => (description === '' ? 'Imagen' : `Imagen: ${description}`),
  },
  media: {
    loading: 'Cargando',
    pictureBroken: 'No se puede mostrar esta imagen.',
    newestBroken: 'No se puede mostrar la imagen más reciente. Esta es la anterior.',
    soundBroken: 'Este audio no se puede reproducir aquí.',
    filmBroken: 'Este vídeo no se puede reproducir aquí.',
    fileUnreachable: 'No se puede cargar este archivo.',
    foreign: (host) => `Este archivo está en otro servidor, ${host}, y no se carga.`,
    picture: 'Imagen',
    film: 'Vídeo',
    download: 'Descargar',
    downloadThing: (name) => `Descargar ${name}`,
    enlarge: (name) => `Ampliar ${name}`,
    close: 'Cerrar',
    previous: 'Anterior',
    next: 'Siguiente',
    zoomIn: 'Acercar',
    zoomOut: 'Alejar',
    place: (index, count, formats) => `${formats.number(index)} de ${formats.number(count)}`,
    legend: 'Partes de la imagen',
    part: (index, formats) => `Parte ${formats.number(index)}`,
    divider: (label) => `Divisor de ${label}`,
    subtitles: 'Subtítulos',
    subtitlesMissing: 'No se pueden cargar los subtítulos.',
    more: (count, formats) => `Mostrar ${formats.number(count)} más`,
    showAll: 'Mostrar todo',
    onlyBeginning: (shown, all) => `Solo el principio: ${shown} de ${all}.`,
    onlyEnd: (shown, all) => `Solo el final: ${shown} de ${all}.`,
    unknownKind: (component) => component,
  },
  table: {
    empty: 'Sin filas',
    size: (rows, columns, formats) => `${counted(rows, 'fila', 'filas', formats)} × ${counted(columns, 'columna', 'columnas', formats)}`,
    cut: (rows, columns, formats) =>
      `Se muestran las primeras ${formats.number(rows)} filas y ${formats.number(columns)} columnas. Al copiar se copia todo.`,
    help: 'Las flechas mueven entre celdas; con Mayús las seleccionan. Intro en un encabezado ordena; Alt y una flecha cambian su ancho.',
    editHelp:
      'Las flechas mueven entre celdas. Intro o F2 edita una celda; Escape la deja como estaba. Se pueden pegar celdas de una hoja de cálculo.',
    sorting: 'Ordenando',
    rowNumber: 'Fila',
    editCell: (column, row, formats) => (row === null ? `Nombre de la columna ${column}` : `${column}, fila ${formats.number(row)}`),
    addRow: 'Añadir fila',
    addColumn: 'Añadir columna',
    deleteRows: (count, formats) => (count === 1 ? 'Eliminar fila' : `Eliminar ${formats.number(count)} filas`),
    deleteColumns: (count, formats) => (count === 1 ? 'Eliminar columna' : `Eliminar ${formats.number(count)} columnas`),
    undo: 'Deshacer',
    pasted(rows, columns, isCut, formats) {
      const what = `Pegado: ${counted(rows, 'fila', 'filas', formats)} de ${counted(columns, 'celda', 'celdas', formats)}.`
      return isCut ? `${what} El resto no cabía.` : what
    },
    badCell(column, row, type, formats) {
      const wanted = { number: 'un número', bool: '«true» o «false»', date: 'una fecha' }[type]
      return `${column}, fila ${formats.number(row)}: tiene que ser ${wanted}.`
    },
  },
  marked: { legend: 'Clases' },
  model: {
    noGraphics: 'Este navegador no puede dibujar en tres dimensiones. El modelo se puede descargar.',
    notDrawn: 'Los modelos de este tipo no se dibujan aquí. El modelo se puede descargar.',
    failed: 'No se ha podido dibujar el modelo. Se puede descargar.',
  },
  plot: {
    noData: 'No hay datos que dibujar',
    describe(title, mark, x, y, count, formats) {
      const kind = { line: 'gráfico de líneas', bar: 'gráfico de barras', point: 'gráfico de dispersión' }[mark]
      return `${title}: ${kind}, ${y} según ${x}, ${counted(count, 'punto', 'puntos', formats)}`
    },
    picture: (title) => `${title}: gráfico`,
    thinned: (drawn, whole, formats) => `Se dibujan ${formats.number(drawn)} de ${formats.number(whole)} puntos.`,
    asTable: 'Mostrar los datos en una tabla',
    tableOf: (title) => `Datos de ${title}`,
    unknown: (type) => `Este gráfico está hecho con ${type}, que aquí no se dibuja.`,
    refused: 'Este gráfico no se puede dibujar aquí.',
    download: 'Descargar el gráfico como JSON',
    forDevelopers: 'Para desarrolladores: cómo dibujarlo',
  },
  connection: {
    reconnecting(seconds, isKept, formats) {
      const when = seconds === null ? 'Reconectando.' : `Nuevo intento en ${formats.number(seconds)}${NBSP}s.`
      return isKept ? `Se perdió la conexión. Tu ejecución continúa. ${when}` : `Se perdió la conexión. ${when}`
    },
    offline: (isKept) =>
      isKept ? 'No tienes conexión. Tu ejecución continúa.' : 'No tienes conexión. Puede que esta ejecución se pierda.',
    offlineUnsent: 'No tienes conexión. Tu ejecución empezará en cuanto vuelva.',
    stalled: 'Hace un rato que la aplicación no da señales. Seguimos a la escucha.',
    pollingBlocked: 'Esta red bloquea las novedades en directo. Se consulta cada pocos segundos.',
    pollingChosen: 'Las novedades en directo están desactivadas. Se consulta cada pocos segundos.',
    inOnePiece: 'Aquí no hay novedades en directo. El resultado llegará de una vez.',
    why: 'Por qué',
    leaveEndsRun: 'Si cierras esta página, la ejecución termina.',
    leaveKeepsRun: 'Puedes cerrar esta página. La ejecución continúa.',
  },
  announcements: {
    uploading: (count, formats) =>
      formats.plural(count, { one: 'Subiendo un archivo.', other: `Subiendo ${formats.number(count)} archivos.` }),
    submitting: 'Ejecución iniciada.',
    running: (percent) => (percent === null ? 'En ejecución.' : `En ejecución, ${percent}.`),
    succeeded: (durationMs, formats) => `Listo en ${times.exact(durationMs, formats)}. Ya está el resultado.`,
    reconnecting: 'Se perdió la conexión. Reconectando.',
    reconnected: 'Conexión recuperada.',
    polling: 'Ahora se consulta cada poco en lugar de recibir en directo.',
  },
  error: {
    details: 'Detalles',
    code: 'Código',
    endpoint: 'Punto de acceso',
    address: 'Dirección',
    httpStatus: 'Respuesta',
    run: 'Ejecución',
    space: 'Space',
    stage: 'Estado',
    time: 'Hora',
    seen: 'Encontrado',
    message: 'Mensaje',
    unnamedParameter: 'Un valor',
  },
  reload: {
    action: 'Recargar la página',
    offline: 'No tienes conexión. La página se podrá recargar cuando vuelva.',
    losesInputs: 'Lo que se ha escrito aquí se perderá.',
    losesResult: 'El resultado que se ve aquí se perderá.',
    runKept: 'Tu ejecución continúa y volverá a mostrarse.',
    runLeft: 'Tu ejecución continúa, pero no volverá a mostrarse.',
    runEnds: 'Tu ejecución terminará.',
  },
  errors: {
    'options-invalid': ({ message }) => ({ title: 'Hay algo mal configurado.', body: message }),
    'address-invalid': ({ message }) => ({ title: 'Esta no es la dirección de una aplicación.', body: message }),
    'app-unreachable': () => ({ title: 'La aplicación no responde.' }),
    'app-not-gradio': () => ({ title: 'En esta dirección no hay ninguna aplicación de Gradio.' }),
    'app-not-allowed': () => ({ title: 'Esta aplicación no se puede usar desde aquí.' }),
    'relay-unreachable': () => ({ title: 'El servidor intermedio no responde.' }),
    'login-required': ({ details }) => ({
      title: 'Esta aplicación pide iniciar sesión.',
      body: details.authMessage,
      next: 'Inicia sesión allí y comprueba de nuevo.',
    }),
    'protocol-unsupported': ({ details }) => ({
      title: details.version
        ? `Esta aplicación usa Gradio ${details.version}, que no es compatible.`
        : 'Esta versión de Gradio no es compatible.',
    }),
    'discovery-failed': ({ message }) => ({ title: 'No se ha podido leer la aplicación.', body: message }),
    'endpoint-unknown': ({ details, formats }) => ({
      title: details.endpoint
        ? `La aplicación no tiene el punto de acceso ${details.endpoint}.`
        : 'La aplicación no tiene ese punto de acceso.',
      body: details.nearest || details.available.length === 0 ? undefined : `Tiene ${formats.list(details.available.slice(0, 8))}.`,
    }),
    'input-invalid': () => ({ title: 'Hay que cambiar algunos valores.' }),
    'queue-full': ({ details, formats }) => ({
      title: 'La aplicación está ocupada.',
      body:
        details.retryAfterMs === undefined
          ? 'Su cola está llena.'
          : `Su cola está llena. Inténtalo de nuevo en ${times.about(details.retryAfterMs, formats)}.`,
    }),
    'join-refused': ({ message }) => ({ title: 'La aplicación ha rechazado la ejecución.', body: message }),
    'connection-refused': () => ({ title: 'La aplicación ha rechazado la conexión.' }),
    'connection-lost': ({ isRelayed }) => ({
      title: 'Se perdió la conexión.',
      body: isRelayed ? undefined : 'Sin un servidor intermedio no se puede retomar esta ejecución.',
    }),
    'connection-timeout': () => ({ title: 'La aplicación no responde.', body: 'La conexión no se estableció a tiempo.' }),
    'join-timeout': () => ({ title: 'La aplicación no responde.', body: 'No aceptó la ejecución a tiempo.' }),
    'queue-timeout': () => ({ title: 'La espera en la cola fue demasiado larga.', body: 'La ejecución se retiró de ella.' }),
    'idle-timeout': ({ isRelayed }) => ({
      title: 'Ya no llegan noticias de la aplicación.',
      body: isRelayed ? undefined : 'Sin un servidor intermedio no se puede retomar esta ejecución.',
    }),
    'run-timeout': () => ({ title: 'La ejecución tardó demasiado.', body: 'Se detuvo.' }),
    'buffer-exceeded': () => ({ title: 'La aplicación ha enviado más de lo que cabe.' }),
    'stream-invalid': () => ({ title: 'La aplicación ha enviado algo que no se puede leer.' }),
    'message-invalid': () => ({ title: 'La aplicación ha enviado algo que no se puede leer.' }),
    'session-unknown': () => ({ title: 'La aplicación ya no conoce esta ejecución.' }),
    'resume-expired': () => ({
      title: 'Esta ejecución ya no se puede retomar.',
      body: 'Una ejecución se conserva durante un tiempo después de acabar. Su resultado ya no está.',
    }),
    'run-failed': ({ details, message }) => ({
      title: details.title && details.title !== 'Error' ? details.title : 'La aplicación no ha podido terminar.',
      body: details.appMessage === null ? 'No dice por qué.' : (details.appMessage ?? message),
    }),
    'upload-failed': ({ details }) => ({
      title: details.file ? `No se ha podido enviar «${details.file}».` : 'No se ha podido enviar un archivo.',
    }),
    'load-failed': ({ details }) => ({
      title: 'No se ha podido cargar una parte de esta página.',
      next: details.isOffline
        ? 'No tienes conexión. Se cargará cuando vuelva.'
        : 'Comprueba la red e inténtalo de nuevo. Si no sirve, recarga la página.',
    }),
    'reload-needed': ({ details }) => ({
      title: 'No se ha podido cargar una parte de esta página.',
      body: details.isGone ? 'Puede que haya una versión más reciente de esta página.' : undefined,
      next: 'Recarga la página para continuar.',
    }),
    'file-too-large': ({ details, formats }) => ({
      title: details.file ? `«${details.file}» es demasiado grande.` : 'Un archivo es demasiado grande.',
      body:
        details.limitBytes === undefined
          ? undefined
          : details.sizeBytes === undefined
            ? `Se admiten como máximo ${formats.bytes(details.limitBytes)}.`
            : `Ocupa ${formats.bytes(details.sizeBytes)}; se admiten como máximo ${formats.bytes(details.limitBytes)}.`,
    }),
    'space-private': () => ({ title: 'Este Space es privado o no existe.', next: 'Comprueba el nombre o pide acceso a su propietario.' }),
    'space-paused': () => ({ title: 'Este Space está en pausa.' }),
    'space-broken': ({ details }) => ({ title: 'Este Space no funciona en este momento.', body: brokenWords[details.stage ?? ''] }),
    'space-deleted': () => ({ title: 'Este Space se está eliminando.' }),
    'wake-timeout': () => ({
      title: 'La aplicación no ha arrancado a tiempo.',
      body: 'Puede que todavía esté arrancando.',
      next: 'Inténtalo de nuevo dentro de un rato.',
    }),
    'gpu-quota-exceeded': ({ details, formats }) => quotaWords(details, formats),
    'gpu-unavailable': ({ details }) => ({
      title: details.kind === 'busy' ? 'Todas las GPU están ocupadas.' : 'La aplicación no ha conseguido una GPU.',
      body: details.kind === 'token-expired' ? 'Esta página lleva demasiado tiempo abierta. Vuelve a cargarla.' : undefined,
    }),
    'gpu-duration-refused': () => ({ title: 'Esta ejecución pide más tiempo de GPU del permitido.' }),
    aborted: () => ({ title: 'La ejecución se interrumpió.' }),
  },
}

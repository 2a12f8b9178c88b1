/** Spanish, complete. */
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

/** What a visitor can do next, where several errors say the same. */
const next = {
  later: 'Inténtalo de nuevo dentro de un rato.',
  again: 'Vuelve a ejecutar.',
  againOrOwner: 'Vuelve a ejecutar. Si no sirve, pregunta al propietario de la aplicación.',
  network: 'Comprueba la red e inténtalo de nuevo.',
  tellPage: 'Avisa a quien administra esta página.',
  less: 'Pide menos y vuelve a ejecutar.',
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
    later: 'Vuelve a ejecutar más tarde.',
    signedIn: 'Si inicias sesión en Hugging Face, puede que tengas más.',
    between: ' ',
  },
  times,
)

/** Titles for what the relay refuses a client. */
const OVER_LIMIT: Readonly<Record<ClientLimit, string>> = {
  runs: 'El servidor intermedio no te permite más ejecuciones a la vez.',
  'runs-per-minute': 'El servidor intermedio no te deja iniciar más ejecuciones por ahora.',
  'bytes-per-minute': 'El servidor intermedio no acepta más datos tuyos por ahora.',
  streams: 'El servidor intermedio no mantiene más conexiones abiertas para ti.',
  sessions: 'El servidor intermedio no te permite más ejecuciones a la vez.',
}

/** The texts in Spanish. */
export const es: Messages = {
  actions: {
    run: 'Ejecutar',
    start: 'Empezar',
    stop: 'Parar',
    cancel: 'Cancelar',
    stopping: 'Deteniendo',
    tryAgain: 'Intentar de nuevo',
    reloadPage: 'Recargar la página',
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
  signIn: {
    signedInAs: (user) => `Sesión iniciada como ${user}`,
    signOut: 'Cerrar sesión',
    user: 'Usuario',
    password: 'Contraseña',
    signingIn: 'Iniciando sesión',
    done: 'Has iniciado sesión.',
    required: 'Esta aplicación pide iniciar sesión con Hugging Face.',
    optional: 'Puedes iniciar sesión con Hugging Face. También funciona sin ello.',
    offered: 'Esta aplicación permite iniciar sesión con Hugging Face. Parte de lo que hace puede necesitarlo.',
    tokenGiven: 'La aplicación actúa con el token de Hugging Face que le da esta página.',
    openApp: 'Abrir la aplicación',
  },
  gpuTime: {
    none: 'No queda tiempo de GPU.',
    left: (left, whole) => (whole === null ? `Tiempo de GPU restante: ${left}.` : `Tiempo de GPU restante: ${left} de ${whole}.`),
    back: (time) => `Vuelve en ${time}.`,
    payer: 'Es el de la cuenta de Hugging Face del token de esta página.',
  },
  form: {
    gradio: {
      'chat_interface.additional_inputs': 'Entradas adicionales',
      'chat_interface.chatbot': 'Chatbot',
      'chat_interface.conversation': 'Conversación',
      'chat_interface.message_placeholder': 'Escribe un mensaje…',
      'chat_interface.new_chat': 'Nuevo chat',
    },
    kinds: {
      text: 'Texto',
      number: 'Número',
      option: 'Opción',
      choice: 'Elección',
      choices: 'Elecciones',
      image: 'Imagen',
      images: 'Imágenes',
      audio: 'Audio',
      video: 'Vídeo',
      file: 'Archivo',
      table: 'Tabla',
      conversation: 'Conversación',
      message: 'Mensaje',
      colour: 'Color',
      date: 'Fecha y hora',
      code: 'Código',
      model: 'Modelo 3D',
      value: 'Valor',
    },
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
    listComing: 'La lista está en camino.',
    listFailed: 'La aplicación no pudo llenar esta lista. Recarga la página para volver a intentarlo.',
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
  live: {
    pause: 'Pausar',
    resume: 'Seguir',
    opening: 'Encendiendo. Puede que el navegador le pida permiso.',
    paused: 'En pausa. No se envía nada.',
    ending: 'Enviando lo que queda.',
    limit: (stopwatch) => `La aplicación termina una ejecución a los ${stopwatch}.`,
    behind: (seconds, formats) => `La aplicación va ${formats.number(seconds)}${NBSP}s por detrás.`,
    dropped: (seconds, formats) => `La aplicación es demasiado lenta: se han omitido ${formats.number(seconds)}${NBSP}s de sonido.`,
    notLoaded: 'No se ha podido cargar lo necesario para esto. Compruebe la red y recargue la página.',
  },
  microphone: {
    ready: 'Pulse Empezar y la aplicación oirá su micrófono hasta que pulse Parar.',
    waiting: 'Esperando a la aplicación. Se guarda para ella hasta un minuto de sonido.',
    sending: 'La aplicación oye su micrófono.',
    lost: 'El micrófono ya no está. Conéctelo y pulse Seguir, o pulse Parar.',
    muted: 'Su dispositivo ha silenciado el micrófono: la aplicación oye silencio.',
    refused: 'El navegador no tiene permiso para usar el micrófono. Permítalo en los ajustes de esta página y empiece de nuevo.',
    refusedByFrame: 'La página que rodea a esta no le deja usar el micrófono. Puede permitirlo quien la hizo.',
    noDevice: 'No se ha encontrado ningún micrófono. Conecte uno y empiece de nuevo.',
    busy: 'No se puede leer el micrófono. Quizá lo use otro programa: ciérrelo y empiece de nuevo.',
    insecure: 'Los navegadores solo dan el micrófono a páginas con dirección segura (https). Abra esta página por una dirección así.',
    unsupported: 'El micrófono no se puede usar en este navegador. Pruebe otro.',
    silent: 'No llega sonido del micrófono, aunque está permitido. Compruébelo y empiece de nuevo.',
    single: 'Esta aplicación se hizo para sonido en directo. Su versión de Gradio toma aquí una grabación por ejecución.',
  },
  camera: {
    ready: 'Pulse Empezar y la aplicación verá su cámara hasta que pulse Parar.',
    waiting: 'Esperando a la aplicación. Recibirá imágenes cuando esté lista.',
    sending: 'La aplicación ve su cámara.',
    lost: 'La cámara ya no está. Conéctela y pulse Seguir, o pulse Parar.',
    muted: 'Su dispositivo ha apagado la cámara: la aplicación ve negro.',
    refused: 'El navegador no tiene permiso para usar la cámara. Permítalo en los ajustes de esta página y empiece de nuevo.',
    refusedByFrame: 'La página que rodea a esta no le deja usar la cámara. Puede permitirlo quien la hizo.',
    noDevice: 'No se ha encontrado ninguna cámara. Conecte una y empiece de nuevo.',
    busy: 'No se puede leer la cámara. Quizá la use otro programa: ciérrelo y empiece de nuevo.',
    insecure: 'Los navegadores solo dan la cámara a páginas con dirección segura (https). Abra esta página por una dirección así.',
    unsupported: 'La cámara no se puede usar en este navegador. Pruebe otro.',
    silent: 'No llega imagen de la cámara, aunque está permitida. Compruébela y empiece de nuevo.',
    single: 'Esta aplicación se hizo para imágenes en directo. Su versión de Gradio toma aquí una imagen por ejecución.',
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
  typed: {
    kinds: {
      text: 'Texto',
      number: 'Número',
      whole: 'Número entero',
      flag: 'Sí o no',
      choice: 'Opción',
      date: 'Fecha',
      file: 'Archivo',
      files: 'Archivos',
      list: 'Lista',
      map: 'Nombres y valores',
      group: 'Varios campos',
      nothing: 'Nada',
      json: 'JSON',
    },
    kindOf: (label) => `Tipo de ${label}`,
    entry: (index, formats) => `Elemento ${formats.number(index)}`,
    add: 'Añadir un elemento',
    name: 'Nombre',
    value: 'Valor',
    within: (part, issue) => `${part}: ${issue}`,
    repeated: 'Este nombre está repetido.',
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
    mismatched: (wanted, formats) => `Este valor no sirve aquí. Sirve: ${formats.list(wanted)}.`,
    listLength: (needed, given, formats) => `Elementos necesarios: ${needed}. Hay: ${formats.number(given)}.`,
    extra: (taken, given, formats) => `Valores que acepta la aplicación: ${formats.number(taken)}. Hay: ${formats.number(given)}.`,
    unknownName: 'La aplicación no acepta ningún valor con este nombre.',
    inexact: 'Este número tiene más cifras de las que se pueden enviar.',
    notSendable: 'Este valor no se puede enviar.',
    fileWanted: 'Hace falta un archivo.',
    fileUnreadable: 'No se pudo leer el archivo. Elígelo de nuevo.',
    fileForeign: (host) => `Este archivo pertenece a otra aplicación: ${host}.`,
    fileNotFetched: 'Esta aplicación acepta el archivo, no su dirección.',
    refused: 'La aplicación no aceptó este valor.',
  },
  status: {
    uploading(place, count, sentBytes, totalBytes, formats) {
      const what = count === 1 ? 'Subiendo un archivo' : `Subiendo el archivo ${formats.number(place)} de ${formats.number(count)}`
      return totalBytes === 0 ? what : `${what} · ${formats.bytesAs(sentBytes, totalBytes)} de ${formats.bytes(totalBytes)}`
    },
    preparing: 'Preparando los archivos',
    submitting: 'Enviando a la aplicación',
    waiting(reason, seconds, formats) {
      if (reason === 'connection-limit' || reason === 'turn') return 'Esperando a que terminen tus otras ejecuciones'
      const when = seconds === null ? 'Intentándolo de nuevo.' : `Nuevo intento en ${formats.number(seconds)}${NBSP}s.`
      if (reason === 'no-answer') return `Aún no hay respuesta. ${when}`
      return reason === 'queue-full' ? `La aplicación está ocupada. ${when}` : `Demasiadas solicitudes por ahora. ${when}`
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
    filter: 'Qué líneas',
    all: 'Todas',
    ofLevel: { info: 'Avisos', warning: 'Advertencias', success: 'Éxitos', error: 'Errores' },
    lines: 'registro',
    restarted: 'El servidor que seguía esta ejecución se ha detenido, así que la ejecución se ha iniciado de nuevo.',
    toasts: 'Mensajes de la aplicación',
    dismiss: 'Descartar',
  },
  output: {
    label: 'Resultado',
    unnamed: (index, formats) => `Salida ${formats.number(index)}`,
    stale: 'Resultado de una ejecución anterior',
    awaited: 'El resultado aparecerá aquí.',
    empty: 'Nada',
    nothing: (why) =>
      ({
        'no-value': 'No hay ningún valor que mostrar.',
        layout: 'Esto solo ha cambiado el aspecto de la página de la aplicación. No hay ningún valor que mostrar.',
        form: 'Lo que ha cambiado está en el formulario.',
      })[why],
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
    conversation: 'Conversación',
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
    retry: 'Preguntar de nuevo',
    undo: 'Retirar',
    edit: 'Editar',
    editLabel: 'Nuevo texto',
    editHint: 'Intro lo envía, Mayús e Intro empiezan una línea nueva, Escape lo deja como estaba.',
    send: 'Enviar',
    like: 'Buena respuesta',
    dislike: 'Mala respuesta',
    ratingFailed: 'No se ha aceptado la valoración.',
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
    folderUnreachable: 'No se puede mostrar el contenido de esta carpeta.',
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
    succeeded: (durationMs, formats, hasResult) =>
      `Listo en ${times.exact(durationMs, formats)}. ${hasResult ? 'Ya está el resultado.' : 'No hay ningún valor que mostrar.'}`,
    reconnecting: 'Se perdió la conexión. Reconectando.',
    reconnected: 'Conexión recuperada.',
    polling: 'Ahora se consulta cada poco en lugar de recibir en directo.',
  },
  error: {
    mayRun:
      'Puede que la aplicación haya aceptado la ejecución de todos modos. Vuelve a ejecutar solo si una segunda vez no causa problemas.',
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
    moreIssues: (count, formats) => (count === 1 ? 'Y uno más.' : `Y ${formats.number(count)} más.`),
  },
  history: {
    label: 'Ejecuciones',
    empty: 'Aún no hay ejecuciones.',
    status: {
      running: 'En curso',
      succeeded: 'Listo',
      failed: 'Falló',
      cancelled: 'Detenida',
      unseen: 'Se salió de la página antes del final.',
    },
    useInputs: 'Usar estos valores',
    inputs: 'Valores',
    result: 'Resultado',
    noResult: 'No se guardó su resultado.',
    remove: 'Quitar',
    clear: 'Vaciar la lista',
    ofApp: 'Ejecuciones hechas en la página de la aplicación',
  },
  notice: {
    ask: 'Avísame cuando termine',
    on: 'Se te avisará cuando termine.',
    denied: 'El navegador bloquea las notificaciones de esta página.',
    ended: (status, title) =>
      status === 'succeeded' ? `${title} ha terminado` : status === 'failed' ? `${title} ha fallado` : `${title} se ha detenido`,
  },
  errors: {
    'options-invalid': () => ({ title: 'Hay algo mal configurado.', next: next.tellPage }),
    'address-invalid': () => ({ title: 'Esta no es la dirección de una aplicación.', next: 'Comprueba la dirección.' }),
    'app-unreachable': () => ({ title: 'La aplicación no responde.', next: next.later }),
    'app-not-gradio': () => ({ title: 'En esta dirección no hay ninguna aplicación de Gradio.', next: 'Comprueba la dirección.' }),
    'app-not-allowed': () => ({
      title: 'Esta aplicación no se puede usar desde aquí.',
      next: 'Pide a quien administra esta página que la permita.',
    }),
    'relay-unreachable': () => ({ title: 'El servidor intermedio no responde.', next: next.network }),
    'login-required': ({ details, formats, isRelayed, takesPassword }) => {
      const elsewhere =
        isRelayed && !takesPassword ? 'Desde esta página no se puede iniciar sesión allí. Abre la propia aplicación.' : undefined
      switch (details.reason) {
        case 'signed-out':
          return {
            title: 'Se ha cerrado tu sesión.',
            body: ['No se ha iniciado nada.', details.authMessage].filter(Boolean).join(' '),
            next: elsewhere ?? 'Inicia sesión de nuevo y vuelve a ejecutar.',
          }
        case 'signed-out-midway':
          return {
            title: 'Se ha cerrado tu sesión.',
            body: 'Lo que se inició puede seguir en la aplicación.',
            next: elsewhere ?? 'Inicia sesión de nuevo y vuelve a ejecutar.',
          }
        case 'wrong-credentials':
          return { title: 'El usuario o la contraseña no son correctos.', next: null }
        case 'too-many-tries':
          return {
            title: 'Demasiados intentos.',
            next:
              details.retryAfterMs === undefined
                ? 'Espera un rato y vuelve a intentarlo.'
                : `Vuelve a intentarlo en ${times.about(details.retryAfterMs, formats)}.`,
          }
        case 'not-kept':
          return {
            title: 'Has iniciado sesión, pero este navegador no la conserva para esta página.',
            next: 'Abre la propia aplicación o usa una página del mismo sitio.',
          }
        case 'no-password':
          return { title: 'Esta aplicación no admite usuario y contraseña.', next: 'Inicia sesión en su propia página.' }
        case undefined:
        default:
          return {
            title: 'Esta aplicación pide iniciar sesión.',
            body: details.authMessage,
            next: takesPassword
              ? 'Inicia sesión con tu usuario y contraseña de esta aplicación.'
              : (elsewhere ?? 'Inicia sesión allí y comprueba de nuevo.'),
          }
      }
    },
    'protocol-unsupported': ({ details }) => ({
      title: details.version
        ? `Esta aplicación usa Gradio ${details.version}, que no es compatible.`
        : 'Esta versión de Gradio no es compatible.',
      next: next.tellPage,
    }),
    'discovery-failed': () => ({
      title: 'No se ha podido leer la aplicación.',
      next: 'Inténtalo de nuevo. Si no sirve, avisa a quien administra esta página.',
    }),
    'endpoint-unknown': ({ details, formats }) => ({
      title: details.endpoint
        ? `La aplicación no tiene el punto de acceso ${details.endpoint}.`
        : 'La aplicación no tiene ese punto de acceso.',
      body: details.nearest || details.available.length === 0 ? undefined : `Tiene ${formats.list(details.available.slice(0, 8))}.`,
      next: details.nearest ? `¿Querías decir ${details.nearest}?` : next.tellPage,
    }),
    'input-invalid': () => ({ title: 'Hay que cambiar algunos valores.', next: 'Cámbialos y vuelve a ejecutar.' }),
    'queue-full': ({ details, formats }) => ({
      title: 'La aplicación está ocupada.',
      body:
        details.retryAfterMs === undefined
          ? 'Su cola está llena.'
          : `Su cola está llena. Inténtalo de nuevo en ${times.about(details.retryAfterMs, formats)}.`,
      next: details.retryAfterMs === undefined ? 'Inténtalo de nuevo en un momento.' : null,
    }),
    'rate-limited': ({ details, formats }) => ({
      title: details.limit === undefined ? 'La aplicación no acepta más solicitudes por ahora.' : OVER_LIMIT[details.limit],
      body: details.retryAfterMs === undefined ? undefined : `Inténtalo de nuevo en ${times.about(details.retryAfterMs, formats)}.`,
      next: details.retryAfterMs === undefined ? next.later : null,
    }),
    'access-denied': () => ({ title: 'La aplicación deniega el acceso.', next: 'Pide acceso al propietario de la aplicación.' }),
    'file-unavailable': () => ({
      title: 'El archivo no está disponible.',
      next: 'Vuelve a ejecutar: puede que la aplicación cree uno nuevo.',
    }),
    'join-refused': ({ details }) =>
      details.status === 413
        ? { title: 'Lo que se iba a enviar es demasiado grande.', next: 'Envía menos, o archivos más pequeños.' }
        : {
            title: details.mayRun ? 'La aplicación no ha dicho si ha aceptado la ejecución.' : 'La aplicación ha rechazado la ejecución.',
            next: next.againOrOwner,
          },
    'connection-refused': () => ({ title: 'La aplicación ha rechazado la conexión.', next: next.later }),
    'connection-lost': ({ isRelayed }) => ({
      title: 'Se perdió la conexión.',
      body: isRelayed ? undefined : 'Sin un servidor intermedio no se puede retomar esta ejecución.',
      next: next.network,
    }),
    'connection-timeout': () => ({ title: 'La aplicación no responde.', body: 'La conexión no se estableció a tiempo.', next: next.later }),
    'join-timeout': () => ({ title: 'La aplicación no responde.', body: 'No dijo a tiempo si aceptaba la ejecución.', next: next.later }),
    'queue-timeout': () => ({
      title: 'La espera en la cola fue demasiado larga.',
      body: 'La ejecución se retiró de ella.',
      next: next.later,
    }),
    'idle-timeout': ({ isRelayed }) => ({
      title: 'Ya no llegan noticias de la aplicación.',
      body: isRelayed ? undefined : 'Sin un servidor intermedio no se puede retomar esta ejecución.',
      next: next.again,
    }),
    'run-timeout': () => ({ title: 'La ejecución tardó demasiado.', body: 'Se detuvo.', next: next.less }),
    'buffer-exceeded': () => ({ title: 'La aplicación ha enviado más de lo que cabe.', next: next.less }),
    'stream-invalid': () => ({ title: 'La aplicación ha enviado algo que no se puede leer.', next: next.againOrOwner }),
    'message-invalid': () => ({ title: 'La aplicación ha enviado algo que no se puede leer.', next: null }),
    'session-unknown': () => ({ title: 'La aplicación ya no conoce esta ejecución.', next: next.again }),
    'store-unavailable': () => ({ title: 'El servidor intermedio no ha podido guardar esta ejecución.', next: next.again }),
    'relay-lost': () => ({ title: 'El servidor intermedio que seguía esta ejecución se ha detenido.', next: next.again }),
    'token-invalid': () => ({ title: 'El enlace a esta ejecución ha caducado o no vale aquí.', next: 'Pida uno nuevo a quien se lo dio.' }),
    'resume-expired': () => ({
      title: 'Esta ejecución ya no se puede retomar.',
      body: 'Una ejecución se conserva durante un tiempo después de acabar. Su resultado ya no está.',
      next: next.again,
    }),
    'run-failed': ({ details }) => ({
      title: details.title && details.title !== 'Error' ? details.title : 'La aplicación no ha podido terminar.',
      body: details.appMessage === undefined ? undefined : details.appMessage?.trim() || 'No dice por qué.',
      next: details.appMessage?.trim() ? 'Comprueba los valores y vuelve a ejecutar.' : next.againOrOwner,
    }),
    'upload-failed': ({ details }) => ({
      title: details.file ? `No se ha podido enviar «${details.file}».` : 'No se ha podido enviar un archivo.',
      next: 'Inténtalo de nuevo. No se ha ejecutado nada.',
    }),
    'load-failed': ({ details }) => ({
      title: 'No se ha podido cargar una parte de esta página.',
      next: details.isOffline
        ? 'No tienes conexión. Se cargará cuando vuelva.'
        : 'Comprueba la red e inténtalo de nuevo. Si no sirve, recarga la página.',
    }),
    'file-too-large': ({ details, formats }) => ({
      title: details.file ? `«${details.file}» es demasiado grande.` : 'Un archivo es demasiado grande.',
      body:
        details.limitBytes === undefined
          ? undefined
          : details.sizeBytes === undefined
            ? `Se admiten como máximo ${formats.bytes(details.limitBytes)}.`
            : `Ocupa ${formats.bytes(details.sizeBytes)}; se admiten como máximo ${formats.bytes(details.limitBytes)}.`,
      next: 'Elige un archivo más pequeño.',
    }),
    'space-private': () => ({ title: 'Este Space es privado o no existe.', next: 'Comprueba el nombre o pide acceso a su propietario.' }),
    'space-paused': () => ({ title: 'Este Space está en pausa.', next: 'Pide a su propietario que lo vuelva a iniciar.' }),
    'space-broken': ({ details }) => ({
      title: 'Este Space no funciona en este momento.',
      body: brokenWords[details.stage ?? ''],
      next: 'Solo su propietario puede arreglarlo. Comprueba de nuevo más tarde.',
    }),
    'space-deleted': () => ({ title: 'Este Space se está eliminando.', next: null }),
    'wake-timeout': () => ({
      title: 'La aplicación no ha arrancado a tiempo.',
      body: 'Puede que todavía esté arrancando.',
      next: 'Inténtalo de nuevo dentro de un rato.',
    }),
    'gpu-quota-exceeded': ({ details, formats }) => quotaWords(details, formats),
    'gpu-unavailable': ({ details }) => ({
      title: details.kind === 'busy' ? 'Todas las GPU están ocupadas.' : 'La aplicación no ha conseguido una GPU.',
      body: details.kind === 'token-expired' ? 'Esta página lleva demasiado tiempo abierta.' : undefined,
      next: details.kind === 'token-expired' ? 'Recarga la página.' : next.later,
    }),
    'gpu-duration-refused': () => ({ title: 'Esta ejecución pide más tiempo de GPU del permitido.', next: next.less }),
    aborted: () => ({ title: 'La ejecución se interrumpió.', next: null }),
  },
}

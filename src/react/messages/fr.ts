/** French, complete. */
import type { ClientLimit } from '@gradio-stream/client/internal/errors'
import type { Formats } from './formats.ts'
import type { Messages } from './messages.ts'
import { createQuotaWords } from './quotas.ts'
import { createTimes } from './times.ts'

// Keeps a number with its unit, and a word with the high punctuation after it, on one line.
const NBSP = '\u00a0'

const times = createTimes({
  seconds: (count) => `${count}${NBSP}s`,
  minutes: (count) => `${count}${NBSP}min`,
  hours: (count) => `${count}${NBSP}h`,
  between: NBSP,
  about: (time) => `environ ${time}`,
  aboutMinutes: (count, formats) => (count === 1 ? 'environ une minute' : `environ ${formats.number(count)}${NBSP}minutes`),
  aboutDays: (count, formats) => `environ ${formats.number(count)}${NBSP}jours`,
})

function step(index: number, length: number | null, unit: string, formats: Formats): string {
  const at = formats.number(index)
  if (length === null) return unit === 'steps' ? `Étape ${at}` : `${at}${NBSP}${unit}`
  const end = formats.number(length)
  return unit === 'steps' ? `Étape ${at} sur ${end}` : `${at} sur ${end}${NBSP}${unit}`
}

/** A noun beside its count. */
function counted(count: number, one: string, other: string, formats: Formats): string {
  return `${formats.number(count)}${NBSP}${formats.plural(count, { one, other })}`
}

/** What a visitor can do next, where several errors say the same. */
const next = {
  later: 'Réessayez dans un moment.',
  again: 'Relancez.',
  againOrOwner: 'Relancez. Si cela ne suffit pas, demandez au propriétaire de l’application.',
  network: 'Vérifiez le réseau, puis réessayez.',
  tellPage: 'Prévenez le responsable de cette page.',
  less: 'Demandez moins, puis relancez.',
}

const brokenWords: Readonly<Record<string, string>> = {
  NO_APP_FILE: 'Il lui manque le fichier de l’application.',
  CONFIG_ERROR: 'Sa configuration est incorrecte.',
  BUILD_ERROR: 'Il n’a pas pu être construit.',
  RUNTIME_ERROR: 'Il a planté.',
}

const quotaWords = createQuotaWords(
  {
    runsUsed: 'Les exécutions du jour sont épuisées.',
    appUsed: 'Le temps de GPU gratuit de cette application est épuisé.',
    creditsHeld: 'Vos autres exécutions occupent tout votre temps de GPU.',
    creditsBack: 'Il se libère dès qu’elles se terminent.',
    timeUsed: 'Le temps de GPU gratuit est épuisé.',
    timeShort: 'Il ne reste pas assez de temps de GPU gratuit.',
    needed: (requested, left) => `Cette exécution demande ${requested} et il reste ${left}.`,
    backIn: (time) => `Vous pourrez relancer dans ${time}.`,
    backNow: 'Vous pouvez relancer maintenant.',
    later: 'Relancez plus tard.',
    signedIn: 'En vous connectant à Hugging Face, vous en aurez peut-être plus.',
    between: ' ',
  },
  times,
)

/** Titles for what the relay refuses a client. */
const OVER_LIMIT: Readonly<Record<ClientLimit, string>> = {
  runs: 'Le serveur relais ne vous permet pas plus d’exécutions à la fois.',
  'runs-per-minute': 'Le serveur relais ne vous laisse plus lancer d’exécutions pour l’instant.',
  'bytes-per-minute': 'Le serveur relais n’accepte plus de données de votre part pour l’instant.',
  streams: 'Le serveur relais ne garde pas plus de connexions ouvertes pour vous.',
  sessions: 'Le serveur relais ne vous permet pas plus d’exécutions à la fois.',
}

/** The texts in French. */
export const fr: Messages = {
  actions: {
    run: 'Lancer',
    start: 'Démarrer',
    stop: 'Arrêter',
    cancel: 'Annuler',
    stopping: 'Arrêt en cours',
    tryAgain: 'Réessayer',
    reloadPage: 'Recharger la page',
    runAgain: 'Relancer',
    tryNow: 'Essayer maintenant',
    signIn: 'Se connecter',
    copy: 'Copier',
    copied: 'Copié',
    copyThing: (label) => `Copier ${label}`,
  },
  app: {
    label: 'État de l’application',
    waking: 'L’application est en veille. La réveiller prend une à deux minutes.',
    starting: 'L’application démarre. Cela prend une à deux minutes.',
    building: 'L’application est en construction. Cela peut prendre plusieurs minutes.',
    longer: 'C’est plus long que d’habitude.',
    awake: 'L’application est prête.',
    checkAgain: 'Vérifier à nouveau',
    discussions: 'Demander au propriétaire',
  },
  signIn: {
    signedInAs: (user) => `Connecté en tant que ${user}`,
    signOut: 'Se déconnecter',
    user: 'Nom d’utilisateur',
    password: 'Mot de passe',
    signingIn: 'Connexion en cours',
    done: 'Vous êtes connecté.',
    required: 'Cette application demande de se connecter avec Hugging Face.',
    optional: 'Vous pouvez vous connecter avec Hugging Face. Elle fonctionne aussi sans.',
    offered: 'Cette application propose une connexion avec Hugging Face. Une partie de ce qu’elle fait peut l’exiger.',
    tokenGiven: 'L’application agit avec le jeton Hugging Face que cette page lui donne.',
    openApp: 'Ouvrir l’application',
  },
  gpuTime: {
    none: 'Il ne reste plus de temps GPU.',
    left: (left, whole) => (whole === null ? `Temps GPU restant : ${left}.` : `Temps GPU restant : ${left} sur ${whole}.`),
    back: (time) => `Il revient dans ${time}.`,
    payer: 'C’est celui du compte Hugging Face du jeton de cette page.',
  },
  form: {
    gradio: {
      'chat_interface.additional_inputs': 'Autres entrées',
      'chat_interface.chatbot': 'Chatbot',
      'chat_interface.conversation': 'Conversation',
      'chat_interface.message_placeholder': 'Écrivez un message…',
      'chat_interface.new_chat': 'Nouvelle discussion',
    },
    kinds: {
      text: 'Texte',
      number: 'Nombre',
      option: 'Option',
      choice: 'Choix',
      choices: 'Choix',
      image: 'Image',
      images: 'Images',
      audio: 'Son',
      video: 'Vidéo',
      file: 'Fichier',
      table: 'Tableau',
      conversation: 'Conversation',
      message: 'Message',
      colour: 'Couleur',
      date: 'Date et heure',
      code: 'Code',
      model: 'Modèle 3D',
      value: 'Valeur',
    },
    loading: 'Consultation de l’application',
    label: 'Saisies',
    more: (count, formats) => `Plus (${formats.number(count)})`,
    choose: 'Choisissez',
    noChoice: 'Aucun choix',
    required: 'obligatoire',
    optional: 'facultatif',
    sliderNumber: (label) => `${label}, en chiffres`,
    characters: (used, limit, formats) => `${formats.number(used)} caractères sur ${formats.number(limit)}`,
    reset: 'Réinitialiser',
    resetThing: (label) => `Réinitialiser ${label}`,
    summary: (count, formats) =>
      formats.plural(count, { one: 'Une valeur est à modifier.', other: `${formats.number(count)} valeurs sont à modifier.` }),
    examples: 'Exemples',
    pickExample: (index, formats) => `Utiliser l’exemple ${formats.number(index)}${NBSP}:`,
    moreExamples: (count, formats) => `En afficher ${formats.number(count)} de plus`,
    nothing: 'rien',
    readOnly: 'fixé par l’application',
    formatJson: 'Mettre en forme',
    showPlace: 'Montrer l’endroit',
    expects: 'Ce qui est attendu',
    noMatch: 'Aucun résultat.',
    someChoices: (shown, count, formats) =>
      `Les ${formats.number(shown)} premiers sur ${formats.number(count)}. Tapez pour en trouver d’autres.`,
    listComing: 'La liste arrive.',
    listFailed: 'L’application n’a pas pu remplir cette liste. Rechargez la page pour réessayer.',
    addChoice: (text) => `Utiliser «${NBSP}${text}${NBSP}»`,
    removeChoice: (label) => `Retirer ${label}`,
    color: 'Choisir une couleur',
  },
  files: {
    drop: (isSeveral) => (isSeveral ? 'ou déposez ou collez des fichiers ici' : 'ou déposez-en ou collez-en un ici'),
    remove: (name) => `Retirer ${name}`,
    preview: (name) => `Aperçu de ${name}`,
    unreadablePicture: 'Ce navigateur ne peut pas afficher l’image. Elle peut quand même être envoyée.',
    limit: (limitBytes, formats) => `Jusqu’à ${formats.bytes(limitBytes)} par fichier.`,
    sending: (name) => `Envoi de ${name}`,
    tooLarge: (name, sizeBytes, limitBytes, formats) =>
      `«${NBSP}${name}${NBSP}» fait ${formats.bytes(sizeBytes)}, le maximum est ${formats.bytes(limitBytes)}.`,
    wrongType: (name, accepted, formats) =>
      `«${NBSP}${name}${NBSP}» est d’un autre type. Types acceptés${NBSP}: ${formats.list(accepted)}.`,
    attach: 'Joindre des fichiers',
    chosen: (count, formats) =>
      formats.plural(count, { one: `${formats.number(count)} élément choisi`, other: `${formats.number(count)} éléments choisis` }),
    all: (count, formats) => `Tous les fichiers (${formats.number(count)})`,
    folder: 'Ce dossier',
    perLine: 'Un chemin par ligne',
  },
  recording: {
    recordAudio: 'Enregistrer',
    recordVideo: 'Filmer',
    openCamera: 'Caméra',
    takePicture: 'Prendre une photo',
    stop: 'Arrêter',
    close: 'Fermer',
    level: 'Niveau',
    asking: 'En attente de votre autorisation',
    recorded: (stopwatch) => `${stopwatch} d’enregistrement`,
    cameraView: 'Ce que voit la caméra',
    refused: 'Le navigateur n’y est pas autorisé. Autorisez-le dans les paramètres de cette page ou choisissez un fichier.',
    noDevice: 'Aucun micro ni caméra n’a été trouvé. Branchez un appareil ou choisissez un fichier.',
    busyDevice: 'Un autre programme s’en sert. Fermez ce programme ou choisissez un fichier.',
    failed: 'L’enregistrement ne fonctionne pas dans ce navigateur. Choisissez plutôt un fichier.',
    fileName: 'enregistrement',
  },
  live: {
    pause: 'Suspendre',
    resume: 'Continuer',
    opening: 'Mise en marche. Votre navigateur peut demander votre autorisation.',
    paused: 'En pause. Rien n’est envoyé.',
    ending: 'Envoi du reste.',
    limit: (stopwatch) => `L’application met fin à une exécution après ${stopwatch}.`,
    behind: (seconds, formats) => `L’application a ${formats.number(seconds)}${NBSP}s de retard.`,
    dropped: (seconds, formats) => `L’application est trop lente : ${formats.number(seconds)}${NBSP}s de son ont été omises.`,
    notLoaded: 'Ce qu’il faut pour cela n’a pas pu être chargé. Vérifiez le réseau, puis rechargez la page.',
  },
  microphone: {
    ready: 'Appuyez sur Démarrer : l’application entend votre micro jusqu’à ce que vous appuyiez sur Arrêter.',
    waiting: 'En attente de l’application. Jusqu’à une minute de son est gardée pour elle.',
    sending: 'L’application entend votre micro.',
    lost: 'Le micro n’est plus là. Branchez-le et appuyez sur Continuer, ou appuyez sur Arrêter.',
    muted: 'Votre appareil a coupé le micro : l’application entend du silence.',
    refused: 'Le navigateur n’est pas autorisé à utiliser le micro. Autorisez-le dans les réglages de cette page, puis redémarrez.',
    refusedByFrame: 'La page autour de celle-ci ne lui laisse pas le micro. Son auteur peut l’autoriser.',
    noDevice: 'Aucun micro trouvé. Branchez-en un, puis redémarrez.',
    busy: 'Le micro ne peut pas être lu. Un autre programme l’utilise peut-être : fermez-le, puis redémarrez.',
    insecure: 'Les navigateurs ne donnent le micro qu’aux pages à adresse sûre (https). Ouvrez cette page par une telle adresse.',
    unsupported: 'Le micro ne peut pas être utilisé dans ce navigateur. Essayez-en un autre.',
    silent: 'Aucun son ne vient du micro, bien qu’il soit autorisé. Vérifiez-le, puis redémarrez.',
    single: 'Cette application est faite pour du son en direct. Sa version de Gradio prend ici un enregistrement par exécution.',
  },
  camera: {
    ready: 'Appuyez sur Démarrer : l’application voit votre caméra jusqu’à ce que vous appuyiez sur Arrêter.',
    waiting: 'En attente de l’application. Elle reçoit des images dès qu’elle est là.',
    sending: 'L’application voit votre caméra.',
    lost: 'La caméra n’est plus là. Branchez-la et appuyez sur Continuer, ou appuyez sur Arrêter.',
    muted: 'Votre appareil a éteint la caméra : l’application voit du noir.',
    refused: 'Le navigateur n’est pas autorisé à utiliser la caméra. Autorisez-le dans les réglages de cette page, puis redémarrez.',
    refusedByFrame: 'La page autour de celle-ci ne lui laisse pas la caméra. Son auteur peut l’autoriser.',
    noDevice: 'Aucune caméra trouvée. Branchez-en une, puis redémarrez.',
    busy: 'La caméra ne peut pas être lue. Un autre programme l’utilise peut-être : fermez-le, puis redémarrez.',
    insecure: 'Les navigateurs ne donnent la caméra qu’aux pages à adresse sûre (https). Ouvrez cette page par une telle adresse.',
    unsupported: 'La caméra ne peut pas être utilisée dans ce navigateur. Essayez-en un autre.',
    silent: 'Aucune image ne vient de la caméra, bien qu’elle soit autorisée. Vérifiez-la, puis redémarrez.',
    single: 'Cette application est faite pour des images en direct. Sa version de Gradio prend ici une image par exécution.',
  },
  sketch: {
    board: (label) => `Peindre sur ${label}`,
    help: 'Les flèches déplacent le pinceau, plus loin avec Maj. Espace commence un trait et le termine.',
    brush: 'Pinceau',
    eraser: 'Gomme',
    undo: 'Annuler',
    redo: 'Rétablir',
    clear: 'Effacer tout',
    size: 'Épaisseur',
    pixels: (count, formats) => `${formats.number(count)}${NBSP}px`,
    color: 'Couleur',
    ownColor: 'Autre couleur',
    layer: 'Calque',
    unreadable: 'Ce navigateur ne peut pas afficher l’image : on ne peut pas peindre dessus. Elle peut être envoyée telle quelle.',
    failed: 'Le dessin n’a pas pu être converti en image. Réessayez, ou prenez une image plus petite.',
  },
  marking: {
    help: 'Sélectionnez un passage du texte, choisissez sa classe, puis appuyez sur Marquer.',
    className: 'Classe',
    score: 'Score',
    mark: 'Marquer',
    nothingSelected: 'Sélectionnez d’abord un passage du texte.',
    noClass: 'Indiquez d’abord une classe.',
    pieces: 'Passages marqués',
    classOf: (piece) => `Classe de « ${piece} »`,
    unmark: (piece) => `Retirer la marque de « ${piece} »`,
  },
  dialogue: {
    speaker: (line, formats) => `Qui parle à la ligne ${formats.number(line)}`,
    line: (line, formats) => `Ligne ${formats.number(line)}`,
    removeLine: (line, formats) => `Retirer la ligne ${formats.number(line)}`,
    addLine: 'Ajouter une ligne',
    insertTag: 'Insérer une balise',
  },
  picking: {
    sample: (index, formats) => `Exemple ${formats.number(index)}`,
    noSamples: 'L’application ne propose rien à choisir.',
  },
  typed: {
    kinds: {
      text: 'Texte',
      number: 'Nombre',
      whole: 'Nombre entier',
      flag: 'Oui ou non',
      choice: 'Choix',
      date: 'Date',
      file: 'Fichier',
      files: 'Fichiers',
      list: 'Liste',
      map: 'Noms et valeurs',
      group: 'Plusieurs champs',
      nothing: 'Rien',
      json: 'JSON',
    },
    kindOf: (label) => `Type de ${label}`,
    entry: (index, formats) => `Élément ${formats.number(index)}`,
    add: 'Ajouter un élément',
    name: 'Nom',
    value: 'Valeur',
    within: (part, issue) => `${part} : ${issue}`,
    repeated: 'Ce nom figure deux fois.',
  },
  issues: {
    missing: 'Il manque une valeur.',
    choiceMissing: 'Choisissez l’une des options.',
    notNumber: 'Ce n’est pas un nombre.',
    notWhole: 'Il faut un nombre entier.',
    tooSmall: (minimum, formats) => `Le minimum est ${formats.number(minimum)}.`,
    tooLarge: (maximum, formats) => `Le maximum est ${formats.number(maximum)}.`,
    tooLong: (limit, formats) => `${formats.number(limit)} caractères au maximum.`,
    tooMany: (limit, formats) => `${formats.number(limit)} choix au maximum.`,
    notJson: (line, column, formats) =>
      `Ce n’est pas encore du JSON${NBSP}: voyez la ligne ${formats.number(line)}, colonne ${formats.number(column)}.`,
    tooDeep: (limit, formats) => `Pas plus de ${formats.number(limit)} niveaux de listes et d’objets.`,
    notColor: 'Ce n’est pas une couleur. Écrivez-la sous la forme #1a2b3c.',
    notDate: 'Ce n’est pas une date.',
    tooFew: (count, formats) => `Il en faut ${formats.number(count)}.`,
    notEmail: 'Ce n’est pas une adresse e-mail.',
    mismatched: (wanted, formats) => `Cette valeur ne convient pas. Ce qui convient${NBSP}: ${formats.list(wanted)}.`,
    listLength: (needed, given, formats) => `Éléments attendus${NBSP}: ${needed}. Fournis${NBSP}: ${formats.number(given)}.`,
    extra: (taken, given, formats) =>
      `Valeurs acceptées par l’application${NBSP}: ${formats.number(taken)}. Fournies${NBSP}: ${formats.number(given)}.`,
    unknownName: 'L’application n’accepte aucune valeur de ce nom.',
    inexact: 'Ce nombre a plus de chiffres qu’on ne peut en envoyer.',
    notSendable: 'Cette valeur ne peut pas être envoyée.',
    fileWanted: 'Il faut un fichier.',
    fileUnreadable: 'Le fichier n’a pas pu être lu. Choisissez-le de nouveau.',
    fileForeign: (host) => `Ce fichier appartient à une autre application${NBSP}: ${host}.`,
    fileNotFetched: 'Cette application accepte le fichier lui-même, pas son adresse.',
    refused: 'L’application n’a pas accepté cette valeur.',
  },
  status: {
    uploading(place, count, sentBytes, totalBytes, formats) {
      const what = count === 1 ? 'Envoi d’un fichier' : `Envoi du fichier ${formats.number(place)} sur ${formats.number(count)}`
      return totalBytes === 0 ? what : `${what} · ${formats.bytesAs(sentBytes, totalBytes)} sur ${formats.bytes(totalBytes)}`
    },
    preparing: 'Préparation des fichiers',
    submitting: 'Envoi à l’application',
    waiting(reason, seconds, formats) {
      if (reason === 'connection-limit' || reason === 'turn') return 'En attente de la fin de vos autres exécutions'
      const when = seconds === null ? 'Nouvel essai en cours.' : `Nouvel essai dans ${formats.number(seconds)}${NBSP}s.`
      if (reason === 'no-answer') return `Pas encore de réponse. ${when}`
      return reason === 'queue-full' ? `L’application est occupée. ${when}` : `Trop de requêtes pour l’instant. ${when}`
    },
    inLine: (position, formats) =>
      position === null
        ? 'Dans la file d’attente'
        : position === 0
          ? 'Prochain dans la file'
          : `${formats.number(position + 1)}ᵉ dans la file`,
    longerThanUsual: 'plus long que d’habitude',
    running: 'En cours',
    step,
    rate: (perSecond, unit, formats) => {
      const what = unit === 'steps' ? 'étapes' : unit
      return perSecond >= 1 ? `${formats.short(perSecond)}${NBSP}${what}/s` : `${formats.short(perSecond * 60)}${NBSP}${what}/min`
    },
    left: (durationMs, formats) => `encore ${times.about(durationMs, formats)}`,
    cancelling: (isGenerator) =>
      isGenerator
        ? 'Arrêt en cours. Cette étape doit d’abord finir.'
        : 'Arrêt en cours. L’application finira peut-être ce qu’elle a commencé.',
    cancelled(durationMs, outcome, hasOutput, formats) {
      const time = times.exact(durationMs, formats)
      const stopped = {
        confirmed: `Arrêté après ${time}.`,
        requested: `Quitté après ${time}. L’application travaille peut-être encore.`,
        unsupported: `Quitté après ${time}. Cette application ne peut pas être arrêtée et travaille peut-être encore.`,
      }[outcome]
      return hasOutput ? `${stopped} Ce qui était arrivé est ci-dessous.` : stopped
    },
    succeeded: (durationMs, formats) => `Terminé en ${times.exact(durationMs, formats)}`,
    fromCache: 'depuis le cache',
    failed: (durationMs, formats) => `Échec après ${times.exact(durationMs, formats)}`,
    notStarted: 'Non démarré',
    join: (pieces) => pieces.join(' · '),
    elapsed: (stopwatch) => `${stopwatch} écoulées`,
  },
  time: times,
  queue: {
    label: 'Place dans la file',
    waiting: (count, formats) => `${formats.number(count)} en attente`,
  },
  progress: {
    label: 'Progression',
    unknownEnd: 'En cours, fin inconnue',
  },
  logs: {
    title: (count, formats) => `Journal (${formats.number(count)})`,
    dropped: (count, formats) =>
      formats.plural(count, {
        one: `${formats.number(count)} ligne plus ancienne n’est pas conservée.`,
        other: `${formats.number(count)} lignes plus anciennes ne sont pas conservées.`,
      }),
    levels: { info: 'Information', warning: 'Avertissement', success: 'Réussite', error: 'Erreur' },
    filter: 'Quelles lignes',
    all: 'Toutes',
    ofLevel: { info: 'Infos', warning: 'Avertissements', success: 'Réussites', error: 'Erreurs' },
    lines: 'journal',
    restarted: 'Le serveur qui suivait cette exécution s’est arrêté : elle a été recommencée.',
    toasts: 'Messages de l’application',
    dismiss: 'Fermer',
  },
  output: {
    label: 'Résultat',
    unnamed: (index, formats) => `Sortie ${formats.number(index)}`,
    stale: 'Résultat d’une exécution antérieure',
    awaited: 'Le résultat apparaîtra ici.',
    empty: 'Rien',
    nothing: (why) =>
      ({
        'no-value': 'Il n’y a aucune valeur à afficher.',
        layout: 'Cela n’a changé que l’aspect de la page de l’application. Il n’y a aucune valeur à afficher.',
        form: 'Ce qui a changé se trouve dans le formulaire.',
      })[why],
    yes: 'Oui',
    no: 'Non',
    showAll: 'Tout afficher',
    showLess: 'Afficher moins',
    items: (count, formats) => `liste de ${counted(count, 'élément', 'éléments', formats)}`,
    members: (count, formats) => counted(count, 'entrée', 'entrées', formats),
    more: (next, left, formats) =>
      next === left
        ? `En afficher ${formats.number(next)} de plus`
        : `En afficher ${formats.number(next)} sur ${formats.number(left)} de plus`,
  },
  chat: {
    conversation: 'Conversation',
    you: 'Vous',
    assistant: 'Assistant',
    message: 'le message',
    attachment: 'Pièce jointe',
    thought: 'Raisonnement',
    pending: 'en cours',
    earlier: (next, left, formats) => `Afficher ${formats.number(next)} messages précédents sur ${formats.number(left)}`,
    latest: 'Aller au plus récent',
    above: 'La conversation est au-dessus.',
    none: 'Aucun message pour l’instant.',
    writeLabel: 'Votre message',
    write: 'Écrivez un message. Entrée l’envoie, Maj et Entrée commencent une nouvelle ligne.',
    startOver: 'Recommencer',
    retry: 'Redemander',
    undo: 'Retirer',
    edit: 'Modifier',
    editLabel: 'Nouveau texte',
    editHint: 'Entrée envoie, Maj et Entrée commencent une nouvelle ligne, Échap laisse tout en l’état.',
    send: 'Envoyer',
    like: 'Bonne réponse',
    dislike: 'Mauvaise réponse',
    ratingFailed: 'L’évaluation n’a pas été prise en compte.',
  },
  markdown: {
    code: 'code',
    table: 'Tableau',
    taskDone: 'Fait',
    taskOpen: 'À faire',
    picture: (description) => (description === '' ? 'Image' : `Image${NBSP}: ${description}`),
  },
  media: {
    loading: 'Chargement',
    pictureBroken: 'Impossible d’afficher cette image.',
    newestBroken: 'Impossible d’afficher la dernière image. Voici la précédente.',
    soundBroken: 'Impossible de lire ce son ici.',
    filmBroken: 'Impossible de lire cette vidéo ici.',
    fileUnreachable: 'Impossible de charger ce fichier.',
    folderUnreachable: 'Le contenu de ce dossier ne peut pas être affiché.',
    foreign: (host) => `Ce fichier se trouve sur un autre serveur, ${host}, et n’est pas chargé.`,
    picture: 'Image',
    film: 'Vidéo',
    download: 'Télécharger',
    downloadThing: (name) => `Télécharger ${name}`,
    enlarge: (name) => `Agrandir ${name}`,
    close: 'Fermer',
    previous: 'Précédent',
    next: 'Suivant',
    zoomIn: 'Zoom avant',
    zoomOut: 'Zoom arrière',
    place: (index, count, formats) => `${formats.number(index)} sur ${formats.number(count)}`,
    legend: 'Parties de l’image',
    part: (index, formats) => `Partie ${formats.number(index)}`,
    divider: (label) => `Séparateur de ${label}`,
    subtitles: 'Sous-titres',
    subtitlesMissing: 'Impossible de charger les sous-titres.',
    more: (count, formats) => `En afficher ${formats.number(count)} de plus`,
    showAll: 'Tout afficher',
    onlyBeginning: (shown, all) => `Le début seulement${NBSP}: ${shown} sur ${all}.`,
    onlyEnd: (shown, all) => `La fin seulement${NBSP}: ${shown} sur ${all}.`,
    unknownKind: (component) => component,
  },
  table: {
    empty: 'Aucune ligne',
    size: (rows, columns, formats) => `${counted(rows, 'ligne', 'lignes', formats)} × ${counted(columns, 'colonne', 'colonnes', formats)}`,
    cut: (rows, columns, formats) =>
      `Seules les ${formats.number(rows)} premières lignes et les ${formats.number(columns)} premières colonnes sont affichées. La copie prend tout.`,
    help: 'Les flèches déplacent d’une cellule à l’autre, avec Maj elles sélectionnent. Entrée sur un en-tête trie, Alt et une flèche changent sa largeur.',
    editHelp:
      'Les flèches déplacent d’une cellule à l’autre. Entrée ou F2 modifie une cellule, Échap la laisse telle quelle. On peut coller les cellules d’un tableur.',
    sorting: 'Tri en cours',
    rowNumber: 'Ligne',
    editCell: (column, row, formats) => (row === null ? `Nom de la colonne ${column}` : `${column}, ligne ${formats.number(row)}`),
    addRow: 'Ajouter une ligne',
    addColumn: 'Ajouter une colonne',
    deleteRows: (count, formats) => (count === 1 ? 'Supprimer la ligne' : `Supprimer ${formats.number(count)} lignes`),
    deleteColumns: (count, formats) => (count === 1 ? 'Supprimer la colonne' : `Supprimer ${formats.number(count)} colonnes`),
    undo: 'Annuler la modification',
    pasted(rows, columns, isCut, formats) {
      const what = `Collage${NBSP}: ${counted(rows, 'ligne', 'lignes', formats)} de ${counted(columns, 'cellule', 'cellules', formats)}.`
      return isCut ? `${what} Le reste n’avait pas de place.` : what
    },
    badCell(column, row, type, formats) {
      const wanted = { number: 'un nombre', bool: `«${NBSP}true${NBSP}» ou «${NBSP}false${NBSP}»`, date: 'une date' }[type]
      return `${column}, ligne ${formats.number(row)}${NBSP}: il faut ${wanted}.`
    },
  },
  marked: { legend: 'Catégories' },
  model: {
    noGraphics: 'Ce navigateur ne peut pas dessiner en trois dimensions. Le modèle peut être téléchargé.',
    notDrawn: 'Les modèles de ce type ne sont pas dessinés ici. Le modèle peut être téléchargé.',
    failed: 'Le modèle n’a pas pu être dessiné. Il peut être téléchargé.',
  },
  plot: {
    noData: 'Aucune donnée à tracer',
    describe(title, mark, x, y, count, formats) {
      const kind = { line: 'courbe', bar: 'diagramme en barres', point: 'nuage de points' }[mark]
      return `${title}${NBSP}: ${kind}, ${y} selon ${x}, ${counted(count, 'point', 'points', formats)}`
    },
    picture: (title) => `${title}${NBSP}: graphique`,
    thinned: (drawn, whole, formats) => `${formats.number(drawn)} points sur ${formats.number(whole)} sont tracés.`,
    asTable: 'Afficher les données en tableau',
    tableOf: (title) => `Données de ${title}`,
    unknown: (type) => `Ce graphique est fait avec ${type}, qui n’est pas tracé ici.`,
    refused: 'Impossible de tracer ce graphique ici.',
    download: 'Télécharger le graphique en JSON',
  },
  connection: {
    reconnecting(seconds, isKept, formats) {
      const when = seconds === null ? 'Reconnexion.' : `Reconnexion dans ${formats.number(seconds)}${NBSP}s.`
      return isKept ? `Connexion perdue. Votre exécution continue. ${when}` : `Connexion perdue. ${when}`
    },
    offline: (isKept) =>
      isKept ? 'Vous êtes hors ligne. Votre exécution continue.' : 'Vous êtes hors ligne. Cette exécution sera peut-être perdue.',
    offlineUnsent: 'Vous êtes hors ligne. Votre exécution démarrera dès votre retour.',
    stalled: 'Aucun signe de l’application depuis un moment. L’écoute continue.',
    pollingBlocked: 'Ce réseau bloque les mises à jour en direct. Vérification toutes les quelques secondes.',
    pollingChosen: 'Les mises à jour en direct sont désactivées. Vérification toutes les quelques secondes.',
    inOnePiece: 'Pas de mises à jour en direct ici. Le résultat arrivera d’un seul coup.',
    why: 'Pourquoi',
    leaveEndsRun: 'Fermer cette page met fin à l’exécution.',
    leaveKeepsRun: 'Vous pouvez fermer cette page. L’exécution continue.',
  },
  announcements: {
    uploading: (count, formats) =>
      formats.plural(count, { one: 'Envoi d’un fichier.', other: `Envoi de ${formats.number(count)} fichiers.` }),
    submitting: 'Exécution lancée.',
    running: (percent) => (percent === null ? 'En cours.' : `En cours, ${percent}.`),
    succeeded: (durationMs, formats, hasResult) =>
      `Terminé en ${times.exact(durationMs, formats)}. ${hasResult ? 'Le résultat est là.' : 'Il n’y a aucune valeur à afficher.'}`,
    reconnecting: 'Connexion perdue. Reconnexion.',
    reconnected: 'Connexion rétablie.',
    polling: 'Vérification régulière au lieu des mises à jour en direct.',
  },
  error: {
    mayRun: 'L’application a peut-être accepté l’exécution malgré tout. Ne relancez que si une deuxième exécution ne pose pas de problème.',
    details: 'Détails',
    code: 'Identifiant',
    endpoint: 'Point d’accès',
    address: 'Adresse',
    httpStatus: 'Réponse',
    run: 'Exécution',
    space: 'Space',
    stage: 'État',
    time: 'Heure',
    seen: 'Trouvé',
    message: 'Texte du message',
    unnamedParameter: 'Une valeur',
    moreIssues: (count, formats) => (count === 1 ? 'Et un autre.' : `Et ${formats.number(count)} autres.`),
  },
  history: {
    label: 'Exécutions',
    empty: 'Aucune exécution pour l’instant.',
    status: {
      running: 'En cours',
      succeeded: 'Terminé',
      failed: 'Échec',
      cancelled: 'Arrêtée',
      unseen: 'La page a été quittée avant la fin.',
    },
    useInputs: 'Reprendre ces valeurs',
    inputs: 'Valeurs',
    result: 'Résultat',
    noResult: 'Son résultat n’a pas été conservé.',
    remove: 'Retirer',
    clear: 'Vider la liste',
    ofApp: 'Exécutions lancées sur la page de l’application',
  },
  notice: {
    ask: 'Me prévenir à la fin',
    on: 'Vous serez prévenu à la fin.',
    denied: 'Le navigateur bloque les notifications de cette page.',
    ended: (status, title) =>
      status === 'succeeded' ? `${title} : terminé` : status === 'failed' ? `${title} : échec` : `${title} : arrêté`,
  },
  errors: {
    'options-invalid': () => ({ title: 'La configuration n’est pas correcte.', next: next.tellPage }),
    'address-invalid': () => ({ title: 'Ce n’est pas l’adresse d’une application.', next: 'Vérifiez l’adresse.' }),
    'app-unreachable': () => ({ title: 'L’application ne répond pas.', next: next.later }),
    'app-not-gradio': () => ({ title: 'Il n’y a pas d’application Gradio à cette adresse.', next: 'Vérifiez l’adresse.' }),
    'app-not-allowed': () => ({
      title: 'Cette application ne peut pas être utilisée d’ici.',
      next: 'Demandez au responsable de cette page de l’autoriser.',
    }),
    'relay-unreachable': () => ({ title: 'Le serveur relais ne répond pas.', next: next.network }),
    'login-required': ({ details, formats, isRelayed, takesPassword }) => {
      const elsewhere = isRelayed && !takesPassword ? 'Cette page ne peut pas vous y connecter. Ouvrez l’application elle-même.' : undefined
      switch (details.reason) {
        case 'signed-out':
          return {
            title: 'Vous êtes déconnecté.',
            body: ['Rien n’a été lancé.', details.authMessage].filter(Boolean).join(' '),
            next: elsewhere ?? 'Reconnectez-vous, puis relancez.',
          }
        case 'signed-out-midway':
          return {
            title: 'Vous êtes déconnecté.',
            body: 'Ce qui a été lancé continue peut-être dans l’application.',
            next: elsewhere ?? 'Reconnectez-vous, puis relancez.',
          }
        case 'wrong-credentials':
          return { title: 'Le nom d’utilisateur ou le mot de passe est faux.', next: null }
        case 'too-many-tries':
          return {
            title: 'Trop de tentatives.',
            next:
              details.retryAfterMs === undefined
                ? 'Attendez un moment, puis réessayez.'
                : `Réessayez dans ${times.about(details.retryAfterMs, formats)}.`,
          }
        case 'not-kept':
          return {
            title: 'La connexion a réussi, mais ce navigateur ne la garde pas pour cette page.',
            next: 'Ouvrez l’application elle-même, ou une page du même site.',
          }
        case 'no-password':
          return {
            title: 'Cette application n’accepte pas de nom d’utilisateur avec mot de passe.',
            next: 'Connectez-vous sur sa propre page.',
          }
        case undefined:
        default:
          return {
            title: 'Cette application demande de se connecter.',
            body: details.authMessage,
            next: takesPassword
              ? 'Connectez-vous avec votre nom d’utilisateur et votre mot de passe pour celle-ci.'
              : (elsewhere ?? 'Connectez-vous là-bas, puis vérifiez à nouveau.'),
          }
      }
    },
    'protocol-unsupported': ({ details }) => ({
      title: details.version
        ? `Cette application utilise Gradio ${details.version}, qui n’est pas pris en charge.`
        : 'Cette version de Gradio n’est pas prise en charge.',
      next: next.tellPage,
    }),
    'discovery-failed': () => ({
      title: 'L’application n’a pas pu être lue.',
      next: 'Réessayez. Si cela ne suffit pas, prévenez le responsable de cette page.',
    }),
    'endpoint-unknown': ({ details, formats }) => ({
      title: details.endpoint ? `L’application n’a pas de point d’accès ${details.endpoint}.` : 'L’application n’a pas ce point d’accès.',
      body: details.nearest || details.available.length === 0 ? undefined : `Elle a ${formats.list(details.available.slice(0, 8))}.`,
      next: details.nearest ? `Vouliez-vous dire ${details.nearest}${NBSP}?` : next.tellPage,
    }),
    'input-invalid': () => ({ title: 'Certaines valeurs sont à modifier.', next: 'Modifiez-les, puis relancez.' }),
    'queue-full': ({ details, formats }) => ({
      title: 'L’application est occupée.',
      body:
        details.retryAfterMs === undefined
          ? 'Sa file d’attente est pleine.'
          : `Sa file d’attente est pleine. Réessayez dans ${times.about(details.retryAfterMs, formats)}.`,
      next: details.retryAfterMs === undefined ? 'Réessayez dans un instant.' : null,
    }),
    'rate-limited': ({ details, formats }) => ({
      title: details.limit === undefined ? 'L’application n’accepte plus de requêtes pour l’instant.' : OVER_LIMIT[details.limit],
      body: details.retryAfterMs === undefined ? undefined : `Réessayez dans ${times.about(details.retryAfterMs, formats)}.`,
      next: details.retryAfterMs === undefined ? next.later : null,
    }),
    'access-denied': () => ({ title: 'L’application refuse l’accès.', next: 'Demandez l’accès au propriétaire de l’application.' }),
    'file-unavailable': () => ({
      title: 'Le fichier n’est pas disponible.',
      next: `Relancez${NBSP}: l’application en créera peut-être un nouveau.`,
    }),
    'join-refused': ({ details }) =>
      details.status === 413
        ? { title: 'Ce qui devait être envoyé est trop volumineux.', next: 'Envoyez moins, ou des fichiers plus petits.' }
        : {
            title: details.mayRun ? 'L’application n’a pas dit si elle a accepté l’exécution.' : 'L’application a refusé l’exécution.',
            next: next.againOrOwner,
          },
    'connection-refused': () => ({ title: 'L’application a refusé la connexion.', next: next.later }),
    'connection-lost': ({ isRelayed }) => ({
      title: 'Connexion perdue.',
      body: isRelayed ? undefined : 'Sans serveur relais, cette exécution ne peut pas être reprise.',
      next: next.network,
    }),
    'connection-timeout': () => ({
      title: 'L’application ne répond pas.',
      body: 'La connexion n’a pas été établie à temps.',
      next: next.later,
    }),
    'join-timeout': () => ({
      title: 'L’application ne répond pas.',
      body: 'Elle n’a pas dit à temps si elle a accepté l’exécution.',
      next: next.later,
    }),
    'queue-timeout': () => ({
      title: 'L’attente dans la file a été trop longue.',
      body: 'L’exécution en a été retirée.',
      next: next.later,
    }),
    'idle-timeout': ({ isRelayed }) => ({
      title: 'Plus de nouvelles de l’application.',
      body: isRelayed ? undefined : 'Sans serveur relais, cette exécution ne peut pas être reprise.',
      next: next.again,
    }),
    'run-timeout': () => ({ title: 'L’exécution a duré trop longtemps.', body: 'Elle a été arrêtée.', next: next.less }),
    'buffer-exceeded': () => ({ title: 'L’application a envoyé plus qu’il n’y a de place.', next: next.less }),
    'stream-invalid': () => ({ title: 'L’application a envoyé quelque chose d’illisible.', next: next.againOrOwner }),
    'message-invalid': () => ({ title: 'L’application a envoyé quelque chose d’illisible.', next: null }),
    'session-unknown': () => ({ title: 'L’application ne connaît plus cette exécution.', next: next.again }),
    'store-unavailable': () => ({ title: 'Le serveur relais n’a pas pu conserver cette exécution.', next: next.again }),
    'relay-lost': () => ({ title: 'Le serveur relais qui suivait cette exécution s’est arrêté.', next: next.again }),
    'token-invalid': () => ({
      title: 'Le lien vers cette exécution a expiré ou n’est pas valable ici.',
      next: 'Demandez-en un nouveau à la personne qui vous l’a donné.',
    }),
    'resume-expired': () => ({
      title: 'Cette exécution ne peut plus être reprise.',
      body: 'Une exécution est conservée un certain temps après sa fin. Son résultat n’est plus là.',
      next: next.again,
    }),
    'run-failed': ({ details }) => ({
      title: details.title && details.title !== 'Error' ? details.title : 'L’application n’a pas pu terminer.',
      body: details.appMessage === undefined ? undefined : details.appMessage?.trim() || 'Elle ne donne pas de raison.',
      next: details.appMessage?.trim() ? 'Vérifiez les valeurs, puis relancez.' : next.againOrOwner,
    }),
    'upload-failed': ({ details }) => ({
      title: details.file ? `«${NBSP}${details.file}${NBSP}» n’a pas pu être envoyé.` : 'Un fichier n’a pas pu être envoyé.',
      next: 'Réessayez. Rien n’a été lancé.',
    }),
    'load-failed': ({ details }) => ({
      title: 'Une partie de cette page n’a pas pu être chargée.',
      next: details.isOffline
        ? 'Vous êtes hors ligne. Elle sera chargée au retour de la connexion.'
        : 'Vérifiez le réseau et réessayez. Si cela ne suffit pas, rechargez la page.',
    }),
    'file-too-large': ({ details, formats }) => ({
      title: details.file ? `«${NBSP}${details.file}${NBSP}» est trop volumineux.` : 'Un fichier est trop volumineux.',
      body:
        details.limitBytes === undefined
          ? undefined
          : details.sizeBytes === undefined
            ? `${formats.bytes(details.limitBytes)} au maximum.`
            : `Il fait ${formats.bytes(details.sizeBytes)}${NBSP}; le maximum est ${formats.bytes(details.limitBytes)}.`,
      next: 'Choisissez un fichier plus petit.',
    }),
    'space-private': () => ({
      title: 'Ce Space est privé ou n’existe pas.',
      next: 'Vérifiez son nom ou demandez l’accès à son propriétaire.',
    }),
    'space-paused': () => ({ title: 'Ce Space est en pause.', next: 'Demandez à son propriétaire de le redémarrer.' }),
    'space-broken': ({ details }) => ({
      title: 'Ce Space ne fonctionne pas pour le moment.',
      body: brokenWords[details.stage ?? ''],
      next: 'Seul son propriétaire peut le réparer. Vérifiez à nouveau plus tard.',
    }),
    'space-deleted': () => ({ title: 'Ce Space est en cours de suppression.', next: null }),
    'wake-timeout': () => ({
      title: 'L’application n’a pas démarré à temps.',
      body: 'Elle est peut-être encore en train de démarrer.',
      next: 'Réessayez dans un moment.',
    }),
    'gpu-quota-exceeded': ({ details, formats }) => quotaWords(details, formats),
    'gpu-unavailable': ({ details }) => ({
      title: details.kind === 'busy' ? 'Tous les GPU sont occupés.' : 'L’application n’a pas obtenu de GPU.',
      body: details.kind === 'token-expired' ? 'Cette page est ouverte depuis trop longtemps.' : undefined,
      next: details.kind === 'token-expired' ? 'Rechargez la page.' : next.later,
    }),
    'gpu-duration-refused': () => ({ title: 'Cette exécution demande plus de temps de GPU que ce qui est permis.', next: next.less }),
    aborted: () => ({ title: 'L’exécution a été interrompue.', next: null }),
  },
}

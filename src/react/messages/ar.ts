/** Arabic, complete. `Intl` chooses the form of counted nouns: one, two, few, many. */
import type { ClientLimit } from '@gradio-stream/client/internal/errors'
import type { Formats } from './formats.ts'
import type { Messages } from './messages.ts'
import { createQuotaWords } from './quotas.ts'
import { createTimes } from './times.ts'

// A number and its unit stay on one line.
const NBSP = '\u00a0'

const times = createTimes({
  seconds: (count) => `${count}${NBSP}ث`,
  minutes: (count) => `${count}${NBSP}د`,
  hours: (count) => `${count}${NBSP}س`,
  between: ` و`,
  about: (time) => `نحو ${time}`,
  aboutMinutes: (count, formats) =>
    `نحو ${formats.plural(count, {
      one: 'دقيقة',
      two: 'دقيقتين',
      few: `${formats.number(count)}${NBSP}دقائق`,
      other: `${formats.number(count)}${NBSP}دقيقة`,
    })}`,
  aboutDays: (count, formats) =>
    `نحو ${formats.plural(count, {
      two: 'يومين',
      few: `${formats.number(count)}${NBSP}أيام`,
      other: `${formats.number(count)}${NBSP}يومًا`,
    })}`,
})

function step(index: number, length: number | null, unit: string, formats: Formats): string {
  const at = formats.number(index)
  if (length === null) return unit === 'steps' ? `الخطوة ${at}` : `${at}${NBSP}${unit}`
  const end = formats.number(length)
  return unit === 'steps' ? `الخطوة ${at} من ${end}` : `${at} من ${end}${NBSP}${unit}`
}

/** A counted number of characters. */
function characters(count: number, formats: Formats): string {
  const written = formats.number(count)
  return formats.plural(count, {
    one: 'حرف واحد',
    two: 'حرفان',
    few: `${written}${NBSP}أحرف`,
    many: `${written}${NBSP}حرفًا`,
    other: `${written}${NBSP}حرف`,
  })
}

/** A noun with its count. One and two are separate words; the rest follow the number. */
interface Noun {
  readonly zero: string
  readonly one: string
  readonly two: string
  readonly few: string
  readonly many: string
  readonly other: string
}

const ROW: Noun = { zero: 'لا صفوف', one: 'صف واحد', two: 'صفان', few: 'صفوف', many: 'صفًا', other: 'صف' }
const COLUMN: Noun = { zero: 'لا أعمدة', one: 'عمود واحد', two: 'عمودان', few: 'أعمدة', many: 'عمودًا', other: 'عمود' }
const CELL: Noun = { zero: 'لا خلايا', one: 'خلية واحدة', two: 'خليتان', few: 'خلايا', many: 'خلية', other: 'خلية' }
const POINT: Noun = { zero: 'لا نقاط', one: 'نقطة واحدة', two: 'نقطتان', few: 'نقاط', many: 'نقطة', other: 'نقطة' }
const ENTRY: Noun = { zero: 'لا مدخلات', one: 'مدخل واحد', two: 'مدخلان', few: 'مدخلات', many: 'مدخلًا', other: 'مدخل' }
const ITEM: Noun = { zero: 'لا عناصر', one: 'عنصر واحد', two: 'عنصرين', few: 'عناصر', many: 'عنصرًا', other: 'عنصر' }
// After another noun the dual has another ending.
const ROW_OBLIQUE: Noun = { ...ROW, two: 'صفين' }
const COLUMN_OBLIQUE: Noun = { ...COLUMN, two: 'عمودين' }

function counted(count: number, noun: Noun, formats: Formats): string {
  const written = formats.number(count)
  return formats.plural(count, {
    zero: noun.zero,
    one: noun.one,
    two: noun.two,
    few: `${written}${NBSP}${noun.few}`,
    many: `${written}${NBSP}${noun.many}`,
    other: `${written}${NBSP}${noun.other}`,
  })
}

/** What a visitor can do next, where several errors say the same. */
const next = {
  later: 'أعد المحاولة بعد قليل.',
  again: 'أعد التشغيل.',
  againOrOwner: 'أعد التشغيل. إذا لم ينفع ذلك، فاسأل مالك التطبيق.',
  network: 'تحقق من الشبكة ثم أعد المحاولة.',
  tellPage: 'أبلغ المسؤول عن هذه الصفحة.',
  less: 'اطلب أقل، ثم أعد التشغيل.',
}

const brokenWords: Readonly<Record<string, string>> = {
  NO_APP_FILE: 'ينقصها ملف التطبيق.',
  CONFIG_ERROR: 'إعداداتها غير صحيحة.',
  BUILD_ERROR: 'تعذر بناؤها.',
  RUNTIME_ERROR: 'توقفت بسبب عطل.',
}

const quotaWords = createQuotaWords(
  {
    runsUsed: 'نفد عدد مرات التشغيل لهذا اليوم.',
    appUsed: 'نفد وقت GPU المجاني لهذا التطبيق.',
    creditsHeld: 'تشغل عملياتك الأخرى كل وقت GPU المتاح لك.',
    creditsBack: 'يتاح مجددًا عند انتهائها.',
    timeUsed: 'نفد وقت GPU المجاني.',
    timeShort: 'لم يبقَ ما يكفي من وقت GPU المجاني.',
    needed: (requested, left) => `تحتاج هذه العملية إلى ${requested} والمتبقي ${left}.`,
    backIn: (time) => `يمكنك التشغيل مجددًا بعد ${time}.`,
    backNow: 'يمكنك التشغيل مجددًا الآن.',
    later: 'أعد التشغيل لاحقًا.',
    signedIn: 'قد تحصل على المزيد عند تسجيل الدخول إلى Hugging Face.',
    between: ' ',
  },
  times,
)

/** Titles for what the relay refuses a client. */
const OVER_LIMIT: Readonly<Record<ClientLimit, string>> = {
  runs: 'لا يسمح لك الخادم الوسيط بمزيد من العمليات في الوقت نفسه.',
  'runs-per-minute': 'لا يسمح لك الخادم الوسيط ببدء مزيد من العمليات حاليًا.',
  'bytes-per-minute': 'لا يقبل الخادم الوسيط مزيدًا من البيانات منك حاليًا.',
  streams: 'لا يُبقي الخادم الوسيط مزيدًا من الاتصالات مفتوحة لك.',
  sessions: 'لا يسمح لك الخادم الوسيط بمزيد من العمليات في الوقت نفسه.',
}

/** The texts in Arabic. */
export const ar: Messages = {
  actions: {
    run: 'تشغيل',
    start: 'ابدأ',
    stop: 'توقّف',
    cancel: 'إلغاء',
    stopping: 'جارٍ الإيقاف',
    tryAgain: 'إعادة المحاولة',
    reloadPage: 'إعادة تحميل الصفحة',
    runAgain: 'تشغيل مرة أخرى',
    tryNow: 'المحاولة الآن',
    signIn: 'تسجيل الدخول',
    copy: 'نسخ',
    copied: 'تم النسخ',
    copyThing: (label) => `نسخ ${label}`,
  },
  app: {
    label: 'حالة التطبيق',
    waking: 'التطبيق في وضع السكون. يستغرق إيقاظه دقيقة أو دقيقتين.',
    starting: 'التطبيق قيد البدء. يستغرق ذلك دقيقة أو دقيقتين.',
    building: 'التطبيق قيد البناء. قد يستغرق ذلك عدة دقائق.',
    longer: 'يستغرق الأمر وقتًا أطول من المعتاد.',
    awake: 'التطبيق جاهز.',
    checkAgain: 'التحقق مرة أخرى',
    discussions: 'سؤال المالك',
  },
  signIn: {
    signedInAs: (user) => `تم تسجيل الدخول باسم ${user}`,
    signOut: 'تسجيل الخروج',
    user: 'اسم المستخدم',
    password: 'كلمة المرور',
    signingIn: 'جارٍ تسجيل الدخول',
    done: 'تم تسجيل دخولك.',
    required: 'يطلب هذا التطبيق تسجيل الدخول عبر Hugging Face.',
    optional: 'يمكنك تسجيل الدخول عبر Hugging Face، ويعمل التطبيق من دونه أيضًا.',
    offered: 'يتيح هذا التطبيق تسجيل الدخول عبر Hugging Face، وقد يحتاج إليه بعض ما يفعله.',
    tokenGiven: 'يعمل التطبيق برمز Hugging Face الذي تعطيه له هذه الصفحة.',
    openApp: 'فتح التطبيق',
  },
  gpuTime: {
    none: 'لم يبقَ وقت GPU.',
    left: (left, whole) => (whole === null ? `وقت GPU المتبقي: ${left}.` : `وقت GPU المتبقي: ${left} من ${whole}.`),
    back: (time) => `يعود بعد ${time}.`,
    payer: 'وهو من حساب Hugging Face صاحب رمز هذه الصفحة.',
  },
  form: {
    gradio: {
      'chat_interface.additional_inputs': 'مدخلات إضافية',
      'chat_interface.chatbot': 'روبوت الدردشة',
      'chat_interface.conversation': 'محادثة',
      'chat_interface.message_placeholder': 'اكتب رسالة…',
      'chat_interface.new_chat': 'محادثة جديدة',
    },
    kinds: {
      text: 'نص',
      number: 'رقم',
      option: 'خيار',
      choice: 'اختيار',
      choices: 'اختيارات',
      image: 'صورة',
      images: 'صور',
      audio: 'صوت',
      video: 'فيديو',
      file: 'ملف',
      table: 'جدول',
      conversation: 'محادثة',
      message: 'رسالة',
      colour: 'لون',
      date: 'التاريخ والوقت',
      code: 'شيفرة',
      model: 'نموذج ثلاثي الأبعاد (3D)',
      value: 'قيمة',
    },
    loading: 'جارٍ الاستعلام عن التطبيق',
    label: 'المدخلات',
    more: (count, formats) => `المزيد (${formats.number(count)})`,
    choose: 'اختر',
    noChoice: 'بلا اختيار',
    required: 'مطلوب',
    optional: 'اختياري',
    sliderNumber: (label) => `${label}، كرقم`,
    characters: (used, limit, formats) => `${formats.number(used)} من ${characters(limit, formats)}`,
    reset: 'إعادة التعيين',
    resetThing: (label) => `إعادة تعيين ${label}`,
    summary: (count, formats) =>
      formats.plural(count, {
        zero: 'لا توجد قيم تحتاج إلى تعديل.',
        one: 'قيمة واحدة تحتاج إلى تعديل.',
        two: 'قيمتان تحتاجان إلى تعديل.',
        few: `${formats.number(count)} قيم تحتاج إلى تعديل.`,
        many: `${formats.number(count)} قيمة تحتاج إلى تعديل.`,
        other: `${formats.number(count)} قيمة تحتاج إلى تعديل.`,
      }),
    examples: 'أمثلة',
    pickExample: (index, formats) => `استخدام المثال ${formats.number(index)}:`,
    moreExamples: (count, formats) => `عرض المزيد (${formats.number(count)})`,
    nothing: 'لا شيء',
    readOnly: 'يحدده التطبيق',
    formatJson: 'تنسيق',
    showPlace: 'عرض الموضع',
    expects: 'ما يُقبل هنا',
    noMatch: 'لا توجد نتائج مطابقة.',
    someChoices: (shown, count, formats) => `المعروض أول ${formats.number(shown)} من ${formats.number(count)}. اكتب للعثور على غيرها.`,
    listComing: 'القائمة في الطريق.',
    listFailed: 'تعذّر على التطبيق ملء هذه القائمة. أعد تحميل الصفحة للمحاولة مجددًا.',
    addChoice: (text) => `استخدام «${text}»`,
    removeChoice: (label) => `إزالة ${label}`,
    color: 'اختيار لون',
  },
  files: {
    drop: (isSeveral) => (isSeveral ? 'أو أفلت الملفات أو ألصقها هنا' : 'أو أفلت ملفًا أو ألصقه هنا'),
    remove: (name) => `إزالة ${name}`,
    preview: (name) => `معاينة ${name}`,
    unreadablePicture: 'لا يمكن لهذا المتصفح عرض الصورة، لكن يمكن إرسالها.',
    limit: (limitBytes, formats) => `حتى ${formats.bytes(limitBytes)} لكل ملف.`,
    sending: (name) => `جارٍ رفع ${name}`,
    tooLarge: (name, sizeBytes, limitBytes, formats) =>
      `حجم «${name}» هو ${formats.bytes(sizeBytes)}؛ الحد الأقصى ${formats.bytes(limitBytes)}.`,
    wrongType: (name, accepted, formats) => `«${name}» من نوع آخر. الأنواع المقبولة: ${formats.list(accepted)}.`,
    attach: 'إرفاق ملفات',
    chosen: (count, formats) => `المختار: ${formats.number(count)}`,
    all: (count, formats) => `كل الملفات (${formats.number(count)})`,
    folder: 'هذا المجلد',
    perLine: 'مسار واحد في كل سطر',
  },
  recording: {
    recordAudio: 'تسجيل',
    recordVideo: 'تسجيل',
    openCamera: 'الكاميرا',
    takePicture: 'التقاط صورة',
    stop: 'إيقاف',
    close: 'إغلاق',
    level: 'مستوى الصوت',
    asking: 'في انتظار إذنك',
    recorded: (stopwatch) => `تم تسجيل ${stopwatch}`,
    cameraView: 'ما تراه الكاميرا',
    refused: 'لم يُسمح للمتصفح باستخدام الجهاز. اسمح به في إعدادات هذه الصفحة، أو اختر ملفًا.',
    noDevice: 'لم يُعثر على ميكروفون أو كاميرا. وصّل جهازًا، أو اختر ملفًا.',
    busyDevice: 'يستخدم برنامج آخر الجهاز. أغلق ذلك البرنامج، أو اختر ملفًا.',
    failed: 'لا يعمل التسجيل في هذا المتصفح. اختر ملفًا بدلًا من ذلك.',
    fileName: 'تسجيل',
  },
  live: {
    pause: 'إيقاف مؤقت',
    resume: 'متابعة',
    opening: 'يجري التشغيل. قد يطلب المتصفح إذنك.',
    paused: 'متوقف مؤقتًا. لا يُرسَل شيء.',
    ending: 'يُرسَل ما تبقّى.',
    limit: (stopwatch) => `ينهي التطبيق التشغيل بعد ${stopwatch}.`,
    behind: (seconds, formats) => `التطبيق متأخر ${formats.number(seconds)} ثانية.`,
    dropped: (seconds, formats) => `التطبيق بطيء جدًا: تُرك ${formats.number(seconds)} ثانية من الصوت.`,
    notLoaded: 'تعذّر تحميل ما يلزم لهذا. تحقّق من الشبكة ثم أعد تحميل الصفحة.',
  },
  microphone: {
    ready: 'اضغط «ابدأ» فيسمع التطبيق ميكروفونك حتى تضغط «توقّف».',
    waiting: 'في انتظار التطبيق. يُحفظ له ما يصل إلى دقيقة من الصوت.',
    sending: 'التطبيق يسمع ميكروفونك.',
    lost: 'لم يعد الميكروفون موجودًا. صِله واضغط «متابعة»، أو اضغط «توقّف».',
    muted: 'كتم جهازك الميكروفون: يسمع التطبيق صمتًا.',
    refused: 'لم يُسمح للمتصفح باستخدام الميكروفون. اسمح به في إعدادات هذه الصفحة ثم ابدأ من جديد.',
    refusedByFrame: 'الصفحة المحيطة بهذه لا تسمح لها بالميكروفون. يمكن لمن صنعها أن يسمح به.',
    noDevice: 'لم يُعثر على ميكروفون. صِل واحدًا ثم ابدأ من جديد.',
    busy: 'تتعذّر قراءة الميكروفون. ربما يستخدمه برنامج آخر: أغلقه ثم ابدأ من جديد.',
    insecure: 'لا تعطي المتصفحات الميكروفون إلا لصفحات ذات عنوان آمن (https). افتح هذه الصفحة بعنوان كهذا.',
    unsupported: 'لا يمكن استخدام الميكروفون في هذا المتصفح. جرّب متصفحًا آخر.',
    silent: 'لا يصل صوت من الميكروفون مع أنه مسموح. افحصه ثم ابدأ من جديد.',
    single: 'صُنع هذا التطبيق للصوت المباشر. إصدار Gradio فيه يأخذ هنا تسجيلًا واحدًا لكل تشغيل.',
  },
  camera: {
    ready: 'اضغط «ابدأ» فيرى التطبيق كاميرتك حتى تضغط «توقّف».',
    waiting: 'في انتظار التطبيق. تصله الصور حين يكون جاهزًا.',
    sending: 'التطبيق يرى كاميرتك.',
    lost: 'لم تعد الكاميرا موجودة. صِلها واضغط «متابعة»، أو اضغط «توقّف».',
    muted: 'أوقف جهازك الكاميرا: يرى التطبيق سوادًا.',
    refused: 'لم يُسمح للمتصفح باستخدام الكاميرا. اسمح بها في إعدادات هذه الصفحة ثم ابدأ من جديد.',
    refusedByFrame: 'الصفحة المحيطة بهذه لا تسمح لها بالكاميرا. يمكن لمن صنعها أن يسمح بها.',
    noDevice: 'لم يُعثر على كاميرا. صِل واحدة ثم ابدأ من جديد.',
    busy: 'تتعذّر قراءة الكاميرا. ربما يستخدمها برنامج آخر: أغلقه ثم ابدأ من جديد.',
    insecure: 'لا تعطي المتصفحات الكاميرا إلا لصفحات ذات عنوان آمن (https). افتح هذه الصفحة بعنوان كهذا.',
    unsupported: 'لا يمكن استخدام الكاميرا في هذا المتصفح. جرّب متصفحًا آخر.',
    silent: 'لا تصل صورة من الكاميرا مع أنها مسموحة. افحصها ثم ابدأ من جديد.',
    single: 'صُنع هذا التطبيق للصور المباشرة. إصدار Gradio فيه يأخذ هنا صورة واحدة لكل تشغيل.',
  },
  sketch: {
    board: (label) => `الرسم على ${label}`,
    help: 'تحرّك مفاتيح الأسهم الفرشاة، ومع Shift مسافة أكبر. يبدأ مفتاح المسافة خطًا ثم ينهيه.',
    brush: 'فرشاة',
    eraser: 'ممحاة',
    undo: 'تراجع',
    redo: 'إعادة',
    clear: 'مسح الكل',
    size: 'السُّمك',
    pixels: (count, formats) => `${formats.number(count)}${NBSP}بكسل`,
    color: 'اللون',
    ownColor: 'لون آخر',
    layer: 'الطبقة',
    unreadable: 'لا يستطيع هذا المتصفح عرض الصورة، لذلك لا يمكن الرسم عليها. يمكن إرسالها كما هي.',
    failed: 'تعذّر تحويل الرسم إلى صورة. حاول مرة أخرى أو اختر صورة أصغر.',
  },
  marking: {
    help: 'حدّد جزءًا من النص، ثم اختر فئته، ثم اضغط «وسم».',
    className: 'الفئة',
    score: 'الدرجة',
    mark: 'وسم',
    nothingSelected: 'حدّد جزءًا من النص أولًا.',
    noClass: 'اكتب اسم الفئة أولًا.',
    pieces: 'الأجزاء الموسومة',
    classOf: (piece) => `فئة «${piece}»`,
    unmark: (piece) => `إزالة وسم «${piece}»`,
  },
  dialogue: {
    speaker: (line, formats) => `المتحدث في السطر ${formats.number(line)}`,
    line: (line, formats) => `السطر ${formats.number(line)}`,
    removeLine: (line, formats) => `إزالة السطر ${formats.number(line)}`,
    addLine: 'إضافة سطر',
    insertTag: 'إدراج علامة',
  },
  picking: {
    sample: (index, formats) => `العيّنة ${formats.number(index)}`,
    noSamples: 'لا يعرض التطبيق شيئًا للاختيار.',
  },
  typed: {
    kinds: {
      text: 'نص',
      number: 'عدد',
      whole: 'عدد صحيح',
      flag: 'نعم أو لا',
      choice: 'خيار',
      date: 'تاريخ',
      file: 'ملف',
      files: 'ملفات',
      list: 'قائمة',
      map: 'أسماء وقيم',
      group: 'عدة حقول',
      nothing: 'لا شيء',
      json: 'JSON',
    },
    kindOf: (label) => `نوع ${label}`,
    entry: (index, formats) => `العنصر ${formats.number(index)}`,
    add: 'إضافة عنصر',
    name: 'الاسم',
    value: 'القيمة',
    within: (part, issue) => `${part}: ${issue}`,
    repeated: 'هذا الاسم مكرر.',
  },
  issues: {
    missing: 'هذه القيمة مطلوبة.',
    choiceMissing: 'اختر أحد الخيارات.',
    notNumber: 'هذا ليس رقمًا.',
    notWhole: 'يجب أن يكون عددًا صحيحًا.',
    tooSmall: (minimum, formats) => `أقل قيمة هي ${formats.number(minimum)}.`,
    tooLarge: (maximum, formats) => `أكبر قيمة هي ${formats.number(maximum)}.`,
    tooLong: (limit, formats) => `الحد الأقصى: ${formats.number(limit)} من الأحرف.`,
    tooMany: (limit, formats) => `الحد الأقصى للاختيارات: ${formats.number(limit)}.`,
    notJson: (line, column, formats) => `ليس JSON صالحًا بعد: راجع السطر ${formats.number(line)}، العمود ${formats.number(column)}.`,
    tooDeep: (limit, formats) => `أقصى عدد لمستويات القوائم والكائنات المتداخلة هو ${formats.number(limit)}.`,
    notColor: 'هذا ليس لونًا. اكتبه على هيئة #1a2b3c.',
    notDate: 'هذا ليس تاريخًا.',
    tooFew: (count, formats) => `العدد المطلوب ${formats.number(count)}.`,
    notEmail: 'هذا ليس عنوان بريد إلكتروني.',
    mismatched: (wanted, formats) => `هذه القيمة غير مناسبة. المناسب: ${formats.list(wanted)}.`,
    listLength: (needed, given, formats) => `عدد العناصر المطلوب: ${needed}. الموجود: ${formats.number(given)}.`,
    extra: (taken, given, formats) => `عدد القيم التي يقبلها التطبيق: ${formats.number(taken)}. الموجود: ${formats.number(given)}.`,
    unknownName: 'لا يقبل التطبيق قيمة بهذا الاسم.',
    inexact: 'يحتوي هذا الرقم على خانات أكثر مما يمكن إرساله.',
    notSendable: 'لا يمكن إرسال هذه القيمة.',
    fileWanted: 'يلزم ملف هنا.',
    fileUnreadable: 'تعذّرت قراءة الملف. اختره مرة أخرى.',
    fileForeign: (host) => `هذا الملف تابع لتطبيق آخر: ${host}.`,
    fileNotFetched: 'يقبل هذا التطبيق الملف نفسه لا عنوانه.',
    refused: 'لم يقبل التطبيق هذه القيمة.',
  },
  status: {
    uploading(place, count, sentBytes, totalBytes, formats) {
      const what = count === 1 ? 'جارٍ رفع ملف' : `جارٍ رفع الملف ${formats.number(place)} من ${formats.number(count)}`
      return totalBytes === 0 ? what : `${what} · ${formats.bytesAs(sentBytes, totalBytes)} من ${formats.bytes(totalBytes)}`
    },
    preparing: 'جارٍ تجهيز الملفات',
    submitting: 'جارٍ الإرسال إلى التطبيق',
    waiting(reason, seconds, formats) {
      if (reason === 'connection-limit' || reason === 'turn') return 'في انتظار انتهاء عملياتك الأخرى'
      const when = seconds === null ? 'تجري إعادة المحاولة.' : `إعادة المحاولة خلال ${formats.number(seconds)}${NBSP}ث.`
      if (reason === 'no-answer') return `لا رد حتى الآن. ${when}`
      return reason === 'queue-full' ? `التطبيق مشغول. ${when}` : `الطلبات كثيرة جدًا حاليًا. ${when}`
    },
    inLine: (position, formats) =>
      position === null
        ? 'في قائمة الانتظار'
        : position === 0
          ? 'دورك هو التالي'
          : `ترتيبك ${formats.number(position + 1)} في قائمة الانتظار`,
    longerThanUsual: 'يستغرق وقتًا أطول من المعتاد',
    running: 'قيد التشغيل',
    step,
    rate: (perSecond, unit, formats) => {
      const what = unit === 'steps' ? 'خطوة' : unit
      return perSecond >= 1 ? `${formats.short(perSecond)}${NBSP}${what}/ث` : `${formats.short(perSecond * 60)}${NBSP}${what}/د`
    },
    left: (durationMs, formats) => `بقي ${times.about(durationMs, formats)}`,
    cancelling: (isGenerator) => (isGenerator ? 'جارٍ الإيقاف. يجب أن تنتهي هذه الخطوة أولًا.' : 'جارٍ الإيقاف. قد يُكمل التطبيق ما بدأه.'),
    cancelled(durationMs, outcome, hasOutput, formats) {
      const time = times.exact(durationMs, formats)
      const stopped = {
        confirmed: `توقف بعد ${time}.`,
        requested: `تمت المغادرة بعد ${time}. قد يكون التطبيق ما زال يعمل.`,
        unsupported: `تمت المغادرة بعد ${time}. لا يمكن إيقاف هذا التطبيق وقد يكون ما زال يعمل.`,
      }[outcome]
      return hasOutput ? `${stopped} ما وصل موجود في الأسفل.` : stopped
    },
    succeeded: (durationMs, formats) => `اكتمل خلال ${times.exact(durationMs, formats)}`,
    fromCache: 'من الذاكرة المؤقتة',
    failed: (durationMs, formats) => `فشل بعد ${times.exact(durationMs, formats)}`,
    notStarted: 'لم يبدأ',
    // The app's words can be in any language: each piece keeps its own direction, and the line stays right-to-left.
    join: (pieces) => `\u200f${pieces.map((piece) => `\u2068${piece}\u2069`).join(' · ')}`,
    elapsed: (stopwatch) => `الوقت المنقضي ${stopwatch}`,
  },
  time: times,
  queue: {
    label: 'ترتيبك في الانتظار',
    waiting: (count, formats) => `${formats.number(count)} في الانتظار`,
  },
  progress: {
    label: 'التقدم',
    unknownEnd: 'قيد التشغيل، والنهاية غير معروفة',
  },
  logs: {
    title: (count, formats) => `السجل (${formats.number(count)})`,
    dropped: (count, formats) =>
      formats.plural(count, {
        one: `لم يُحتفظ بسطر سابق واحد (${formats.number(count)}).`,
        two: `لم يُحتفظ بسطرين سابقين (${formats.number(count)}).`,
        few: `لم يُحتفظ بـ ${formats.number(count)} أسطر سابقة.`,
        other: `لم يُحتفظ بـ ${formats.number(count)} سطرًا سابقًا.`,
      }),
    levels: { info: 'معلومة', warning: 'تحذير', success: 'نجاح', error: 'خطأ' },
    filter: 'أي الأسطر',
    all: 'الكل',
    ofLevel: { info: 'معلومات', warning: 'تحذيرات', success: 'نجاحات', error: 'أخطاء' },
    lines: 'السجل',
    restarted: 'توقّف الخادم الذي كان يتابع هذا التشغيل، لذلك بدأ التشغيل من جديد.',
    toasts: 'رسائل التطبيق',
    dismiss: 'إغلاق',
  },
  output: {
    label: 'النتيجة',
    unnamed: (index, formats) => `المخرج ${formats.number(index)}`,
    stale: 'نتيجة تشغيل سابق',
    awaited: 'ستظهر النتيجة هنا.',
    empty: 'لا شيء',
    nothing: (why) =>
      ({
        'no-value': 'لا توجد قيمة لعرضها.',
        layout: 'لم يغيّر هذا سوى مظهر صفحة التطبيق نفسها. لا توجد قيمة لعرضها.',
        form: 'ما تغيّر موجود في النموذج.',
      })[why],
    yes: 'نعم',
    no: 'لا',
    showAll: 'عرض المحتوى كله',
    showLess: 'عرض أقل',
    items: (count, formats) => (count === 0 ? 'قائمة فارغة' : `قائمة من ${counted(count, ITEM, formats)}`),
    members: (count, formats) => counted(count, ENTRY, formats),
    more: (next, left, formats) =>
      next === left ? `عرض المزيد (${formats.number(next)})` : `عرض المزيد (${formats.number(next)} من ${formats.number(left)})`,
  },
  chat: {
    conversation: 'المحادثة',
    you: 'أنت',
    assistant: 'المساعد',
    message: 'الرسالة',
    attachment: 'مرفق',
    thought: 'التفكير',
    pending: 'قيد العمل',
    earlier: (next, left, formats) => `عرض رسائل سابقة (${formats.number(next)} من ${formats.number(left)})`,
    latest: 'الانتقال إلى الأحدث',
    above: 'المحادثة في الأعلى.',
    none: 'لا توجد رسائل بعد.',
    writeLabel: 'رسالة',
    write: 'اكتب رسالة. يرسلها مفتاح Enter، ويبدأ Shift مع Enter سطرًا جديدًا.',
    startOver: 'البدء من جديد',
    retry: 'اسأل مجددًا',
    undo: 'تراجع',
    edit: 'تعديل',
    editLabel: 'النص الجديد',
    editHint: 'يرسله مفتاح الإدخال، ويبدأ Shift مع الإدخال سطرًا جديدًا، ويتركه Escape كما كان.',
    send: 'إرسال',
    like: 'إجابة جيدة',
    dislike: 'إجابة ضعيفة',
    ratingFailed: 'لم يُقبل التقييم.',
  },
  markdown: {
    code: 'الشفرة',
    table: 'جدول',
    taskDone: 'منجزة',
    taskOpen: 'غير منجزة',
    picture: (description) => (description === '' ? 'صورة' : `صورة: ${description}`),
  },
  media: {
    loading: 'جارٍ التحميل',
    pictureBroken: 'لا يمكن عرض هذه الصورة.',
    newestBroken: 'لا يمكن عرض أحدث صورة. هذه هي الصورة السابقة.',
    soundBroken: 'لا يمكن تشغيل هذا الصوت هنا.',
    filmBroken: 'لا يمكن تشغيل هذا الفيديو هنا.',
    fileUnreachable: 'لا يمكن تحميل هذا الملف.',
    folderUnreachable: 'تعذر عرض محتوى هذا المجلد.',
    foreign: (host) => `هذا الملف على خادم آخر، ${host}، ولا يُحمَّل.`,
    picture: 'صورة',
    film: 'فيديو',
    download: 'تنزيل',
    downloadThing: (name) => `تنزيل ${name}`,
    enlarge: (name) => `تكبير ${name}`,
    close: 'إغلاق',
    previous: 'السابق',
    next: 'التالي',
    zoomIn: 'تكبير',
    zoomOut: 'تصغير',
    place: (index, count, formats) => `${formats.number(index)} من ${formats.number(count)}`,
    legend: 'أجزاء الصورة',
    part: (index, formats) => `الجزء ${formats.number(index)}`,
    divider: (label) => `الفاصل في ${label}`,
    subtitles: 'الترجمة المصاحبة',
    subtitlesMissing: 'لا يمكن تحميل الترجمة المصاحبة.',
    more: (count, formats) => `عرض المزيد (${formats.number(count)})`,
    showAll: 'عرض الكل',
    onlyBeginning: (shown, all) => `البداية فقط: ${shown} من ${all}.`,
    onlyEnd: (shown, all) => `النهاية فقط: ${shown} من ${all}.`,
    unknownKind: (component) => component,
  },
  table: {
    empty: 'لا توجد صفوف',
    size: (rows, columns, formats) => `${counted(rows, ROW, formats)} × ${counted(columns, COLUMN, formats)}`,
    cut: (rows, columns, formats) =>
      `المعروض هو البداية فقط: الصفوف حتى ${formats.number(rows)} والأعمدة حتى ${formats.number(columns)}. النسخ يشمل الكل.`,
    help: 'تنقلك مفاتيح الأسهم بين الخلايا، ومع Shift تحددها. يرتب مفتاح Enter على العنوان الصفوف، ويغير Alt مع مفتاح سهم عرض العمود.',
    editHelp: 'تنقلك مفاتيح الأسهم بين الخلايا. يحرر Enter أو F2 الخلية، ويتركها Escape كما كانت. يمكن لصق خلايا من جدول بيانات.',
    sorting: 'جارٍ الترتيب',
    rowNumber: 'الصف',
    editCell: (column, row, formats) => (row === null ? `اسم العمود ${column}` : `${column}، الصف ${formats.number(row)}`),
    addRow: 'إضافة صف',
    addColumn: 'إضافة عمود',
    deleteRows: (count, formats) => (count === 1 ? 'حذف الصف' : `حذف ${counted(count, ROW_OBLIQUE, formats)}`),
    deleteColumns: (count, formats) => (count === 1 ? 'حذف العمود' : `حذف ${counted(count, COLUMN_OBLIQUE, formats)}`),
    undo: 'تراجع',
    pasted(rows, columns, isCut, formats) {
      const what = `تم لصق ${counted(rows, ROW, formats)} × ${counted(columns, CELL, formats)}.`
      return isCut ? `${what} لم يتسع المكان للباقي.` : what
    },
    badCell(column, row, type, formats) {
      const wanted = { number: 'رقم', bool: 'true أو false', date: 'تاريخ' }[type]
      return `${column}، الصف ${formats.number(row)}: المطلوب ${wanted}.`
    },
  },
  marked: { legend: 'الفئات' },
  model: {
    noGraphics: 'لا يمكن لهذا المتصفح الرسم بالأبعاد الثلاثة. يمكن تنزيل النموذج.',
    notDrawn: 'لا تُرسم النماذج من هذا النوع هنا. يمكن تنزيل النموذج.',
    failed: 'تعذر رسم النموذج. يمكن تنزيله.',
  },
  plot: {
    noData: 'لا توجد بيانات للرسم',
    describe(title, mark, x, y, count, formats) {
      const kind = { line: 'مخطط خطي', bar: 'مخطط أعمدة', point: 'مخطط نقاط' }[mark]
      return `${title}: ${kind}، ${y} بحسب ${x}، ${counted(count, POINT, formats)}`
    },
    picture: (title) => `${title}: مخطط`,
    thinned: (drawn, whole, formats) => `عدد النقاط المرسومة ${formats.number(drawn)} من ${formats.number(whole)}.`,
    asTable: 'عرض البيانات في جدول',
    tableOf: (title) => `بيانات ${title}`,
    unknown: (type) => `هذا المخطط معد باستخدام ${type}، وهو لا يُرسم هنا.`,
    refused: 'لا يمكن رسم هذا المخطط هنا.',
    download: 'تنزيل المخطط بصيغة JSON',
  },
  connection: {
    reconnecting(seconds, isKept, formats) {
      const when = seconds === null ? 'تجري إعادة الاتصال.' : `إعادة الاتصال خلال ${formats.number(seconds)}${NBSP}ث.`
      return isKept ? `انقطع الاتصال. التشغيل مستمر. ${when}` : `انقطع الاتصال. ${when}`
    },
    offline: (isKept) => (isKept ? 'أنت غير متصل. التشغيل مستمر.' : 'أنت غير متصل. قد يضيع هذا التشغيل.'),
    offlineUnsent: 'أنت غير متصل. سيبدأ التشغيل عند عودة الاتصال.',
    stalled: 'لا استجابة من التطبيق منذ فترة. ما زلنا ننتظر.',
    pollingBlocked: 'التحديثات المباشرة محجوبة على هذه الشبكة. يجري التحقق كل بضع ثوانٍ.',
    pollingChosen: 'التحديثات المباشرة متوقفة. يجري التحقق كل بضع ثوانٍ.',
    inOnePiece: 'التحديثات المباشرة غير ممكنة هنا. ستصل النتيجة دفعة واحدة.',
    why: 'السبب',
    leaveEndsRun: 'إغلاق هذه الصفحة ينهي التشغيل.',
    leaveKeepsRun: 'يمكنك إغلاق هذه الصفحة. سيستمر التشغيل.',
  },
  announcements: {
    uploading: (count, formats) =>
      formats.plural(count, {
        one: 'جارٍ رفع ملف.',
        two: 'جارٍ رفع ملفين.',
        few: `جارٍ رفع ${formats.number(count)} ملفات.`,
        other: `جارٍ رفع ${formats.number(count)} ملفًا.`,
      }),
    submitting: 'بدأ التشغيل.',
    running: (percent) => (percent === null ? 'قيد التشغيل.' : `قيد التشغيل، ${percent}.`),
    succeeded: (durationMs, formats, hasResult) =>
      `اكتمل خلال ${times.exact(durationMs, formats)}. ${hasResult ? 'النتيجة جاهزة.' : 'لا توجد قيمة لعرضها.'}`,
    reconnecting: 'انقطع الاتصال. تجري إعادة الاتصال.',
    reconnected: 'عاد الاتصال.',
    polling: 'يجري التحقق دوريًا بدلًا من التحديثات المباشرة.',
  },
  error: {
    mayRun: 'ربما قبل التطبيق التشغيل رغم ذلك. لا تعد التشغيل إلا إذا كان تكراره لا يضر.',
    details: 'التفاصيل',
    code: 'الرمز',
    endpoint: 'نقطة الوصول',
    address: 'العنوان',
    httpStatus: 'الرد',
    run: 'معرّف التشغيل',
    space: 'مساحة Space',
    stage: 'الحالة',
    time: 'الوقت',
    seen: 'ما وُجد',
    message: 'الرسالة',
    unnamedParameter: 'قيمة',
    moreIssues: (count, formats) => `وغيرها: ${formats.number(count)}.`,
  },
  history: {
    label: 'عمليات التشغيل',
    empty: 'لا توجد عمليات تشغيل بعد.',
    status: {
      running: 'قيد التشغيل',
      succeeded: 'اكتمل',
      failed: 'فشل',
      cancelled: 'أُوقف',
      unseen: 'أُغلقت الصفحة قبل انتهائه.',
    },
    useInputs: 'استخدام هذه القيم',
    inputs: 'القيم',
    result: 'النتيجة',
    noResult: 'لم تُحفظ نتيجته.',
    remove: 'إزالة',
    clear: 'إفراغ القائمة',
    ofApp: 'عمليات التشغيل على صفحة التطبيق نفسه',
  },
  notice: {
    ask: 'أخبرني عند الانتهاء',
    on: 'سيتم إخبارك عند الانتهاء.',
    denied: 'المتصفح يحظر إشعارات هذه الصفحة.',
    ended: (status, title) => (status === 'succeeded' ? `اكتمل ${title}` : status === 'failed' ? `فشل ${title}` : `أُوقف ${title}`),
  },
  errors: {
    'options-invalid': () => ({ title: 'الإعداد غير صحيح.', next: next.tellPage }),
    'address-invalid': () => ({ title: 'هذا ليس عنوان تطبيق.', next: 'تحقق من العنوان.' }),
    'app-unreachable': () => ({ title: 'التطبيق لا يستجيب.', next: next.later }),
    'app-not-gradio': () => ({ title: 'لا يوجد تطبيق Gradio في هذا العنوان.', next: 'تحقق من العنوان.' }),
    'app-not-allowed': () => ({ title: 'لا يُسمح باستخدام هذا التطبيق من هنا.', next: 'اطلب من المسؤول عن هذه الصفحة السماح به.' }),
    'relay-unreachable': () => ({ title: 'الخادم الوسيط لا يستجيب.', next: next.network }),
    'login-required': ({ details, formats, isRelayed, takesPassword }) => {
      const elsewhere = isRelayed && !takesPassword ? 'لا يمكن تسجيل الدخول إليه من هذه الصفحة. افتح التطبيق نفسه.' : undefined
      switch (details.reason) {
        case 'signed-out':
          return {
            title: 'لقد سُجّل خروجك.',
            body: ['لم يبدأ أي شيء.', details.authMessage].filter(Boolean).join(' '),
            next: elsewhere ?? 'سجّل الدخول مجددًا، ثم أعد التشغيل.',
          }
        case 'signed-out-midway':
          return { title: 'لقد سُجّل خروجك.', body: 'قد يستمر ما بدأ داخل التطبيق.', next: elsewhere ?? 'سجّل الدخول مجددًا، ثم أعد التشغيل.' }
        case 'wrong-credentials':
          return { title: 'اسم المستخدم أو كلمة المرور غير صحيحة.', next: null }
        case 'too-many-tries':
          return {
            title: 'محاولات كثيرة جدًا.',
            next:
              details.retryAfterMs === undefined
                ? 'انتظر قليلًا، ثم حاول مرة أخرى.'
                : `حاول مرة أخرى بعد ${times.about(details.retryAfterMs, formats)}.`,
          }
        case 'not-kept':
          return {
            title: 'تم تسجيل الدخول، لكن هذا المتصفح لا يحتفظ به لهذه الصفحة.',
            next: 'افتح التطبيق نفسه، أو استخدم صفحة من الموقع نفسه.',
          }
        case 'no-password':
          return { title: 'لا يقبل هذا التطبيق اسم مستخدم وكلمة مرور.', next: 'سجّل الدخول من صفحته الخاصة.' }
        case undefined:
        default:
          return {
            title: 'يتطلب هذا التطبيق تسجيل الدخول.',
            body: details.authMessage,
            next: takesPassword
              ? 'سجّل الدخول باسم المستخدم وكلمة المرور الخاصين بالتطبيق.'
              : (elsewhere ?? 'سجّل الدخول هناك، ثم تحقق مرة أخرى.'),
          }
      }
    },
    'protocol-unsupported': ({ details }) => ({
      title: details.version ? `يستخدم هذا التطبيق Gradio ${details.version}، وهو غير مدعوم.` : 'هذا الإصدار من Gradio غير مدعوم.',
      next: next.tellPage,
    }),
    'discovery-failed': () => ({
      title: 'تعذرت قراءة بيانات التطبيق.',
      next: 'أعد المحاولة. إذا لم ينفع ذلك، فأبلغ المسؤول عن هذه الصفحة.',
    }),
    'endpoint-unknown': ({ details, formats }) => ({
      title: details.endpoint ? `لا توجد في التطبيق نقطة وصول ${details.endpoint}.` : 'لا توجد نقطة وصول كهذه في التطبيق.',
      body: details.nearest || details.available.length === 0 ? undefined : `المتاح: ${formats.list(details.available.slice(0, 8))}.`,
      next: details.nearest ? `هل تقصد ${details.nearest}؟` : next.tellPage,
    }),
    'input-invalid': () => ({ title: 'بعض القيم تحتاج إلى تعديل.', next: 'عدّلها ثم أعد التشغيل.' }),
    'queue-full': ({ details, formats }) => ({
      title: 'التطبيق مشغول.',
      body:
        details.retryAfterMs === undefined
          ? 'قائمة الانتظار ممتلئة.'
          : `قائمة الانتظار ممتلئة. حاول مرة أخرى بعد ${times.about(details.retryAfterMs, formats)}.`,
      next: details.retryAfterMs === undefined ? 'أعد المحاولة بعد لحظات.' : null,
    }),
    'rate-limited': ({ details, formats }) => ({
      title: details.limit === undefined ? 'لا يقبل التطبيق مزيدًا من الطلبات حاليًا.' : OVER_LIMIT[details.limit],
      body: details.retryAfterMs === undefined ? undefined : `حاول مرة أخرى بعد ${times.about(details.retryAfterMs, formats)}.`,
      next: details.retryAfterMs === undefined ? next.later : null,
    }),
    'access-denied': () => ({ title: 'يرفض التطبيق الوصول.', next: 'اطلب الوصول من مالك التطبيق.' }),
    'file-unavailable': () => ({ title: 'الملف غير متاح.', next: 'أعد التشغيل، فقد ينشئ التطبيق ملفًا جديدًا.' }),
    'join-refused': ({ details }) =>
      details.status === 413
        ? { title: 'ما كان سيُرسل كبير جدًا.', next: 'أرسل أقل، أو ملفات أصغر.' }
        : { title: details.mayRun ? 'لم يوضح التطبيق هل قبل التشغيل.' : 'رفض التطبيق التشغيل.', next: next.againOrOwner },
    'connection-refused': () => ({ title: 'رفض التطبيق الاتصال.', next: next.later }),
    'connection-lost': ({ isRelayed }) => ({
      title: 'انقطع الاتصال.',
      body: isRelayed ? undefined : 'من دون خادم وسيط لا يمكن استئناف هذا التشغيل.',
      next: next.network,
    }),
    'connection-timeout': () => ({ title: 'التطبيق لا يستجيب.', body: 'لم يكتمل الاتصال في الوقت المحدد.', next: next.later }),
    'join-timeout': () => ({ title: 'التطبيق لا يستجيب.', body: 'لم يوضح في الوقت المحدد هل قبل التشغيل.', next: next.later }),
    'queue-timeout': () => ({ title: 'طال الانتظار في القائمة.', body: 'أُخرج التشغيل منها.', next: next.later }),
    'idle-timeout': ({ isRelayed }) => ({
      title: 'لم تعد تصل أخبار من التطبيق.',
      body: isRelayed ? undefined : 'من دون خادم وسيط لا يمكن استئناف هذا التشغيل.',
      next: next.again,
    }),
    'run-timeout': () => ({ title: 'استغرق التشغيل وقتًا طويلًا.', body: 'تم إيقافه.', next: next.less }),
    'buffer-exceeded': () => ({ title: 'أرسل التطبيق أكثر مما يمكن استيعابه.', next: next.less }),
    'stream-invalid': () => ({ title: 'أرسل التطبيق شيئًا تتعذر قراءته.', next: next.againOrOwner }),
    'message-invalid': () => ({ title: 'أرسل التطبيق شيئًا تتعذر قراءته.', next: null }),
    'session-unknown': () => ({ title: 'لم يعد التطبيق يعرف هذا التشغيل.', next: next.again }),
    'store-unavailable': () => ({ title: 'تعذّر على الخادم الوسيط حفظ هذا التشغيل.', next: next.again }),
    'relay-lost': () => ({ title: 'توقّف الخادم الوسيط الذي كان يتابع هذا التشغيل.', next: next.again }),
    'token-invalid': () => ({ title: 'انتهت صلاحية رابط هذا التشغيل، أو أنه لا يخص هذه الصفحة.', next: 'اطلب رابطًا جديدًا ممن أعطاك إياه.' }),
    'resume-expired': () => ({
      title: 'لم يعد استئناف هذا التشغيل ممكنًا.',
      body: 'يُحفظ التشغيل مدة بعد انتهائه. لم تعد نتيجته موجودة.',
      next: next.again,
    }),
    'run-failed': ({ details }) => ({
      title: details.title && details.title !== 'Error' ? details.title : 'لم يتمكن التطبيق من الإكمال.',
      body: details.appMessage === undefined ? undefined : details.appMessage?.trim() || 'لم يذكر سببًا.',
      next: details.appMessage?.trim() ? 'تحقق من القيم ثم أعد التشغيل.' : next.againOrOwner,
    }),
    'upload-failed': ({ details }) => ({
      title: details.file ? `تعذر إرسال «${details.file}».` : 'تعذر إرسال ملف.',
      next: 'أعد المحاولة. لم يُشغَّل أي شيء.',
    }),
    'load-failed': ({ details }) => ({
      title: 'تعذر تحميل جزء من هذه الصفحة.',
      next: details.isOffline
        ? 'أنت غير متصل. سيُحمَّل عند عودة الاتصال.'
        : 'تحقق من الشبكة ثم أعد المحاولة. إذا لم ينفع ذلك، فأعد تحميل الصفحة.',
    }),
    'file-too-large': ({ details, formats }) => ({
      title: details.file ? `«${details.file}» كبير جدًا.` : 'الملف كبير جدًا.',
      body:
        details.limitBytes === undefined
          ? undefined
          : details.sizeBytes === undefined
            ? `الحد الأقصى ${formats.bytes(details.limitBytes)}.`
            : `حجمه ${formats.bytes(details.sizeBytes)}، والحد الأقصى ${formats.bytes(details.limitBytes)}.`,
      next: 'اختر ملفًا أصغر.',
    }),
    'space-private': () => ({ title: 'مساحة Space هذه خاصة أو غير موجودة.', next: 'تحقق من اسمها، أو اطلب الوصول من مالكها.' }),
    'space-paused': () => ({ title: 'مساحة Space هذه متوقفة مؤقتًا.', next: 'اطلب من مالكها إعادة تشغيلها.' }),
    'space-broken': ({ details }) => ({
      title: 'مساحة Space هذه لا تعمل حاليًا.',
      body: brokenWords[details.stage ?? ''],
      next: 'مالكها وحده يستطيع إصلاحها. تحقق مرة أخرى لاحقًا.',
    }),
    'space-deleted': () => ({ title: 'يجري حذف مساحة Space هذه.', next: null }),
    'wake-timeout': () => ({ title: 'لم يبدأ التطبيق في الوقت المحدد.', body: 'ربما لا يزال قيد البدء.', next: 'أعد المحاولة بعد قليل.' }),
    'gpu-quota-exceeded': ({ details, formats }) => quotaWords(details, formats),
    'gpu-unavailable': ({ details }) => ({
      title: details.kind === 'busy' ? 'جميع وحدات GPU مشغولة.' : 'لم يحصل التطبيق على وحدة GPU.',
      body: details.kind === 'token-expired' ? 'هذه الصفحة مفتوحة منذ وقت طويل.' : undefined,
      next: details.kind === 'token-expired' ? 'أعد تحميل الصفحة.' : next.later,
    }),
    'gpu-duration-refused': () => ({ title: 'تطلب هذه العملية وقت GPU أطول من المسموح به.', next: next.less }),
    aborted: () => ({ title: 'انقطع التشغيل.', next: null }),
  },
}

/** Chinese (simplified), complete. */
import type { ClientLimit } from '@gradio-stream/client/internal/errors'
import type { Formats } from './formats.ts'
import type { Messages } from './messages.ts'
import { createQuotaWords } from './quotas.ts'
import { createTimes } from './times.ts'

const times = createTimes({
  seconds: (count) => `${count} 秒`,
  minutes: (count) => `${count} 分`,
  hours: (count) => `${count} 小时`,
  between: ' ',
  about: (time) => `约 ${time}`,
  aboutMinutes: (count, formats) => `约 ${formats.number(count)} 分钟`,
  aboutDays: (count, formats) => `约 ${formats.number(count)} 天`,
})

function step(index: number, length: number | null, unit: string, formats: Formats): string {
  const at = formats.number(index)
  if (length === null) return unit === 'steps' ? `第 ${at} 步` : `${at} ${unit}`
  const end = formats.number(length)
  return unit === 'steps' ? `第 ${at} 步，共 ${end} 步` : `${at}/${end} ${unit}`
}

/** What a visitor can do next, where several errors say the same. */
const next = {
  later: '请稍后重试。',
  again: '请再次运行。',
  againOrOwner: '请再次运行。如果仍不行，请联系应用的所有者。',
  network: '请检查网络后重试。',
  tellPage: '请告知此页面的管理者。',
  less: '请减少所请求的内容，然后再次运行。',
}

const brokenWords: Readonly<Record<string, string>> = {
  NO_APP_FILE: '缺少应用文件。',
  CONFIG_ERROR: '配置有误。',
  BUILD_ERROR: '构建失败。',
  RUNTIME_ERROR: '已崩溃。',
}

const quotaWords = createQuotaWords(
  {
    runsUsed: '今天的运行次数已用完。',
    appUsed: '此应用的免费 GPU 时间已用完。',
    creditsHeld: '您的其他运行占用了全部 GPU 时间。',
    creditsBack: '它们结束后即可使用。',
    timeUsed: '免费 GPU 时间已用完。',
    timeShort: '剩余的免费 GPU 时间不足。',
    needed: (requested, left) => `此次运行需要 ${requested}，还剩 ${left}。`,
    backIn: (time) => `${time}后可以再次运行。`,
    backNow: '现在可以再次运行。',
    later: '请稍后再次运行。',
    signedIn: '登录 Hugging Face 后，可能会获得更多时间。',
    between: '',
  },
  times,
)

/** Titles for what the relay refuses a client. */
const OVER_LIMIT: Readonly<Record<ClientLimit, string>> = {
  runs: '中继服务器不允许您同时进行更多运行。',
  'runs-per-minute': '中继服务器暂时不允许您开始更多运行。',
  'bytes-per-minute': '中继服务器暂时不再接收您的数据。',
  streams: '中继服务器不再为您保持更多连接。',
  sessions: '中继服务器不允许您同时进行更多运行。',
}

/** The texts in simplified Chinese. */
export const zh: Messages = {
  actions: {
    run: '运行',
    start: '开始',
    stop: '停止',
    cancel: '取消',
    stopping: '正在停止',
    tryAgain: '重试',
    reloadPage: '重新加载页面',
    runAgain: '再次运行',
    tryNow: '立即重试',
    signIn: '登录',
    copy: '复制',
    copied: '已复制',
    copyThing: (label) => `复制${label}`,
  },
  app: {
    label: '应用状态',
    waking: '应用正在休眠。唤醒需要一两分钟。',
    starting: '应用正在启动。这需要一两分钟。',
    building: '应用正在构建。这可能需要几分钟。',
    longer: '用时比平常长。',
    awake: '应用已就绪。',
    checkAgain: '重新检查',
    discussions: '询问所有者',
  },
  signIn: {
    signedInAs: (user) => `已登录为 ${user}`,
    signOut: '退出登录',
    user: '用户名',
    password: '密码',
    signingIn: '正在登录',
    done: '您已登录。',
    required: '此应用需要您用 Hugging Face 登录。',
    optional: '您可以用 Hugging Face 登录，不登录也能运行。',
    offered: '此应用可以用 Hugging Face 登录，部分功能可能需要登录。',
    tokenGiven: '应用使用本页面提供的 Hugging Face 令牌代您操作。',
    openApp: '打开应用',
  },
  gpuTime: {
    none: '没有剩余的 GPU 时间。',
    left: (left, whole) => (whole === null ? `剩余 GPU 时间：${left}。` : `剩余 GPU 时间：${left}（共 ${whole}）。`),
    back: (time) => `将在${time}后恢复。`,
    payer: '使用的是本页面令牌所属 Hugging Face 账户的时间。',
  },
  form: {
    gradio: {
      'chat_interface.additional_inputs': '其他输入',
      'chat_interface.chatbot': '聊天机器人',
      'chat_interface.conversation': '对话',
      'chat_interface.message_placeholder': '输入消息…',
      'chat_interface.new_chat': '新对话',
    },
    kinds: {
      text: '文本',
      number: '数字',
      option: '选项',
      choice: '选择',
      choices: '选择',
      image: '图片',
      images: '图片',
      audio: '音频',
      video: '视频',
      file: '文件',
      table: '表格',
      conversation: '对话',
      message: '消息',
      colour: '颜色',
      date: '日期和时间',
      code: '代码',
      model: '3D 模型',
      value: '值',
    },
    loading: '正在查询应用',
    label: '输入',
    more: (count, formats) => `更多（${formats.number(count)}）`,
    choose: '请选择',
    noChoice: '未选择',
    required: '必填',
    optional: '选填',
    sliderNumber: (label) => `${label}（数值）`,
    characters: (used, limit, formats) => `${formats.number(used)}/${formats.number(limit)} 个字符`,
    reset: '重置',
    resetThing: (label) => `重置${label}`,
    summary: (count, formats) => `有 ${formats.number(count)} 个值需要修改。`,
    examples: '示例',
    pickExample: (index, formats) => `使用示例 ${formats.number(index)}：`,
    moreExamples: (count, formats) => `再显示 ${formats.number(count)} 个`,
    nothing: '无',
    readOnly: '由应用设定',
    formatJson: '格式化',
    showPlace: '显示位置',
    expects: '可接受的内容',
    noMatch: '没有匹配项。',
    someChoices: (shown, count, formats) => `共 ${formats.number(count)} 项，显示前 ${formats.number(shown)} 项。输入文字可查找其他项。`,
    listComing: '列表正在加载。',
    listFailed: '应用未能填充此列表。请重新加载页面再试。',
    addChoice: (text) => `使用“${text}”`,
    removeChoice: (label) => `移除${label}`,
    color: '选择颜色',
  },
  files: {
    drop: () => '或将文件拖放、粘贴到此处',
    remove: (name) => `移除 ${name}`,
    preview: (name) => `${name} 的预览`,
    unreadablePicture: '此浏览器无法显示这张图片，但仍可发送。',
    limit: (limitBytes, formats) => `每个文件最大 ${formats.bytes(limitBytes)}。`,
    sending: (name) => `正在上传 ${name}`,
    tooLarge: (name, sizeBytes, limitBytes, formats) =>
      `“${name}”大小为 ${formats.bytes(sizeBytes)}，最大允许 ${formats.bytes(limitBytes)}。`,
    wrongType: (name, accepted, formats) => `“${name}”的类型不符。可接受 ${formats.list(accepted)}。`,
    attach: '添加附件',
    chosen: (count, formats) => `已选择 ${formats.number(count)} 项`,
    all: (count, formats) => `全部 ${formats.number(count)} 个文件`,
    folder: '此文件夹',
    perLine: '每行一个路径',
  },
  recording: {
    recordAudio: '录音',
    recordVideo: '录像',
    openCamera: '摄像头',
    takePicture: '拍照',
    stop: '停止',
    close: '关闭',
    level: '音量',
    asking: '正在等待您授权',
    recorded: (stopwatch) => `已录制 ${stopwatch}`,
    cameraView: '摄像头画面',
    refused: '浏览器未获准使用该设备。请在此页面的设置中允许，或选择文件。',
    noDevice: '未找到麦克风或摄像头。请连接设备，或选择文件。',
    busyDevice: '另一个程序正在使用该设备。请关闭那个程序，或选择文件。',
    failed: '此浏览器无法录制。请改为选择文件。',
    fileName: '录制',
  },
  live: {
    pause: '暂停',
    resume: '继续',
    opening: '正在打开设备。浏览器可能会请求您的许可。',
    paused: '已暂停，不发送任何内容。',
    ending: '正在发送剩余内容。',
    limit: (stopwatch) => `应用会在 ${stopwatch} 后结束运行。`,
    behind: (seconds, formats) => `应用落后 ${formats.number(seconds)} 秒。`,
    dropped: (seconds, formats) => `应用太慢：有 ${formats.number(seconds)} 秒的声音被略去。`,
    notLoaded: '所需的部分无法加载。请检查网络，然后重新加载页面。',
  },
  microphone: {
    ready: '按“开始”后，应用会一直听您的麦克风，直到您按“停止”。',
    waiting: '正在等待应用。最多为它保留一分钟的声音。',
    sending: '应用正在听您的麦克风。',
    lost: '麦克风已断开。请接上后按“继续”，或按“停止”。',
    muted: '您的设备已将麦克风静音：应用听到的是静音。',
    refused: '浏览器未获准使用麦克风。请在此页面的设置中允许，然后重新开始。',
    refusedByFrame: '外层页面不允许此页面使用麦克风。该页面的制作者可以允许。',
    noDevice: '找不到麦克风。请接上一个，然后重新开始。',
    busy: '无法读取麦克风。可能有其他程序正在使用：请关闭它，然后重新开始。',
    insecure: '浏览器只把麦克风交给地址安全（https）的页面。请用这样的地址打开此页面。',
    unsupported: '此浏览器无法使用麦克风。请换一个浏览器。',
    silent: '麦克风已获准，但没有声音传来。请检查麦克风，然后重新开始。',
    single: '此应用为实时声音而做。它的 Gradio 版本在这里每次运行接收一段录音。',
  },
  camera: {
    ready: '按“开始”后，应用会一直看您的摄像头，直到您按“停止”。',
    waiting: '正在等待应用。就绪后它会收到画面。',
    sending: '应用正在看您的摄像头。',
    lost: '摄像头已断开。请接上后按“继续”，或按“停止”。',
    muted: '您的设备已关闭摄像头：应用看到的是黑屏。',
    refused: '浏览器未获准使用摄像头。请在此页面的设置中允许，然后重新开始。',
    refusedByFrame: '外层页面不允许此页面使用摄像头。该页面的制作者可以允许。',
    noDevice: '找不到摄像头。请接上一个，然后重新开始。',
    busy: '无法读取摄像头。可能有其他程序正在使用：请关闭它，然后重新开始。',
    insecure: '浏览器只把摄像头交给地址安全（https）的页面。请用这样的地址打开此页面。',
    unsupported: '此浏览器无法使用摄像头。请换一个浏览器。',
    silent: '摄像头已获准，但没有画面传来。请检查摄像头，然后重新开始。',
    single: '此应用为实时画面而做。它的 Gradio 版本在这里每次运行接收一张图片。',
  },
  sketch: {
    board: (label) => `在“${label}”上绘制`,
    help: '方向键移动画笔，按住 Shift 移动更远。按空格键开始一笔，再按一次结束。',
    brush: '画笔',
    eraser: '橡皮',
    undo: '撤销',
    redo: '重做',
    clear: '清除',
    size: '粗细',
    pixels: (count, formats) => `${formats.number(count)} px`,
    color: '颜色',
    ownColor: '其他颜色',
    layer: '图层',
    unreadable: '此浏览器无法显示这张图片，因此不能在上面绘制。可以原样发送。',
    failed: '无法将绘制内容生成图片。请重试，或换一张更小的图片。',
  },
  marking: {
    help: '选中一段文字，选择它的类别，然后按“标记”。',
    className: '类别',
    score: '分数',
    mark: '标记',
    nothingSelected: '请先选中一段文字。',
    noClass: '请先填写类别。',
    pieces: '已标记的片段',
    classOf: (piece) => `“${piece}”的类别`,
    unmark: (piece) => `移除“${piece}”的标记`,
  },
  dialogue: {
    speaker: (line, formats) => `第 ${formats.number(line)} 行的说话人`,
    line: (line, formats) => `第 ${formats.number(line)} 行`,
    removeLine: (line, formats) => `移除第 ${formats.number(line)} 行`,
    addLine: '添加一行',
    insertTag: '插入标签',
  },
  picking: {
    sample: (index, formats) => `样本 ${formats.number(index)}`,
    noSamples: '应用没有提供可选内容。',
  },
  typed: {
    kinds: {
      text: '文本',
      number: '数字',
      whole: '整数',
      flag: '是或否',
      choice: '选项',
      date: '日期',
      file: '文件',
      files: '多个文件',
      list: '列表',
      map: '名称和值',
      group: '多个字段',
      nothing: '无',
      json: 'JSON',
    },
    kindOf: (label) => `${label}的类型`,
    entry: (index, formats) => `第 ${formats.number(index)} 项`,
    add: '添加一项',
    name: '名称',
    value: '值',
    within: (part, issue) => `${part}：${issue}`,
    repeated: '该名称已存在。',
  },
  issues: {
    missing: '请填写此项。',
    choiceMissing: '请选择一项。',
    notNumber: '这不是数字。',
    notWhole: '请输入整数。',
    tooSmall: (minimum, formats) => `最小为 ${formats.number(minimum)}。`,
    tooLarge: (maximum, formats) => `最大为 ${formats.number(maximum)}。`,
    tooLong: (limit, formats) => `最多 ${formats.number(limit)} 个字符。`,
    tooMany: (limit, formats) => `最多可选 ${formats.number(limit)} 项。`,
    notJson: (line, column, formats) => `还不是有效的 JSON：请检查第 ${formats.number(line)} 行第 ${formats.number(column)} 列。`,
    tooDeep: (limit, formats) => `列表和对象最多嵌套 ${formats.number(limit)} 层。`,
    notColor: '这不是颜色。请写成 #1a2b3c 的形式。',
    notDate: '这不是日期。',
    tooFew: (count, formats) => `需要 ${formats.number(count)} 个。`,
    notEmail: '这不是电子邮件地址。',
    mismatched: (wanted, formats) => `此值不适用。适用的有：${formats.list(wanted)}。`,
    listLength: (needed, given, formats) => `需要的条目数：${needed}。现有：${formats.number(given)}。`,
    extra: (taken, given, formats) => `应用接受的值的数量：${formats.number(taken)}。现有：${formats.number(given)}。`,
    unknownName: '应用不接受此名称的值。',
    inexact: '此数字的位数过多，无法发送。',
    notSendable: '无法发送此值。',
    fileWanted: '这里需要一个文件。',
    fileUnreadable: '无法读取文件。请重新选择。',
    fileForeign: (host) => `此文件属于另一个应用：${host}。`,
    fileNotFetched: '此应用只接受文件本身，不接受文件地址。',
    refused: '应用未接受此值。',
  },
  status: {
    uploading(place, count, sentBytes, totalBytes, formats) {
      const what = count === 1 ? '正在上传文件' : `正在上传第 ${formats.number(place)} 个文件，共 ${formats.number(count)} 个`
      return totalBytes === 0 ? what : `${what} · ${formats.bytesAs(sentBytes, totalBytes)}/${formats.bytes(totalBytes)}`
    },
    preparing: '正在准备文件',
    submitting: '正在发送到应用',
    waiting(reason, seconds, formats) {
      if (reason === 'connection-limit' || reason === 'turn') return '正在等待您的其他运行结束'
      const when = seconds === null ? '正在重试。' : `${formats.number(seconds)} 秒后重试。`
      if (reason === 'no-answer') return `尚未收到响应。${when}`
      return reason === 'queue-full' ? `应用繁忙。${when}` : `目前请求过多。${when}`
    },
    inLine: (position, formats) =>
      position === null ? '正在排队' : position === 0 ? '下一个就是您' : `排在第 ${formats.number(position + 1)} 位`,
    longerThanUsual: '用时比平常长',
    running: '正在运行',
    step,
    rate: (perSecond, unit, formats) => {
      const what = unit === 'steps' ? '步' : unit
      return perSecond >= 1 ? `${formats.short(perSecond)} ${what}/秒` : `${formats.short(perSecond * 60)} ${what}/分`
    },
    left: (durationMs, formats) => `还需${times.about(durationMs, formats)}`,
    cancelling: (isGenerator) => (isGenerator ? '正在停止，需先完成当前步骤。' : '正在停止，已开始的工作可能仍会完成。'),
    cancelled(durationMs, outcome, hasOutput, formats) {
      const time = times.exact(durationMs, formats)
      const stopped = {
        confirmed: `已在 ${time}后停止。`,
        requested: `已在 ${time}后离开。应用可能仍在运行。`,
        unsupported: `已在 ${time}后离开。此应用无法停止，可能仍在运行。`,
      }[outcome]
      return hasOutput ? `${stopped}已收到的内容在下方。` : stopped
    },
    succeeded: (durationMs, formats) => `已完成，用时 ${times.exact(durationMs, formats)}`,
    fromCache: '来自缓存',
    failed: (durationMs, formats) => `运行 ${times.exact(durationMs, formats)}后失败`,
    notStarted: '未开始',
    join: (pieces) => pieces.join(' · '),
    elapsed: (stopwatch) => `已用 ${stopwatch}`,
  },
  time: times,
  queue: {
    label: '排队位置',
    waiting: (count, formats) => `${formats.number(count)} 个在等待`,
  },
  progress: {
    label: '进度',
    unknownEnd: '正在运行，结束时间未知',
  },
  logs: {
    title: (count, formats) => `日志（${formats.number(count)}）`,
    dropped: (count, formats) => `更早的 ${formats.number(count)} 行未保留。`,
    levels: { info: '信息', warning: '警告', success: '成功', error: '错误' },
    filter: '显示哪些行',
    all: '全部',
    ofLevel: { info: '信息', warning: '警告', success: '成功', error: '错误' },
    lines: '日志',
    restarted: '跟踪此次运行的服务器已停止，因此运行已重新开始。',
    toasts: '应用消息',
    dismiss: '关闭',
  },
  output: {
    label: '结果',
    unnamed: (index, formats) => `输出 ${formats.number(index)}`,
    stale: '之前运行的结果',
    awaited: '结果会显示在这里。',
    empty: '无',
    nothing: (why) =>
      ({
        'no-value': '没有可显示的值。',
        layout: '这只改变了应用自身页面的外观，没有可显示的值。',
        form: '更改的内容在表单中。',
      })[why],
    yes: '是',
    no: '否',
    showAll: '显示全部内容',
    showLess: '收起',
    items: (count, formats) => `列表，共 ${formats.number(count)} 项`,
    members: (count, formats) => `${formats.number(count)} 个条目`,
    more: (next, left, formats) =>
      next === left ? `再显示 ${formats.number(next)} 项` : `再显示 ${formats.number(next)} 项，还有 ${formats.number(left)} 项`,
  },
  chat: {
    conversation: '对话',
    you: '您',
    assistant: '助手',
    message: '消息',
    attachment: '附件',
    thought: '思考过程',
    pending: '进行中',
    earlier: (next, left, formats) => `再显示 ${formats.number(next)} 条更早的消息，还有 ${formats.number(left)} 条`,
    latest: '转到最新消息',
    above: '对话在上方。',
    none: '还没有消息。',
    writeLabel: '消息',
    write: '输入消息。按 Enter 发送，按 Shift 和 Enter 换行。',
    startOver: '重新开始',
    retry: '重新提问',
    undo: '撤回',
    edit: '编辑',
    editLabel: '新的内容',
    editHint: '按 Enter 发送，按 Shift 和 Enter 换行，按 Escape 保持不变。',
    send: '发送',
    like: '回答不错',
    dislike: '回答不好',
    ratingFailed: '评价未被接受。',
  },
  markdown: {
    code: '代码',
    table: '表格',
    taskDone: '已完成',
    taskOpen: '待办',
    picture: (description) => (description === '' ? '图片' : `图片：${description}`),
  },
  media: {
    loading: '正在加载',
    pictureBroken: '无法显示这张图片。',
    newestBroken: '无法显示最新的图片。这是上一张。',
    soundBroken: '此处无法播放这段音频。',
    filmBroken: '此处无法播放这段视频。',
    fileUnreachable: '无法加载这个文件。',
    folderUnreachable: '无法列出此文件夹的内容。',
    foreign: (host) => `这个文件位于另一台主机 ${host}，不予加载。`,
    picture: '图片',
    film: '视频',
    download: '下载',
    downloadThing: (name) => `下载 ${name}`,
    enlarge: (name) => `放大查看 ${name}`,
    close: '关闭',
    previous: '上一个',
    next: '下一个',
    zoomIn: '放大',
    zoomOut: '缩小',
    place: (index, count, formats) => `第 ${formats.number(index)} 个，共 ${formats.number(count)} 个`,
    legend: '图片的各个部分',
    part: (index, formats) => `部分 ${formats.number(index)}`,
    divider: (label) => `${label} 的分隔线`,
    subtitles: '字幕',
    subtitlesMissing: '无法加载字幕。',
    more: (count, formats) => `再显示 ${formats.number(count)} 项`,
    showAll: '显示全部',
    onlyBeginning: (shown, all) => `仅显示开头的 ${shown}，共 ${all}。`,
    onlyEnd: (shown, all) => `仅显示末尾的 ${shown}，共 ${all}。`,
    unknownKind: (component) => component,
  },
  table: {
    empty: '没有行',
    size: (rows, columns, formats) => `${formats.number(rows)} 行 × ${formats.number(columns)} 列`,
    cut: (rows, columns, formats) => `仅显示前 ${formats.number(rows)} 行和前 ${formats.number(columns)} 列。复制时会复制全部内容。`,
    help: '用方向键在单元格间移动，按住 Shift 可选择。在标题上按 Enter 排序，按 Alt 和方向键调整宽度。',
    editHelp: '用方向键在单元格间移动。按 Enter 或 F2 编辑单元格，按 Escape 保持原样。可以粘贴电子表格中的单元格。',
    sorting: '正在排序',
    rowNumber: '行',
    editCell: (column, row, formats) => (row === null ? `列 ${column} 的名称` : `${column}，第 ${formats.number(row)} 行`),
    addRow: '添加行',
    addColumn: '添加列',
    deleteRows: (count, formats) => (count === 1 ? '删除行' : `删除 ${formats.number(count)} 行`),
    deleteColumns: (count, formats) => (count === 1 ? '删除列' : `删除 ${formats.number(count)} 列`),
    undo: '撤销',
    pasted(rows, columns, isCut, formats) {
      const what = `已粘贴 ${formats.number(rows)} 行，每行 ${formats.number(columns)} 个单元格。`
      return isCut ? `${what}其余内容放不下。` : what
    },
    badCell(column, row, type, formats) {
      const wanted = { number: '数字', bool: ' true 或 false', date: '日期' }[type]
      return `${column}，第 ${formats.number(row)} 行：此处需要${wanted}。`
    },
  },
  marked: { legend: '类别' },
  model: {
    noGraphics: '此浏览器无法绘制三维图形。可以下载该模型。',
    notDrawn: '此处不绘制这类模型。可以下载该模型。',
    failed: '无法绘制该模型。可以下载。',
  },
  plot: {
    noData: '没有可绘制的数据',
    describe(title, mark, x, y, count, formats) {
      const kind = { line: '折线图', bar: '柱状图', point: '散点图' }[mark]
      return `${title}：${kind}，横轴 ${x}，纵轴 ${y}，${formats.number(count)} 个点`
    },
    picture: (title) => `${title}：图表`,
    thinned: (drawn, whole, formats) => `共 ${formats.number(whole)} 个点，绘制了 ${formats.number(drawn)} 个。`,
    asTable: '以表格显示数据',
    tableOf: (title) => `${title} 的数据`,
    unknown: (type) => `这个图表由 ${type} 制作，此处不予绘制。`,
    refused: '此处无法绘制这个图表。',
    download: '下载图表的 JSON',
  },
  connection: {
    reconnecting(seconds, isKept, formats) {
      const when = seconds === null ? '正在重新连接。' : `${formats.number(seconds)} 秒后重新连接。`
      return isKept ? `连接已断开。您的运行仍在继续。${when}` : `连接已断开。${when}`
    },
    offline: (isKept) => (isKept ? '您已离线。您的运行仍在继续。' : '您已离线。此次运行可能会丢失。'),
    offlineUnsent: '您已离线。恢复联网后会开始运行。',
    stalled: '应用已有一段时间没有回应，仍在等待。',
    pollingBlocked: '此网络阻止了实时更新。每隔几秒查询一次。',
    pollingChosen: '实时更新已关闭。每隔几秒查询一次。',
    inOnePiece: '此处无法实时更新。结果会一次性送达。',
    why: '原因',
    leaveEndsRun: '关闭此页面会结束运行。',
    leaveKeepsRun: '您可以关闭此页面，运行会继续。',
  },
  announcements: {
    uploading: (count, formats) => `正在上传 ${formats.number(count)} 个文件。`,
    submitting: '运行已开始。',
    running: (percent) => (percent === null ? '正在运行。' : `正在运行，${percent}。`),
    succeeded: (durationMs, formats, hasResult) =>
      `已完成，用时 ${times.exact(durationMs, formats)}。${hasResult ? '结果已显示。' : '没有可显示的值。'}`,
    reconnecting: '连接已断开，正在重新连接。',
    reconnected: '已重新连接。',
    polling: '改为定期查询更新。',
  },
  error: {
    mayRun: '应用可能仍接受了此次运行。仅在重复运行不会造成问题时才再次运行。',
    details: '详细信息',
    code: '代码',
    endpoint: '端点',
    address: '地址',
    httpStatus: '响应',
    run: '运行编号',
    space: 'Space',
    stage: '状态',
    time: '时间',
    seen: '实际内容',
    message: '消息',
    unnamedParameter: '某个值',
    moreIssues: (count, formats) => `还有 ${formats.number(count)} 项。`,
  },
  history: {
    label: '运行记录',
    empty: '还没有运行。',
    status: {
      running: '正在运行',
      succeeded: '已完成',
      failed: '失败',
      cancelled: '已停止',
      unseen: '结束前已离开页面。',
    },
    useInputs: '使用这些值',
    inputs: '值',
    result: '结果',
    noResult: '未保存其结果。',
    remove: '移除',
    clear: '清空列表',
    ofApp: '在应用自己的页面上进行的运行',
  },
  notice: {
    ask: '完成时通知我',
    on: '完成时会通知您。',
    denied: '浏览器已屏蔽此页面的通知。',
    ended: (status, title) => (status === 'succeeded' ? `${title} 已完成` : status === 'failed' ? `${title} 失败` : `${title} 已停止`),
  },
  errors: {
    'options-invalid': () => ({ title: '设置有误。', next: next.tellPage }),
    'address-invalid': () => ({ title: '这不是应用的地址。', next: '请检查地址。' }),
    'app-unreachable': () => ({ title: '应用没有响应。', next: next.later }),
    'app-not-gradio': () => ({ title: '此地址没有 Gradio 应用。', next: '请检查地址。' }),
    'app-not-allowed': () => ({ title: '不能从此处使用该应用。', next: '请联系此页面的管理者以获得许可。' }),
    'relay-unreachable': () => ({ title: '中继服务器没有响应。', next: next.network }),
    'login-required': ({ details, formats, isRelayed, takesPassword }) => {
      const elsewhere = isRelayed && !takesPassword ? '无法从此页面登录。请直接打开该应用。' : undefined
      switch (details.reason) {
        case 'signed-out':
          return {
            title: '您已退出登录。',
            body: ['没有开始任何运行。', details.authMessage].filter(Boolean).join(' '),
            next: elsewhere ?? '请重新登录，然后再次运行。',
          }
        case 'signed-out-midway':
          return { title: '您已退出登录。', body: '已开始的运行可能仍在应用中继续。', next: elsewhere ?? '请重新登录，然后再次运行。' }
        case 'wrong-credentials':
          return { title: '用户名或密码不正确。', next: null }
        case 'too-many-tries':
          return {
            title: '尝试次数过多。',
            next: details.retryAfterMs === undefined ? '请稍等片刻再试。' : `请在${times.about(details.retryAfterMs, formats)}后重试。`,
          }
        case 'not-kept':
          return { title: '登录成功，但此浏览器不会为本页面保留登录状态。', next: '请打开应用本身，或使用同一网站的页面。' }
        case 'no-password':
          return { title: '此应用不接受用户名和密码。', next: '请在应用自己的页面登录。' }
        case undefined:
        default:
          return {
            title: '此应用需要登录。',
            body: details.authMessage,
            next: takesPassword ? '请使用此应用的用户名和密码登录。' : (elsewhere ?? '请在那里登录，然后重新检查。'),
          }
      }
    },
    'protocol-unsupported': ({ details }) => ({
      title: details.version ? `此应用使用 Gradio ${details.version}，暂不支持。` : '不支持此版本的 Gradio。',
      next: next.tellPage,
    }),
    'discovery-failed': () => ({ title: '无法读取应用信息。', next: '请重试。如果仍不行，请告知此页面的管理者。' }),
    'endpoint-unknown': ({ details, formats }) => ({
      title: details.endpoint ? `应用没有端点 ${details.endpoint}。` : '应用没有这个端点。',
      body: details.nearest || details.available.length === 0 ? undefined : `可用的有：${formats.list(details.available.slice(0, 8))}。`,
      next: details.nearest ? `您是不是要找 ${details.nearest}？` : next.tellPage,
    }),
    'input-invalid': () => ({ title: '有些值需要修改。', next: '请修改后再次运行。' }),
    'queue-full': ({ details, formats }) => ({
      title: '应用繁忙。',
      body: details.retryAfterMs === undefined ? '队列已满。' : `队列已满。请在${times.about(details.retryAfterMs, formats)}后重试。`,
      next: details.retryAfterMs === undefined ? '请稍等片刻再试。' : null,
    }),
    'rate-limited': ({ details, formats }) => ({
      title: details.limit === undefined ? '应用暂时不再接受请求。' : OVER_LIMIT[details.limit],
      body: details.retryAfterMs === undefined ? undefined : `请在${times.about(details.retryAfterMs, formats)}后重试。`,
      next: details.retryAfterMs === undefined ? next.later : null,
    }),
    'access-denied': () => ({ title: '应用拒绝访问。', next: '请向应用的所有者申请访问权限。' }),
    'file-unavailable': () => ({ title: '该文件不可用。', next: '请再次运行，应用可能会生成新的文件。' }),
    'join-refused': ({ details }) =>
      details.status === 413
        ? { title: '要发送的内容太大。', next: '请减少内容，或使用较小的文件。' }
        : { title: details.mayRun ? '应用没有说明是否接受了此次运行。' : '应用拒绝了此次运行。', next: next.againOrOwner },
    'connection-refused': () => ({ title: '应用拒绝了连接。', next: next.later }),
    'connection-lost': ({ isRelayed }) => ({
      title: '连接已断开。',
      body: isRelayed ? undefined : '没有中继服务器，此次运行无法继续接收。',
      next: next.network,
    }),
    'connection-timeout': () => ({ title: '应用没有响应。', body: '未能及时建立连接。', next: next.later }),
    'join-timeout': () => ({ title: '应用没有响应。', body: '应用未能及时说明是否接受了此次运行。', next: next.later }),
    'queue-timeout': () => ({ title: '排队时间过长。', body: '此次运行已从队列中移除。', next: next.later }),
    'idle-timeout': ({ isRelayed }) => ({
      title: '应用不再有消息。',
      body: isRelayed ? undefined : '没有中继服务器，此次运行无法继续接收。',
      next: next.again,
    }),
    'run-timeout': () => ({ title: '运行时间过长。', body: '运行已停止。', next: next.less }),
    'buffer-exceeded': () => ({ title: '应用发送的数据超出上限。', next: next.less }),
    'stream-invalid': () => ({ title: '应用发送了无法读取的内容。', next: next.againOrOwner }),
    'message-invalid': () => ({ title: '应用发送了无法读取的内容。', next: null }),
    'session-unknown': () => ({ title: '应用已不再保留此次运行。', next: next.again }),
    'store-unavailable': () => ({ title: '中继服务器无法保存此次运行。', next: next.again }),
    'relay-lost': () => ({ title: '跟踪此次运行的中继服务器已停止。', next: next.again }),
    'token-invalid': () => ({ title: '此次运行的链接已过期，或不适用于此处。', next: '请向提供链接的人索取新的链接。' }),
    'resume-expired': () => ({
      title: '此次运行已无法恢复。',
      body: '运行结束后只保留一段时间，其结果已不存在。',
      next: next.again,
    }),
    'run-failed': ({ details }) => ({
      title: details.title && details.title !== 'Error' ? details.title : '应用未能完成。',
      body: details.appMessage === undefined ? undefined : details.appMessage?.trim() || '应用没有说明原因。',
      next: details.appMessage?.trim() ? '请检查各项值，然后再次运行。' : next.againOrOwner,
    }),
    'upload-failed': ({ details }) => ({
      title: details.file ? `无法发送“${details.file}”。` : '有文件无法发送。',
      next: '请重试。尚未运行任何内容。',
    }),
    'load-failed': ({ details }) => ({
      title: '此页面的一部分无法加载。',
      next: details.isOffline ? '您已离线。恢复连接后会自动加载。' : '请检查网络后重试。如果仍不行，请重新加载页面。',
    }),
    'file-too-large': ({ details, formats }) => ({
      title: details.file ? `“${details.file}”太大。` : '文件太大。',
      body:
        details.limitBytes === undefined
          ? undefined
          : details.sizeBytes === undefined
            ? `最大为 ${formats.bytes(details.limitBytes)}。`
            : `文件大小为 ${formats.bytes(details.sizeBytes)}，最大为 ${formats.bytes(details.limitBytes)}。`,
      next: '请选择较小的文件。',
    }),
    'space-private': () => ({ title: '这个 Space 是私有的，或不存在。', next: '请检查名称，或向所有者申请访问权限。' }),
    'space-paused': () => ({ title: '这个 Space 已暂停。', next: '请联系其所有者重新启动。' }),
    'space-broken': ({ details }) => ({
      title: '这个 Space 目前无法使用。',
      body: brokenWords[details.stage ?? ''],
      next: '只有其所有者才能修复。请稍后重新检查。',
    }),
    'space-deleted': () => ({ title: '这个 Space 正在被删除。', next: null }),
    'wake-timeout': () => ({ title: '应用未能及时启动。', body: '它可能仍在启动。', next: '请稍后重试。' }),
    'gpu-quota-exceeded': ({ details, formats }) => quotaWords(details, formats),
    'gpu-unavailable': ({ details }) => ({
      title: details.kind === 'busy' ? '所有 GPU 都在使用中。' : '应用未获得 GPU。',
      body: details.kind === 'token-expired' ? '此页面打开的时间过长。' : undefined,
      next: details.kind === 'token-expired' ? '请重新加载页面。' : next.later,
    }),
    'gpu-duration-refused': () => ({ title: '此次运行请求的 GPU 时间超出允许范围。', next: next.less }),
    aborted: () => ({ title: '运行已中断。', next: null }),
  },
}

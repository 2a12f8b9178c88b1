/** Chinese (simplified), complete. */
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
    between: '',
  },
  times,
)

/** The texts in simplified Chinese. */
export const zh: Messages = {
  actions: {
    run: '运行',
    cancel: '取消',
    stopping: '正在停止',
    tryAgain: '重试',
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
  form: {
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
    folderUnreachable: '无法列出此文件夹的内容。',
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
  },
  status: {
    uploading(place, count, sentBytes, totalBytes, formats) {
      const what = count === 1 ? '正在上传文件' : `正在上传第 ${formats.number(place)} 个文件，共 ${formats.number(count)} 个`
      return totalBytes === 0 ? what : `${what} · ${formats.bytesAs(sentBytes, totalBytes)}/${formats.bytes(totalBytes)}`
    },
    submitting: '正在发送到应用',
    waiting(reason, seconds, formats) {
      if (reason === 'connection-limit' || reason === 'turn') return '正在等待您的其他运行结束'
      const when = seconds === null ? '正在重试。' : `${formats.number(seconds)} 秒后重试。`
      if (reason === 'no-answer') return `尚未收到响应。${when}`
      return reason === 'queue-full' ? `应用繁忙。${when}` : `应用要求放慢请求。${when}`
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
    toasts: '应用消息',
    dismiss: '关闭',
  },
  output: {
    label: '结果',
    unnamed: (index, formats) => `输出 ${formats.number(index)}`,
    stale: '上一次运行的结果',
    awaited: '结果会显示在这里。',
    empty: '无',
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
    forDevelopers: '开发者：如何绘制',
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
    succeeded: (durationMs, formats) => `已完成，用时 ${times.exact(durationMs, formats)}。结果已显示。`,
    reconnecting: '连接已断开，正在重新连接。',
    reconnected: '已重新连接。',
    polling: '改为定期查询更新。',
  },
  error: {
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
  },
  reload: {
    action: '重新加载页面',
    offline: '您已离线。恢复连接后即可重新加载页面。',
    losesInputs: '此处输入的内容将会丢失。',
    losesResult: '此处显示的结果将会丢失。',
    runKept: '您的运行会继续，并会再次显示。',
    runLeft: '您的运行会继续，但不会再次显示。',
    runEnds: '您的运行将会结束。',
  },
  errors: {
    'options-invalid': ({ message }) => ({ title: '设置有误。', body: message }),
    'address-invalid': ({ message }) => ({ title: '这不是应用的地址。', body: message }),
    'app-unreachable': () => ({ title: '应用没有响应。' }),
    'app-not-gradio': () => ({ title: '此地址没有 Gradio 应用。' }),
    'app-not-allowed': () => ({ title: '不能从此处使用该应用。' }),
    'relay-unreachable': () => ({ title: '中继服务器没有响应。' }),
    'login-required': ({ details }) => ({ title: '此应用需要登录。', body: details.authMessage, next: '请在那里登录，然后重新检查。' }),
    'protocol-unsupported': ({ details }) => ({
      title: details.version ? `此应用使用 Gradio ${details.version}，暂不支持。` : '不支持此版本的 Gradio。',
    }),
    'discovery-failed': ({ message }) => ({ title: '无法读取应用信息。', body: message }),
    'endpoint-unknown': ({ details, formats }) => ({
      title: details.endpoint ? `应用没有端点 ${details.endpoint}。` : '应用没有这个端点。',
      body: details.nearest || details.available.length === 0 ? undefined : `可用的有：${formats.list(details.available.slice(0, 8))}。`,
    }),
    'input-invalid': () => ({ title: '有些值需要修改。' }),
    'queue-full': ({ details, formats }) => ({
      title: '应用繁忙。',
      body: details.retryAfterMs === undefined ? '队列已满。' : `队列已满。请在${times.about(details.retryAfterMs, formats)}后重试。`,
    }),
    'join-refused': ({ message }) => ({ title: '应用拒绝了此次运行。', body: message }),
    'connection-refused': () => ({ title: '应用拒绝了连接。' }),
    'connection-lost': ({ isRelayed }) => ({
      title: '连接已断开。',
      body: isRelayed ? undefined : '没有中继服务器，此次运行无法继续接收。',
    }),
    'connection-timeout': () => ({ title: '应用没有响应。', body: '未能及时建立连接。' }),
    'join-timeout': () => ({ title: '应用没有响应。', body: '应用未能及时接受此次运行。' }),
    'queue-timeout': () => ({ title: '排队时间过长。', body: '此次运行已从队列中移除。' }),
    'idle-timeout': ({ isRelayed }) => ({
      title: '应用不再有消息。',
      body: isRelayed ? undefined : '没有中继服务器，此次运行无法继续接收。',
    }),
    'run-timeout': () => ({ title: '运行时间过长。', body: '运行已停止。' }),
    'buffer-exceeded': () => ({ title: '应用发送的数据超出上限。' }),
    'stream-invalid': () => ({ title: '应用发送了无法读取的内容。' }),
    'message-invalid': () => ({ title: '应用发送了无法读取的内容。' }),
    'session-unknown': () => ({ title: '应用已不再保留此次运行。' }),
    'resume-expired': () => ({
      title: '此次运行已无法恢复。',
      body: '运行结束后只保留一段时间，其结果已不存在。',
    }),
    'run-failed': ({ details, message }) => ({
      title: details.title && details.title !== 'Error' ? details.title : '应用未能完成。',
      body: details.appMessage === null ? '应用没有说明原因。' : (details.appMessage ?? message),
    }),
    'upload-failed': ({ details }) => ({ title: details.file ? `无法发送“${details.file}”。` : '有文件无法发送。' }),
    'load-failed': ({ details }) => ({
      title: '此页面的一部分无法加载。',
      next: details.isOffline ? '您已离线。恢复连接后会自动加载。' : '请检查网络后重试。如果仍不行，请重新加载页面。',
    }),
    'reload-needed': ({ details }) => ({
      title: '此页面的一部分无法加载。',
      body: details.isGone ? '此页面可能已有新版本。' : undefined,
      next: '请重新加载页面以继续。',
    }),
    'file-too-large': ({ details, formats }) => ({
      title: details.file ? `“${details.file}”太大。` : '文件太大。',
      body:
        details.limitBytes === undefined
          ? undefined
          : details.sizeBytes === undefined
            ? `最大为 ${formats.bytes(details.limitBytes)}。`
            : `文件大小为 ${formats.bytes(details.sizeBytes)}，最大为 ${formats.bytes(details.limitBytes)}。`,
    }),
    'space-private': () => ({ title: '这个 Space 是私有的，或不存在。', next: '请检查名称，或向所有者申请访问权限。' }),
    'space-paused': () => ({ title: '这个 Space 已暂停。' }),
    'space-broken': ({ details }) => ({ title: '这个 Space 目前无法使用。', body: brokenWords[details.stage ?? ''] }),
    'space-deleted': () => ({ title: '这个 Space 正在被删除。' }),
    'wake-timeout': () => ({ title: '应用未能及时启动。', body: '它可能仍在启动。', next: '请稍后重试。' }),
    'gpu-quota-exceeded': ({ details, formats }) => quotaWords(details, formats),
    'gpu-unavailable': ({ details }) => ({
      title: details.kind === 'busy' ? '所有 GPU 都在使用中。' : '应用未获得 GPU。',
      body: details.kind === 'token-expired' ? '此页面打开的时间过长。请重新加载。' : undefined,
    }),
    'gpu-duration-refused': () => ({ title: '此次运行请求的 GPU 时间超出允许范围。' }),
    aborted: () => ({ title: '运行已中断。' }),
  },
}

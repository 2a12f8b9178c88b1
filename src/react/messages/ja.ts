/** Japanese, complete. */
import type { Formats } from './formats.ts'
import type { Messages } from './messages.ts'
import { createQuotaWords } from './quotas.ts'
import { createTimes } from './times.ts'

const times = createTimes({
  seconds: (count) => `${count}秒`,
  minutes: (count) => `${count}分`,
  hours: (count) => `${count}時間`,
  between: '',
  about: (time) => `約${time}`,
  aboutMinutes: (count, formats) => `約${formats.number(count)}分`,
  aboutDays: (count, formats) => `約${formats.number(count)}日`,
})

function step(index: number, length: number | null, unit: string, formats: Formats): string {
  const at = formats.number(index)
  if (length === null) return unit === 'steps' ? `ステップ ${at}` : `${at} ${unit}`
  const end = formats.number(length)
  return unit === 'steps' ? `ステップ ${at}/${end}` : `${at}/${end} ${unit}`
}

const brokenWords: Readonly<Record<string, string>> = {
  NO_APP_FILE: 'アプリのファイルがありません。',
  CONFIG_ERROR: '設定に誤りがあります。',
  BUILD_ERROR: 'ビルドできませんでした。',
  RUNTIME_ERROR: 'クラッシュしました。',
}

const quotaWords = createQuotaWords(
  {
    runsUsed: '本日の実行回数を使い切りました。',
    appUsed: 'このアプリの無料GPU時間を使い切りました。',
    creditsHeld: 'ほかの実行がGPU時間をすべて使っています。',
    creditsBack: 'それらが終わると、また使えるようになります。',
    timeUsed: '無料GPU時間を使い切りました。',
    timeShort: '無料GPU時間の残りが足りません。',
    needed: (requested, left) => `この実行には${requested}必要ですが、残りは${left}です。`,
    backIn: (time) => `${time}後にもう一度実行できます。`,
    backNow: '今すぐもう一度実行できます。',
    between: '',
  },
  times,
)

/** The texts in Japanese. */
export const ja: Messages = {
  actions: {
    run: '実行',
    cancel: 'キャンセル',
    stopping: '停止中',
    tryAgain: 'もう一度試す',
    runAgain: 'もう一度実行',
    tryNow: '今すぐ試す',
    signIn: 'サインイン',
    copy: 'コピー',
    copied: 'コピーしました',
    copyThing: (label) => `${label}をコピー`,
  },
  app: {
    label: 'アプリの状態',
    waking: 'アプリはスリープ中です。起動には1〜2分かかります。',
    starting: 'アプリを起動しています。1〜2分かかります。',
    building: 'アプリをビルドしています。数分かかることがあります。',
    longer: 'いつもより時間がかかっています。',
    awake: 'アプリの準備ができました。',
    checkAgain: 'もう一度確認',
    discussions: '所有者に問い合わせる',
  },
  form: {
    loading: 'アプリを確認しています',
    label: '入力',
    more: (count, formats) => `その他（${formats.number(count)}）`,
    choose: '選択してください',
    noChoice: '選択なし',
    required: '必須',
    optional: '任意',
    sliderNumber: (label) => `${label}（数値）`,
    characters: (used, limit, formats) => `${formats.number(used)}/${formats.number(limit)}文字`,
    reset: 'リセット',
    resetThing: (label) => `${label}をリセット`,
    summary: (count, formats) => `${formats.number(count)}件の値を修正してください。`,
    examples: '例',
    pickExample: (index, formats) => `例${formats.number(index)}を使う:`,
    moreExamples: (count, formats) => `さらに${formats.number(count)}件を表示`,
    nothing: 'なし',
    readOnly: 'アプリが設定',
    formatJson: '整形',
    showPlace: '該当箇所を表示',
    expects: '入力できる内容',
    noMatch: '一致するものがありません。',
    someChoices: (shown, count, formats) =>
      `${formats.number(count)}件のうち先頭の${formats.number(shown)}件です。入力すると、ほかの候補を探せます。`,
    addChoice: (text) => `「${text}」を使う`,
    removeChoice: (label) => `${label}を削除`,
    color: '色を選択',
  },
  files: {
    drop: () => 'または、ここにファイルをドロップするか貼り付けてください',
    remove: (name) => `${name}を削除`,
    preview: (name) => `${name}のプレビュー`,
    unreadablePicture: 'このブラウザではこの画像を表示できませんが、送信はできます。',
    limit: (limitBytes, formats) => `1ファイルあたり最大${formats.bytes(limitBytes)}。`,
    sending: (name) => `${name}をアップロードしています`,
    tooLarge: (name, sizeBytes, limitBytes, formats) =>
      `「${name}」は${formats.bytes(sizeBytes)}です。上限は${formats.bytes(limitBytes)}です。`,
    wrongType: (name, accepted, formats) => `「${name}」は対応していない種類です。対応している種類: ${formats.list(accepted)}。`,
    attach: 'ファイルを添付',
    chosen: (count, formats) => `${formats.number(count)}件を選択中`,
    all: (count, formats) => `${formats.number(count)}件のファイルすべて`,
    folder: 'このフォルダー',
    folderUnreachable: 'このフォルダーの内容を表示できません。',
    perLine: '1行に1つのパス',
  },
  recording: {
    recordAudio: '録音',
    recordVideo: '録画',
    openCamera: 'カメラ',
    takePicture: '撮影',
    stop: '停止',
    close: '閉じる',
    level: '音量レベル',
    asking: '許可を待っています',
    recorded: (stopwatch) => `${stopwatch} 記録済み`,
    cameraView: 'カメラの映像',
    refused: 'ブラウザに使用が許可されていません。このページの設定で許可するか、ファイルを選択してください。',
    noDevice: 'マイクまたはカメラが見つかりません。接続するか、ファイルを選択してください。',
    busyDevice: '別のプログラムが使用しています。そのプログラムを閉じるか、ファイルを選択してください。',
    failed: 'このブラウザでは記録できません。代わりにファイルを選択してください。',
    fileName: '記録',
  },
  sketch: {
    board: (label) => `${label}に描く`,
    help: '矢印キーで筆を動かし、Shiftを押すと大きく動きます。スペースキーで線を描き始め、もう一度押すと終わります。',
    brush: 'ブラシ',
    eraser: '消しゴム',
    undo: '元に戻す',
    redo: 'やり直す',
    clear: 'すべて消す',
    size: '太さ',
    pixels: (count, formats) => `${formats.number(count)} px`,
    color: '色',
    ownColor: 'ほかの色',
    layer: 'レイヤー',
    unreadable: 'このブラウザでは画像を表示できないため、描き込めません。そのまま送信することはできます。',
    failed: '描いたものを画像にできませんでした。もう一度試すか、小さい画像を選んでください。',
  },
  marking: {
    help: 'テキストの一部を選択し、クラスを選んで「印を付ける」を押します。',
    className: 'クラス',
    score: 'スコア',
    mark: '印を付ける',
    nothingSelected: '先にテキストの一部を選択してください。',
    noClass: '先にクラスを指定してください。',
    pieces: '印を付けた部分',
    classOf: (piece) => `「${piece}」のクラス`,
    unmark: (piece) => `「${piece}」の印を外す`,
  },
  dialogue: {
    speaker: (line, formats) => `${formats.number(line)}行目の話者`,
    line: (line, formats) => `${formats.number(line)}行目`,
    removeLine: (line, formats) => `${formats.number(line)}行目を削除`,
    addLine: '行を追加',
    insertTag: 'タグを挿入',
  },
  picking: {
    sample: (index, formats) => `サンプル${formats.number(index)}`,
    noSamples: 'アプリに選べるものがありません。',
  },
  issues: {
    missing: '値を入力してください。',
    choiceMissing: 'いずれかを選択してください。',
    notNumber: '数値ではありません。',
    notWhole: '整数を入力してください。',
    tooSmall: (minimum, formats) => `${formats.number(minimum)}以上で入力してください。`,
    tooLarge: (maximum, formats) => `${formats.number(maximum)}以下で入力してください。`,
    tooLong: (limit, formats) => `${formats.number(limit)}文字まで入力できます。`,
    tooMany: (limit, formats) => `${formats.number(limit)}件まで選択できます。`,
    notJson: (line, column, formats) =>
      `JSONとして読み取れません。${formats.number(line)}行目の${formats.number(column)}文字目を確認してください。`,
    tooDeep: (limit, formats) => `リストとオブジェクトの入れ子は${formats.number(limit)}階層までです。`,
    notColor: '色ではありません。#1a2b3cのように入力してください。',
    notDate: '日付ではありません。',
    tooFew: (count, formats) => `${formats.number(count)}件必要です。`,
    notEmail: 'メールアドレスではありません。',
  },
  status: {
    uploading(place, count, sentBytes, totalBytes, formats) {
      const what =
        count === 1 ? 'ファイルをアップロード中' : `ファイルをアップロード中（${formats.number(place)}/${formats.number(count)}）`
      return totalBytes === 0 ? what : `${what} · ${formats.bytesAs(sentBytes, totalBytes)}/${formats.bytes(totalBytes)}`
    },
    submitting: 'アプリに送信中',
    waiting(reason, seconds, formats) {
      if (reason === 'connection-limit' || reason === 'turn') return 'ほかの実行が終わるのを待っています'
      const when = seconds === null ? '再試行しています。' : `${formats.number(seconds)}秒後に再試行します。`
      if (reason === 'no-answer') return `まだ応答がありません。${when}`
      return reason === 'queue-full' ? `アプリが混み合っています。${when}` : `アプリが間隔を空けるよう求めています。${when}`
    },
    inLine: (position, formats) =>
      position === null ? '順番を待っています' : position === 0 ? '次の番です' : `待ち順 ${formats.number(position + 1)}番目`,
    longerThanUsual: 'いつもより時間がかかっています',
    running: '実行中',
    step,
    rate: (perSecond, unit, formats) => {
      const what = unit === 'steps' ? 'ステップ' : ` ${unit}`
      return perSecond >= 1 ? `${formats.short(perSecond)}${what}/秒` : `${formats.short(perSecond * 60)}${what}/分`
    },
    left: (durationMs, formats) => `残り${times.about(durationMs, formats)}`,
    cancelling: (isGenerator) =>
      isGenerator
        ? '停止しています。このステップが終わるまでお待ちください。'
        : '停止しています。始まった処理は最後まで続くことがあります。',
    cancelled(durationMs, outcome, hasOutput, formats) {
      const time = times.exact(durationMs, formats)
      const stopped = {
        confirmed: `${time}で停止しました。`,
        requested: `${time}で離れました。アプリ側ではまだ実行中の可能性があります。`,
        unsupported: `${time}で離れました。このアプリは停止できないため、まだ実行中の可能性があります。`,
      }[outcome]
      return hasOutput ? `${stopped}届いた分は下にあります。` : stopped
    },
    succeeded: (durationMs, formats) => `${times.exact(durationMs, formats)}で完了`,
    fromCache: 'キャッシュから',
    failed: (durationMs, formats) => `${times.exact(durationMs, formats)}で失敗`,
    notStarted: '開始されていません',
    join: (pieces) => pieces.join(' · '),
    elapsed: (stopwatch) => `経過時間 ${stopwatch}`,
  },
  time: times,
  queue: {
    label: '待ち順',
    waiting: (count, formats) => `${formats.number(count)}件待ち`,
  },
  progress: {
    label: '進行状況',
    unknownEnd: '実行中、終了時刻は不明',
  },
  logs: {
    title: (count, formats) => `ログ（${formats.number(count)}）`,
    dropped: (count, formats) => `以前の${formats.number(count)}行は保存されていません。`,
    levels: { info: '情報', warning: '警告', success: '成功', error: 'エラー' },
    toasts: 'アプリからのメッセージ',
    dismiss: '閉じる',
  },
  output: {
    label: '結果',
    unnamed: (index, formats) => `出力 ${formats.number(index)}`,
    stale: '前回の結果',
    awaited: 'ここに結果が表示されます。',
    empty: 'なし',
    yes: 'はい',
    no: 'いいえ',
    showAll: 'すべて表示',
    showLess: '表示を減らす',
    items: (count, formats) => `リスト（${formats.number(count)}件）`,
    members: (count, formats) => `${formats.number(count)}項目`,
    more: (next, left, formats) =>
      next === left ? `さらに${formats.number(next)}件を表示` : `残り${formats.number(left)}件のうち${formats.number(next)}件を表示`,
  },
  chat: {
    you: 'あなた',
    assistant: 'アシスタント',
    message: 'メッセージ',
    attachment: '添付ファイル',
    thought: '思考',
    pending: '処理中',
    earlier: (next, left, formats) => `以前のメッセージ${formats.number(left)}件のうち${formats.number(next)}件を表示`,
    latest: '最新のメッセージへ移動',
    above: '会話は上に表示されています。',
    none: 'まだメッセージはありません。',
    writeLabel: 'メッセージ',
    write: 'メッセージを入力してください。Enterで送信、Shift+Enterで改行します。',
    startOver: '最初からやり直す',
  },
  markdown: {
    code: 'コード',
    table: '表',
    taskDone: '完了',
    taskOpen: '未完了',
    picture: (description) => (description === '' ? '画像' : `画像: ${description}`),
  },
  media: {
    loading: '読み込み中',
    pictureBroken: 'この画像は表示できません。',
    newestBroken: '最新の画像は表示できません。一つ前の画像を表示しています。',
    soundBroken: 'この音声はここでは再生できません。',
    filmBroken: 'この動画はここでは再生できません。',
    fileUnreachable: 'このファイルは読み込めません。',
    foreign: (host) => `このファイルは別のホスト（${host}）にあるため、読み込みません。`,
    picture: '画像',
    film: '動画',
    download: 'ダウンロード',
    downloadThing: (name) => `${name}をダウンロード`,
    enlarge: (name) => `${name}を拡大表示`,
    close: '閉じる',
    previous: '前へ',
    next: '次へ',
    zoomIn: '拡大',
    zoomOut: '縮小',
    place: (index, count, formats) => `${formats.number(index)}/${formats.number(count)}`,
    legend: '画像の各部分',
    part: (index, formats) => `部分 ${formats.number(index)}`,
    divider: (label) => `${label}の仕切り`,
    subtitles: '字幕',
    subtitlesMissing: '字幕を読み込めません。',
    more: (count, formats) => `さらに${formats.number(count)}件を表示`,
    showAll: 'すべて表示',
    onlyBeginning: (shown, all) => `全${all}のうち、先頭の${shown}です。`,
    onlyEnd: (shown, all) => `全${all}のうち、末尾の${shown}です。`,
    unknownKind: (component) => component,
  },
  table: {
    empty: '行がありません',
    size: (rows, columns, formats) => `${formats.number(rows)}行 × ${formats.number(columns)}列`,
    cut: (rows, columns, formats) =>
      `先頭の${formats.number(rows)}行と${formats.number(columns)}列を表示しています。コピーすると全体が対象になります。`,
    help: '矢印キーでセルを移動し、Shiftを押しながらで選択します。見出しでEnterを押すと並べ替え、Altと矢印キーで幅を変更します。',
    editHelp: '矢印キーでセルを移動します。EnterまたはF2でセルを編集し、Escapeで元に戻します。表計算ソフトのセルを貼り付けられます。',
    sorting: '並べ替え中',
    rowNumber: '行',
    editCell: (column, row, formats) => (row === null ? `列${column}の名前` : `${column}、${formats.number(row)}行目`),
    addRow: '行を追加',
    addColumn: '列を追加',
    deleteRows: (count, formats) => (count === 1 ? '行を削除' : `${formats.number(count)}行を削除`),
    deleteColumns: (count, formats) => (count === 1 ? '列を削除' : `${formats.number(count)}列を削除`),
    undo: '元に戻す',
    pasted(rows, columns, isCut, formats) {
      const what = `${formats.number(rows)}行 × ${formats.number(columns)}セルを貼り付けました。`
      return isCut ? `${what}残りは入りませんでした。` : what
    },
    badCell(column, row, type, formats) {
      const wanted = { number: '数値', bool: 'trueまたはfalse', date: '日付' }[type]
      return `${column}、${formats.number(row)}行目: ${wanted}を入力してください。`
    },
  },
  marked: { legend: '分類' },
  model: {
    noGraphics: 'このブラウザでは3D表示ができません。モデルはダウンロードできます。',
    notDrawn: 'この種類のモデルはここでは表示されません。モデルはダウンロードできます。',
    failed: 'モデルを表示できませんでした。ダウンロードはできます。',
  },
  plot: {
    noData: '描画するデータがありません',
    describe(title, mark, x, y, count, formats) {
      const kind = { line: '折れ線グラフ', bar: '棒グラフ', point: '散布図' }[mark]
      return `${title}: ${kind}、横軸 ${x}、縦軸 ${y}、${formats.number(count)}点`
    },
    picture: (title) => `${title}: グラフ`,
    thinned: (drawn, whole, formats) => `${formats.number(whole)}点のうち${formats.number(drawn)}点を描画しています。`,
    asTable: 'データを表で表示',
    tableOf: (title) => `${title}のデータ`,
    unknown: (type) => `このグラフは${type}で作られており、ここでは描画されません。`,
    refused: 'このグラフはここでは描画できません。',
    download: 'グラフをJSONでダウンロード',
    forDevelopers: '開発者向け: 描画する方法',
  },
  connection: {
    reconnecting(seconds, isKept, formats) {
      const when = seconds === null ? '再接続しています。' : `${formats.number(seconds)}秒後に再接続します。`
      return isKept ? `接続が切れました。実行は続いています。${when}` : `接続が切れました。${when}`
    },
    offline: (isKept) => (isKept ? 'オフラインです。実行は続いています。' : 'オフラインです。この実行は失われる可能性があります。'),
    offlineUnsent: 'オフラインです。接続が戻ると実行が始まります。',
    stalled: 'アプリからの応答がしばらくありません。待ち続けています。',
    pollingBlocked: 'このネットワークではリアルタイム更新が使えません。数秒ごとに確認しています。',
    pollingChosen: 'リアルタイム更新はオフです。数秒ごとに確認しています。',
    inOnePiece: 'ここではリアルタイム更新が使えません。結果は最後にまとめて届きます。',
    why: '理由',
    leaveEndsRun: 'このページを閉じると実行が終了します。',
    leaveKeepsRun: 'このページを閉じてもかまいません。実行は続きます。',
  },
  announcements: {
    uploading: (count, formats) => `${formats.number(count)}件のファイルをアップロードしています。`,
    submitting: '実行を開始しました。',
    running: (percent) => (percent === null ? '実行中です。' : `実行中、${percent}。`),
    succeeded: (durationMs, formats) => `${times.exact(durationMs, formats)}で完了しました。結果が出ています。`,
    reconnecting: '接続が切れました。再接続しています。',
    reconnected: '再接続しました。',
    polling: 'リアルタイム更新の代わりに定期的に確認しています。',
  },
  error: {
    details: '詳細',
    code: 'コード',
    endpoint: 'エンドポイント',
    address: 'アドレス',
    httpStatus: '応答',
    run: '実行ID',
    space: 'Space',
    stage: '状態',
    time: '時刻',
    seen: '見つかったもの',
    message: 'メッセージ',
    unnamedParameter: '値',
  },
  reload: {
    action: 'ページを再読み込み',
    offline: 'オフラインです。接続が戻るとページを再読み込みできます。',
    losesInputs: 'ここに入力した内容は失われます。',
    losesResult: 'ここに表示されている結果は失われます。',
    runKept: '実行は続き、再び表示されます。',
    runLeft: '実行は続きますが、再び表示されることはありません。',
    runEnds: '実行は終了します。',
  },
  errors: {
    'options-invalid': ({ message }) => ({ title: '設定に誤りがあります。', body: message }),
    'address-invalid': ({ message }) => ({ title: 'アプリのアドレスではありません。', body: message }),
    'app-unreachable': () => ({ title: 'アプリが応答しません。' }),
    'app-not-gradio': () => ({ title: 'このアドレスにGradioアプリはありません。' }),
    'app-not-allowed': () => ({ title: 'このアプリはここからは利用できません。' }),
    'relay-unreachable': () => ({ title: '中継サーバーが応答しません。' }),
    'login-required': ({ details }) => ({
      title: 'このアプリにはサインインが必要です。',
      body: details.authMessage,
      next: 'アプリのページでサインインしてから、もう一度確認してください。',
    }),
    'protocol-unsupported': ({ details }) => ({
      title: details.version
        ? `このアプリはGradio ${details.version}を使用しており、対応していません。`
        : 'このバージョンのGradioには対応していません。',
    }),
    'discovery-failed': ({ message }) => ({ title: 'アプリの情報を読み取れませんでした。', body: message }),
    'endpoint-unknown': ({ details, formats }) => ({
      title: details.endpoint ? `アプリにエンドポイント ${details.endpoint} はありません。` : 'アプリにそのエンドポイントはありません。',
      body:
        details.nearest || details.available.length === 0 ? undefined : `利用できるもの: ${formats.list(details.available.slice(0, 8))}`,
    }),
    'input-invalid': () => ({ title: '修正が必要な値があります。' }),
    'queue-full': ({ details, formats }) => ({
      title: 'アプリが混み合っています。',
      body:
        details.retryAfterMs === undefined
          ? '待ち行列がいっぱいです。'
          : `待ち行列がいっぱいです。${times.about(details.retryAfterMs, formats)}後にもう一度お試しください。`,
    }),
    'join-refused': ({ message }) => ({ title: 'アプリが実行を拒否しました。', body: message }),
    'connection-refused': () => ({ title: 'アプリが接続を拒否しました。' }),
    'connection-lost': ({ isRelayed }) => ({
      title: '接続が切れました。',
      body: isRelayed ? undefined : '中継サーバーがないため、この実行は再開できません。',
    }),
    'connection-timeout': () => ({ title: 'アプリが応答しません。', body: '時間内に接続できませんでした。' }),
    'join-timeout': () => ({ title: 'アプリが応答しません。', body: '時間内に実行が受け付けられませんでした。' }),
    'queue-timeout': () => ({ title: '待ち時間が長すぎました。', body: '実行は待ち行列から外されました。' }),
    'idle-timeout': ({ isRelayed }) => ({
      title: 'アプリからの連絡が途絶えました。',
      body: isRelayed ? undefined : '中継サーバーがないため、この実行は再開できません。',
    }),
    'run-timeout': () => ({ title: '実行に時間がかかりすぎました。', body: '実行は停止されました。' }),
    'buffer-exceeded': () => ({ title: 'アプリから送られたデータが大きすぎます。' }),
    'stream-invalid': () => ({ title: 'アプリから読み取れないデータが届きました。' }),
    'message-invalid': () => ({ title: 'アプリから読み取れないデータが届きました。' }),
    'session-unknown': () => ({ title: 'アプリはこの実行をもう保持していません。' }),
    'resume-expired': () => ({
      title: 'この実行はもう再開できません。',
      body: '実行は終了後しばらくの間だけ保存されます。結果は残っていません。',
    }),
    'run-failed': ({ details, message }) => ({
      title: details.title && details.title !== 'Error' ? details.title : 'アプリは処理を完了できませんでした。',
      body: details.appMessage === null ? '理由は示されていません。' : (details.appMessage ?? message),
    }),
    'upload-failed': ({ details }) => ({
      title: details.file ? `「${details.file}」を送信できませんでした。` : 'ファイルを送信できませんでした。',
    }),
    'load-failed': ({ details }) => ({
      title: 'このページの一部を読み込めませんでした。',
      next: details.isOffline
        ? 'オフラインです。接続が戻ると読み込まれます。'
        : 'ネットワークを確認して、もう一度試してください。それでもうまくいかない場合は、ページを再読み込みしてください。',
    }),
    'reload-needed': ({ details }) => ({
      title: 'このページの一部を読み込めませんでした。',
      body: details.isGone ? 'このページの新しい版があるかもしれません。' : undefined,
      next: '続けるには、ページを再読み込みしてください。',
    }),
    'file-too-large': ({ details, formats }) => ({
      title: details.file ? `「${details.file}」は大きすぎます。` : 'ファイルが大きすぎます。',
      body:
        details.limitBytes === undefined
          ? undefined
          : details.sizeBytes === undefined
            ? `上限は${formats.bytes(details.limitBytes)}です。`
            : `サイズは${formats.bytes(details.sizeBytes)}、上限は${formats.bytes(details.limitBytes)}です。`,
    }),
    'space-private': () => ({
      title: 'このSpaceは非公開か、存在しません。',
      next: '名前を確認するか、所有者にアクセスを依頼してください。',
    }),
    'space-paused': () => ({ title: 'このSpaceは一時停止中です。' }),
    'space-broken': ({ details }) => ({ title: 'このSpaceは現在動作していません。', body: brokenWords[details.stage ?? ''] }),
    'space-deleted': () => ({ title: 'このSpaceは削除中です。' }),
    'wake-timeout': () => ({
      title: 'アプリが時間内に起動しませんでした。',
      body: 'まだ起動中かもしれません。',
      next: 'しばらくしてからもう一度試してください。',
    }),
    'gpu-quota-exceeded': ({ details, formats }) => quotaWords(details, formats),
    'gpu-unavailable': ({ details }) => ({
      title: details.kind === 'busy' ? 'すべてのGPUが使用中です。' : 'アプリがGPUを確保できませんでした。',
      body: details.kind === 'token-expired' ? 'このページを開いてから時間が経ちすぎています。読み込み直してください。' : undefined,
    }),
    'gpu-duration-refused': () => ({ title: 'この実行は、許可されている以上のGPU時間を要求しています。' }),
    aborted: () => ({ title: '実行が中断されました。' }),
  },
}

/** Japanese, complete. */
import type { ClientLimit } from '@gradio-stream/client/internal/errors'
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

/** What a visitor can do next, where several errors say the same. */
const next = {
  later: 'しばらくしてからもう一度試してください。',
  again: 'もう一度実行してください。',
  againOrOwner: 'もう一度実行してください。それでもうまくいかない場合は、アプリの所有者に問い合わせてください。',
  network: 'ネットワークを確認してから、もう一度試してください。',
  tellPage: 'このページの管理者に知らせてください。',
  less: '要求を減らしてから、もう一度実行してください。',
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
    later: '後でもう一度実行してください。',
    signedIn: 'Hugging Faceにサインインすると、さらに使える場合があります。',
    between: '',
  },
  times,
)

/** Titles for what the relay refuses a client. */
const OVER_LIMIT: Readonly<Record<ClientLimit, string>> = {
  runs: '中継サーバーで同時に実行できる数の上限に達しました。',
  'runs-per-minute': '中継サーバーでは、今はこれ以上実行を開始できません。',
  'bytes-per-minute': '中継サーバーは、今はこれ以上データを受け付けません。',
  streams: '中継サーバーで同時に開ける接続数の上限に達しました。',
  sessions: '中継サーバーで同時に実行できる数の上限に達しました。',
}

/** The texts in Japanese. */
export const ja: Messages = {
  actions: {
    run: '実行',
    start: '開始',
    stop: '停止',
    cancel: 'キャンセル',
    stopping: '停止中',
    tryAgain: 'もう一度試す',
    reloadPage: 'ページを再読み込み',
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
  signIn: {
    signedInAs: (user) => `${user} としてサインインしています`,
    signOut: 'サインアウト',
    user: 'ユーザー名',
    password: 'パスワード',
    signingIn: 'サインインしています',
    done: 'サインインしました。',
    required: 'このアプリには Hugging Face でのサインインが必要です。',
    optional: 'Hugging Face でサインインできます。サインインしなくても実行できます。',
    offered: 'このアプリでは Hugging Face でサインインできます。一部の機能には必要かもしれません。',
    tokenGiven: 'アプリは、このページが渡す Hugging Face のトークンを使って動作します。',
    openApp: 'アプリを開く',
  },
  gpuTime: {
    none: 'GPU 時間は残っていません。',
    left: (left, whole) => (whole === null ? `残りの GPU 時間：${left}。` : `残りの GPU 時間：${left}（全体 ${whole}）。`),
    back: (time) => `${time}後に戻ります。`,
    payer: 'このページのトークンの Hugging Face アカウントの分です。',
  },
  form: {
    gradio: {
      'chat_interface.additional_inputs': 'その他の入力',
      'chat_interface.chatbot': 'チャットボット',
      'chat_interface.conversation': '会話',
      'chat_interface.message_placeholder': 'メッセージを入力…',
      'chat_interface.new_chat': '新しいチャット',
    },
    kinds: {
      text: 'テキスト',
      number: '数値',
      option: 'オプション',
      choice: '選択',
      choices: '選択',
      image: '画像',
      images: '画像',
      audio: '音声',
      video: '動画',
      file: 'ファイル',
      table: '表',
      conversation: '会話',
      message: 'メッセージ',
      colour: '色',
      date: '日時',
      code: 'コード',
      model: '3Dモデル',
      value: '値',
    },
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
    listComing: 'リストを読み込んでいます。',
    listFailed: 'アプリはこのリストを用意できませんでした。ページを再読み込みしてもう一度お試しください。',
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
  live: {
    pause: '一時停止',
    resume: '再開',
    opening: 'オンにしています。ブラウザーが許可を求めることがあります。',
    paused: '一時停止中です。何も送信していません。',
    ending: '残りを送信しています。',
    limit: (stopwatch) => `アプリは ${stopwatch} で実行を終えます。`,
    behind: (seconds, formats) => `アプリは ${formats.number(seconds)} 秒遅れています。`,
    dropped: (seconds, formats) => `アプリが遅いため、音声 ${formats.number(seconds)} 秒分を省きました。`,
    notLoaded: '必要なものを読み込めませんでした。ネットワークを確認し、ページを再読み込みしてください。',
  },
  microphone: {
    ready: '「開始」を押すと、「停止」を押すまでアプリがマイクの音を聞きます。',
    waiting: 'アプリを待っています。音声は最長 1 分まで保持します。',
    sending: 'アプリがマイクの音を聞いています。',
    lost: 'マイクがなくなりました。接続して「再開」を押すか、「停止」を押してください。',
    muted: '端末がマイクをミュートしています。アプリには無音が届きます。',
    refused: 'ブラウザーにマイクの使用が許可されていません。このページの設定で許可し、もう一度開始してください。',
    refusedByFrame: '外側のページがマイクの使用を許していません。そのページの作成者が許可できます。',
    noDevice: 'マイクが見つかりません。接続して、もう一度開始してください。',
    busy: 'マイクを読み取れません。ほかのプログラムが使用中かもしれません。それを閉じて、もう一度開始してください。',
    insecure: 'ブラウザーは安全なアドレス (https) のページにだけマイクを渡します。そのようなアドレスで開いてください。',
    unsupported: 'このブラウザーではマイクを使えません。別のブラウザーをお試しください。',
    silent: '許可されましたが、マイクから音が届きません。マイクを確認し、もう一度開始してください。',
    single: 'このアプリはライブ音声向けです。この Gradio のバージョンでは、1 回の実行で録音を 1 つ受け取ります。',
  },
  camera: {
    ready: '「開始」を押すと、「停止」を押すまでアプリがカメラの映像を見ます。',
    waiting: 'アプリを待っています。準備ができると画像が届きます。',
    sending: 'アプリがカメラの映像を見ています。',
    lost: 'カメラがなくなりました。接続して「再開」を押すか、「停止」を押してください。',
    muted: '端末がカメラをオフにしています。アプリには黒い画面が届きます。',
    refused: 'ブラウザーにカメラの使用が許可されていません。このページの設定で許可し、もう一度開始してください。',
    refusedByFrame: '外側のページがカメラの使用を許していません。そのページの作成者が許可できます。',
    noDevice: 'カメラが見つかりません。接続して、もう一度開始してください。',
    busy: 'カメラを読み取れません。ほかのプログラムが使用中かもしれません。それを閉じて、もう一度開始してください。',
    insecure: 'ブラウザーは安全なアドレス (https) のページにだけカメラを渡します。そのようなアドレスで開いてください。',
    unsupported: 'このブラウザーではカメラを使えません。別のブラウザーをお試しください。',
    silent: '許可されましたが、カメラから映像が届きません。カメラを確認し、もう一度開始してください。',
    single: 'このアプリはライブ映像向けです。この Gradio のバージョンでは、1 回の実行で画像を 1 枚受け取ります。',
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
  typed: {
    kinds: {
      text: 'テキスト',
      number: '数値',
      whole: '整数',
      flag: 'はい・いいえ',
      choice: '選択肢',
      date: '日付',
      file: 'ファイル',
      files: 'ファイル',
      list: 'リスト',
      map: '名前と値',
      group: '複数の項目',
      nothing: 'なし',
      json: 'JSON',
    },
    kindOf: (label) => `${label}の種類`,
    entry: (index, formats) => `項目${formats.number(index)}`,
    add: '項目を追加',
    name: '名前',
    value: '値',
    within: (part, issue) => `${part}：${issue}`,
    repeated: '同じ名前がすでにあります。',
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
    mismatched: (wanted, formats) => `ここでは使えない値です。使えるもの：${formats.list(wanted)}。`,
    listLength: (needed, given, formats) => `必要な項目数：${needed}。現在：${formats.number(given)}。`,
    extra: (taken, given, formats) => `アプリが受け取る値の数：${formats.number(taken)}。現在：${formats.number(given)}。`,
    unknownName: 'アプリはこの名前の値を受け取りません。',
    inexact: '桁数が多すぎるため、この数値は送信できません。',
    notSendable: 'この値は送信できません。',
    fileWanted: 'ファイルが必要です。',
    fileUnreadable: 'ファイルを読み取れませんでした。もう一度選択してください。',
    fileForeign: (host) => `このファイルは別のアプリのものです：${host}。`,
    fileNotFetched: 'このアプリはファイルのアドレスではなく、ファイルそのものを受け取ります。',
    refused: 'アプリはこの値を受け取りませんでした。',
  },
  status: {
    uploading(place, count, sentBytes, totalBytes, formats) {
      const what =
        count === 1 ? 'ファイルをアップロード中' : `ファイルをアップロード中（${formats.number(place)}/${formats.number(count)}）`
      return totalBytes === 0 ? what : `${what} · ${formats.bytesAs(sentBytes, totalBytes)}/${formats.bytes(totalBytes)}`
    },
    preparing: 'ファイルを準備中',
    submitting: 'アプリに送信中',
    waiting(reason, seconds, formats) {
      if (reason === 'connection-limit' || reason === 'turn') return 'ほかの実行が終わるのを待っています'
      const when = seconds === null ? '再試行しています。' : `${formats.number(seconds)}秒後に再試行します。`
      if (reason === 'no-answer') return `まだ応答がありません。${when}`
      return reason === 'queue-full' ? `アプリが混み合っています。${when}` : `現在リクエストが多すぎます。${when}`
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
    filter: '表示する行',
    all: 'すべて',
    ofLevel: { info: '情報', warning: '警告', success: '成功', error: 'エラー' },
    lines: 'ログ',
    restarted: 'この実行を追っていたサーバーが停止したため、実行を最初からやり直しています。',
    toasts: 'アプリからのメッセージ',
    dismiss: '閉じる',
  },
  output: {
    label: '結果',
    unnamed: (index, formats) => `出力 ${formats.number(index)}`,
    stale: '以前の実行の結果',
    awaited: 'ここに結果が表示されます。',
    empty: 'なし',
    nothing: (why) =>
      ({
        'no-value': '表示する値はありません。',
        layout: 'アプリ自身のページの見た目だけが変わりました。表示する値はありません。',
        form: '変更された内容はフォームにあります。',
      })[why],
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
    conversation: '会話',
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
    retry: 'もう一度聞く',
    undo: '取り消す',
    edit: '編集',
    editLabel: '新しい文面',
    editHint: 'Enter で送信、Shift と Enter で改行、Escape で元のままにします。',
    send: '送信',
    like: '良い回答',
    dislike: '良くない回答',
    ratingFailed: '評価を送信できませんでした。',
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
    folderUnreachable: 'このフォルダーの内容を表示できません。',
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
    succeeded: (durationMs, formats, hasResult) =>
      `${times.exact(durationMs, formats)}で完了しました。${hasResult ? '結果が出ています。' : '表示する値はありません。'}`,
    reconnecting: '接続が切れました。再接続しています。',
    reconnected: '再接続しました。',
    polling: 'リアルタイム更新の代わりに定期的に確認しています。',
  },
  error: {
    mayRun: '実行は受け付けられているかもしれません。二重に実行されても問題がない場合だけ、もう一度実行してください。',
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
    moreIssues: (count, formats) => `ほか${formats.number(count)}件。`,
  },
  history: {
    label: '実行の一覧',
    empty: 'まだ実行はありません。',
    status: {
      running: '実行中',
      succeeded: '完了',
      failed: '失敗',
      cancelled: '停止',
      unseen: '終わる前にページを離れました。',
    },
    useInputs: 'この値を使う',
    inputs: '値',
    result: '結果',
    noResult: '結果は保存されませんでした。',
    remove: '削除',
    clear: '一覧を空にする',
    ofApp: 'アプリ自身のページで行われた実行',
  },
  notice: {
    ask: '完了したら知らせる',
    on: '完了したらお知らせします。',
    denied: 'ブラウザーがこのページの通知をブロックしています。',
    ended: (status, title) =>
      status === 'succeeded' ? `${title} が完了しました` : status === 'failed' ? `${title} が失敗しました` : `${title} を停止しました`,
  },
  errors: {
    'options-invalid': () => ({ title: '設定に誤りがあります。', next: next.tellPage }),
    'address-invalid': () => ({ title: 'アプリのアドレスではありません。', next: 'アドレスを確認してください。' }),
    'app-unreachable': () => ({ title: 'アプリが応答しません。', next: next.later }),
    'app-not-gradio': () => ({ title: 'このアドレスにGradioアプリはありません。', next: 'アドレスを確認してください。' }),
    'app-not-allowed': () => ({
      title: 'このアプリはここからは利用できません。',
      next: 'このページの管理者に、利用の許可を依頼してください。',
    }),
    'relay-unreachable': () => ({ title: '中継サーバーが応答しません。', next: next.network }),
    'login-required': ({ details, formats, isRelayed, takesPassword }) => {
      const elsewhere = isRelayed && !takesPassword ? 'このページからはサインインできません。アプリ自体を開いてください。' : undefined
      switch (details.reason) {
        case 'signed-out':
          return {
            title: 'サインアウトしています。',
            body: ['何も始まっていません。', details.authMessage].filter(Boolean).join(' '),
            next: elsewhere ?? 'もう一度サインインしてから、実行し直してください。',
          }
        case 'signed-out-midway':
          return {
            title: 'サインアウトしています。',
            body: '始まった処理は、アプリで続いているかもしれません。',
            next: elsewhere ?? 'もう一度サインインしてから、実行し直してください。',
          }
        case 'wrong-credentials':
          return { title: 'ユーザー名またはパスワードが違います。', next: null }
        case 'too-many-tries':
          return {
            title: '試行回数が多すぎます。',
            next:
              details.retryAfterMs === undefined
                ? 'しばらく待ってから、もう一度お試しください。'
                : `${times.about(details.retryAfterMs, formats)}後にもう一度お試しください。`,
          }
        case 'not-kept':
          return {
            title: 'サインインできましたが、このブラウザーはこのページではそれを保持しません。',
            next: 'アプリ自体を開くか、同じサイトのページを使ってください。',
          }
        case 'no-password':
          return { title: 'このアプリはユーザー名とパスワードを受け付けません。', next: 'アプリのページでサインインしてください。' }
        case undefined:
        default:
          return {
            title: 'このアプリにはサインインが必要です。',
            body: details.authMessage,
            next: takesPassword
              ? 'このアプリのユーザー名とパスワードでサインインしてください。'
              : (elsewhere ?? 'アプリのページでサインインしてから、もう一度確認してください。'),
          }
      }
    },
    'protocol-unsupported': ({ details }) => ({
      title: details.version
        ? `このアプリはGradio ${details.version}を使用しており、対応していません。`
        : 'このバージョンのGradioには対応していません。',
      next: next.tellPage,
    }),
    'discovery-failed': () => ({
      title: 'アプリの情報を読み取れませんでした。',
      next: 'もう一度試してください。それでもうまくいかない場合は、このページの管理者に知らせてください。',
    }),
    'endpoint-unknown': ({ details, formats }) => ({
      title: details.endpoint ? `アプリにエンドポイント ${details.endpoint} はありません。` : 'アプリにそのエンドポイントはありません。',
      body:
        details.nearest || details.available.length === 0 ? undefined : `利用できるもの: ${formats.list(details.available.slice(0, 8))}`,
      next: details.nearest ? `もしかして: ${details.nearest}` : next.tellPage,
    }),
    'input-invalid': () => ({ title: '修正が必要な値があります。', next: '値を修正してから、もう一度実行してください。' }),
    'queue-full': ({ details, formats }) => ({
      title: 'アプリが混み合っています。',
      body:
        details.retryAfterMs === undefined
          ? '待ち行列がいっぱいです。'
          : `待ち行列がいっぱいです。${times.about(details.retryAfterMs, formats)}後にもう一度お試しください。`,
      next: details.retryAfterMs === undefined ? '少し待ってから、もう一度試してください。' : null,
    }),
    'rate-limited': ({ details, formats }) => ({
      title: details.limit === undefined ? 'アプリは現在これ以上のリクエストを受け付けていません。' : OVER_LIMIT[details.limit],
      body: details.retryAfterMs === undefined ? undefined : `${times.about(details.retryAfterMs, formats)}後にもう一度お試しください。`,
      next: details.retryAfterMs === undefined ? next.later : null,
    }),
    'access-denied': () => ({ title: 'アプリがアクセスを拒否しました。', next: 'アプリの所有者にアクセスを依頼してください。' }),
    'file-unavailable': () => ({
      title: 'このファイルは利用できません。',
      next: 'もう一度実行してください。新しいファイルが作られるかもしれません。',
    }),
    'join-refused': ({ details }) =>
      details.status === 413
        ? { title: '送信するデータが大きすぎます。', next: 'データを減らすか、もっと小さいファイルを使ってください。' }
        : {
            title: details.mayRun ? 'アプリが実行を受け付けたかどうかわかりません。' : 'アプリが実行を拒否しました。',
            next: next.againOrOwner,
          },
    'connection-refused': () => ({ title: 'アプリが接続を拒否しました。', next: next.later }),
    'connection-lost': ({ isRelayed }) => ({
      title: '接続が切れました。',
      body: isRelayed ? undefined : '中継サーバーがないため、この実行は再開できません。',
      next: next.network,
    }),
    'connection-timeout': () => ({ title: 'アプリが応答しません。', body: '時間内に接続できませんでした。', next: next.later }),
    'join-timeout': () => ({
      title: 'アプリが応答しません。',
      body: '実行が受け付けられたかどうか、時間内に返答がありませんでした。',
      next: next.later,
    }),
    'queue-timeout': () => ({ title: '待ち時間が長すぎました。', body: '実行は待ち行列から外されました。', next: next.later }),
    'idle-timeout': ({ isRelayed }) => ({
      title: 'アプリからの連絡が途絶えました。',
      body: isRelayed ? undefined : '中継サーバーがないため、この実行は再開できません。',
      next: next.again,
    }),
    'run-timeout': () => ({ title: '実行に時間がかかりすぎました。', body: '実行は停止されました。', next: next.less }),
    'buffer-exceeded': () => ({ title: 'アプリから送られたデータが大きすぎます。', next: next.less }),
    'stream-invalid': () => ({ title: 'アプリから読み取れないデータが届きました。', next: next.againOrOwner }),
    'message-invalid': () => ({ title: 'アプリから読み取れないデータが届きました。', next: null }),
    'session-unknown': () => ({ title: 'アプリはこの実行をもう保持していません。', next: next.again }),
    'store-unavailable': () => ({ title: '中継サーバーがこの実行を保存できませんでした。', next: next.again }),
    'relay-lost': () => ({ title: 'この実行を追っていた中継サーバーが停止しました。', next: next.again }),
    'token-invalid': () => ({
      title: 'この実行へのリンクは期限切れか、ここでは使えません。',
      next: 'リンクをくれた人に新しいものを頼んでください。',
    }),
    'resume-expired': () => ({
      title: 'この実行はもう再開できません。',
      body: '実行は終了後しばらくの間だけ保存されます。結果は残っていません。',
      next: next.again,
    }),
    'run-failed': ({ details }) => ({
      title: details.title && details.title !== 'Error' ? details.title : 'アプリは処理を完了できませんでした。',
      body: details.appMessage === undefined ? undefined : details.appMessage?.trim() || '理由は示されていません。',
      next: details.appMessage?.trim() ? '値を確認してから、もう一度実行してください。' : next.againOrOwner,
    }),
    'upload-failed': ({ details }) => ({
      title: details.file ? `「${details.file}」を送信できませんでした。` : 'ファイルを送信できませんでした。',
      next: 'もう一度試してください。まだ何も実行されていません。',
    }),
    'load-failed': ({ details }) => ({
      title: 'このページの一部を読み込めませんでした。',
      next: details.isOffline
        ? 'オフラインです。接続が戻ると読み込まれます。'
        : 'ネットワークを確認して、もう一度試してください。それでもうまくいかない場合は、ページを再読み込みしてください。',
    }),
    'file-too-large': ({ details, formats }) => ({
      title: details.file ? `「${details.file}」は大きすぎます。` : 'ファイルが大きすぎます。',
      body:
        details.limitBytes === undefined
          ? undefined
          : details.sizeBytes === undefined
            ? `上限は${formats.bytes(details.limitBytes)}です。`
            : `サイズは${formats.bytes(details.sizeBytes)}、上限は${formats.bytes(details.limitBytes)}です。`,
      next: 'もっと小さいファイルを選んでください。',
    }),
    'space-private': () => ({
      title: 'このSpaceは非公開か、存在しません。',
      next: '名前を確認するか、所有者にアクセスを依頼してください。',
    }),
    'space-paused': () => ({ title: 'このSpaceは一時停止中です。', next: '所有者に再開を依頼してください。' }),
    'space-broken': ({ details }) => ({
      title: 'このSpaceは現在動作していません。',
      body: brokenWords[details.stage ?? ''],
      next: '修復できるのは所有者だけです。後でもう一度確認してください。',
    }),
    'space-deleted': () => ({ title: 'このSpaceは削除中です。', next: null }),
    'wake-timeout': () => ({
      title: 'アプリが時間内に起動しませんでした。',
      body: 'まだ起動中かもしれません。',
      next: 'しばらくしてからもう一度試してください。',
    }),
    'gpu-quota-exceeded': ({ details, formats }) => quotaWords(details, formats),
    'gpu-unavailable': ({ details }) => ({
      title: details.kind === 'busy' ? 'すべてのGPUが使用中です。' : 'アプリがGPUを確保できませんでした。',
      body: details.kind === 'token-expired' ? 'このページを開いてから時間が経ちすぎています。' : undefined,
      next: details.kind === 'token-expired' ? 'ページを再読み込みしてください。' : next.later,
    }),
    'gpu-duration-refused': () => ({ title: 'この実行は、許可されている以上のGPU時間を要求しています。', next: next.less }),
    aborted: () => ({ title: '実行が中断されました。', next: null }),
  },
}

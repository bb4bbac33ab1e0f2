import type { KitStrings } from '../components/index.js'
import { createDayName } from '../components/list/dayName.js'
import { createNumbers, digitsOf, type Forms } from './counted.js'

const { number, counted, price, percent } = createNumbers('ar')

const words: Forms = { zero: 'بلا كلمات', one: 'كلمة واحدة', two: 'كلمتان', few: '# كلمات', other: '# كلمة' }
const tokens: Forms = { zero: 'بلا رموز', one: 'رمز واحد', two: 'رمزان', few: '# رموز', other: '# رمزًا' }
const turns: Forms = { one: 'جولة واحدة', two: 'جولتان', few: '# جولات', other: '# جولة' }
const answers: Forms = { one: 'إجابة واحدة', two: 'إجابتان', few: '# إجابات', other: '# إجابة' }

/** The kit in Arabic: `<TogetherChat strings={arabic} />`, on a page with `dir="rtl"`. */
export const arabic: KitStrings = {
  locale: 'ar',
  you: 'أنت',
  assistant: 'المساعد',
  messageLabel: (author, time) => (time === null ? author : `${author}، ${time}`),
  messageList: 'الرسائل',
  dayName: createDayName('ar'),
  scrollToEnd: (unseen) =>
    unseen === 0
      ? 'إلى النهاية'
      : `إلى النهاية، ${counted(unseen, {
          one: 'رسالة جديدة',
          two: 'رسالتان جديدتان',
          few: '# رسائل جديدة',
          other: '# رسالة جديدة',
        })}`,

  composerForm: 'كتابة رسالة',
  composerLabel: 'الرسالة',
  composerPlaceholder: 'اسأل عن أي شيء',
  composerHint: 'مفتاح الإدخال يرسل، ومع مفتاح العالي يبدأ سطرًا جديدًا، ومفتاح الهروب يوقف الإجابة.',
  send: 'إرسال',
  stop: 'إيقاف',
  queue: 'إرسال بعدها',
  queueList: 'الرسائل المنتظرة',
  removeQueued: (text) => `إزالة «${text}»`,
  refused: 'لم تُرسل: ما زالت إجابة قيد الكتابة.',
  attach: 'إرفاق ملفات',
  attachments: 'المرفقات',
  removeAttachment: (name) => `إزالة ${name}`,
  attached: (name) => `أُرفق ${name}`,
  detached: (name) => `أُزيل ${name}`,
  notAttached: (name) => `لا يمكن إرفاق ${name}: إما أنه كبير جدًا أو فارغ أو زاد عدد الملفات.`,

  welcomeTitle: 'بماذا أساعدك؟',
  suggestions: 'اقتراحات',

  actionsOf: (label) => `إجراءات: ${label}`,
  copy: 'نسخ',
  copyCode: 'نسخ الشيفرة',
  copied: 'نُسخ',
  copyFailed: 'النسخ غير مسموح هنا',
  edit: 'تعديل',
  editLabel: 'تعديل رسالتك',
  save: 'إرسال',
  cancel: 'إلغاء',
  regenerate: 'السؤال من جديد',
  branches: 'النسخ',
  branchOf: (place, count) => `${number(place)} من ${number(count)}`,
  previousBranch: 'النسخة السابقة',
  nextBranch: 'النسخة التالية',
  goodAnswer: 'إجابة جيدة',
  badAnswer: 'إجابة سيئة',
  feedbackGiven: (feedback) => feedbackGiven[feedback ?? 'none'],
  deleteMessage: 'حذف',
  deleteQuestion: (hasMore, choice) => {
    if (choice !== undefined) return hasMore ? `هل يُحذف ${choice} وكل ما بعده؟` : `هل يُحذف ${choice}؟`
    return hasMore ? 'هل تُحذف هذه الرسالة وكل ما بعدها؟' : 'هل تُحذف هذه الرسالة؟'
  },
  deleteConfirmed: 'حذف',
  deleteRefused: 'إبقاء',
  messageDeleted: 'حُذفت',
  regenerateWith: 'السؤال من جديد بنموذج آخر',

  waiting: 'بانتظار الإجابة',
  thinking: 'يفكّر…',
  thoughtFor: (seconds) => (seconds === null ? 'الأفكار' : `فكّر ${number(seconds)} ث`),
  stillWorking: 'ما زال يعمل…',
  stopped: 'أُوقفت',
  interrupted: 'انقطعت الإجابة.',
  lengthReached: 'بلغت الإجابة أقصى طول لها.',
  continue: 'متابعة',
  renderFailed: 'تعذّر عرض هذه الرسالة.',
  image: 'صورة',
  file: 'ملف',

  errorText: (code) => errorTexts[code],
  errorDetails: 'التفاصيل',
  retry: 'إعادة المحاولة',
  dismiss: 'إخفاء',
  retryAutomatically: 'إعادة المحاولة تلقائيًا',
  retryAfter: (seconds) =>
    `يمكن إعادة المحاولة بعد ${seconds < 120 ? `${number(seconds)} ث` : `${number(Math.ceil(seconds / 60))} د`}.`,
  retryingIn: (seconds, attempt) => `لا إجابة بعد. المحاولة ${number(attempt)} بعد ${number(seconds)} ث.`,
  retrying: (attempt) => `المحاولة ${number(attempt)}…`,

  toolStatus: (status) => toolStatuses[status],
  toolArguments: 'المعطيات',
  toolResult: 'النتيجة',
  toolError: 'الخطأ',
  toolReason: 'السبب',
  approvalOf: (tool) => `هل يُسمح بتشغيل ${tool}؟`,
  allow: 'سماح',
  allowAlways: 'سماح دائمًا',
  allowAlwaysHint: (tool) => `السماح بكل استدعاء لأداة ${tool} في هذه المحادثة`,
  reject: 'رفض',
  giveReason: 'ذكر سبب',
  rejectReason: 'السبب (اختياري)',
  runningTools: (names) => (names === '' ? 'بانتظار أداة…' : `قيد التشغيل: ${names}…`),
  approvalsWaiting: (count) =>
    counted(count, {
      one: 'أداة تحتاج إلى موافقتك.',
      two: 'أداتان تحتاجان إلى موافقتك.',
      few: '# أدوات تحتاج إلى موافقتك.',
      other: '# أداة تحتاج إلى موافقتك.',
    }),
  review: 'مراجعة',

  seconds: (milliseconds) => `${number(milliseconds / 1000, digitsOf(milliseconds / 1000))} ث`,
  tokensPerSecond: (rate) => `${number(rate, digitsOf(rate))} رمز/ث`,
  tokens: (count) => counted(count, tokens),
  estimatedCost: (dollars) => `≈ ${price(dollars)}`,
  count: (count) => number(count),
  metaLabel: (reading) => metaLabels[reading],

  codeBlock: (language) => (language === '' ? 'شيفرة' : `شيفرة، ${language}`),
  table: 'جدول',
  taskDone: 'تم',
  taskOpen: 'لم يتم بعد',
  loadImage: (host) => `تحميل الصورة من ${host}`,
  imageFailed: 'تعذّر تحميل الصورة.',

  announceResponding: 'المساعد يجيب',
  announceApproval: (tool) => `تحتاج ${tool} إلى موافقتك. اضغط F8 للمراجعة.`,
  announceReady: (count) => `الإجابة جاهزة، ${counted(count, words)}`,
  announceCode: (lines) =>
    `شيفرة، ${counted(lines, { one: 'سطر واحد', two: 'سطران', few: '# أسطر', other: '# سطرًا' })}`,

  helpTitle: 'المفاتيح',
  helpClose: 'إغلاق',
  helpInField: 'في حقل الكتابة',
  helpInList: 'في قائمة الرسائل',
  helpEverywhere: 'في كل المحادثة',
  helpSend: 'إرسال الرسالة',
  helpNewLine: 'سطر جديد',
  helpStop: 'إيقاف الإجابة',
  helpMove: 'الرسالة السابقة والتالية',
  helpEnds: 'أول رسالة وآخر رسالة',
  helpEnter: 'الدخول إلى الرسالة',
  helpLeave: 'الخروج منها',
  helpScroll: 'التمرير صفحة',
  helpReview: 'إلى الاستدعاء المنتظر',
  helpOpen: 'عرض هذه المفاتيح',

  modelChosen: (name) => (name === null ? 'اختيار نموذج' : `النموذج: ${name}`),
  chooseModel: 'اختيار نموذج',
  searchModels: 'بحث في النماذج',
  modelList: 'النماذج',
  recommendedModels: 'موصى بها',
  otherModels: 'نماذج أخرى',
  modelMissing: 'ليس في قائمة النماذج',
  modelContext: (length) => `سياق من ${counted(length, tokens)}`,
  modelPrice: (input, output) =>
    [input !== null && `${price(input)} للإدخال`, output !== null && `${price(output)} للإخراج`]
      .filter(Boolean)
      .join('، '),
  modelFree: 'مجاني',
  modelPriceUnit: 'الأسعار بالدولار الأمريكي لكل مليون رمز.',
  modelsLoading: 'يجري تحميل النماذج…',
  noModels: 'لا توجد نماذج.',
  noModelFound: (search) => `لا نموذج يطابق «${search}».`,
  modelsFound: (count) =>
    counted(count, { zero: 'بلا نماذج', one: 'نموذج واحد', two: 'نموذجان', few: '# نماذج', other: '# نموذجًا' }),

  samplingParameters: 'معاملات التوليد',
  parameterName: (name) => parameterNames[name],
  parameterHelp: (name) => parameterHelps[name],
  parameterRange: (range) => `${rangeText(range)}.`,
  parameterProblem: (range) => `أدخل: ${rangeText(range)}.`,
  parameterDefault: 'الافتراضي',
  parameterChoice: (_, choice) => parameterChoices[String(choice)] ?? String(choice),
  resetParameter: (name) => `إعادة تعيين: ${parameterNames[name]}`,
  resetParameters: 'إعادة تعيين الكل',
  stopText: (place) => `نص التوقف ${number(place)}`,
  addStop: 'إضافة نص توقف',
  removeStop: (place) => `إزالة نص التوقف ${number(place)}`,

  usageNone: 'لم يُستخدم شيء بعد',
  usageTokens: (count, isAtLeast) => `${isAtLeast ? 'على الأقل ' : ''}${counted(count, tokens)}`,
  usageCost: (dollars, isAtLeast) => `${isAtLeast ? 'على الأقل' : 'نحو'} ${price(dollars)}`,
  usageRequests: (count) => counted(count, { one: 'طلب واحد', two: 'طلبان', few: '# طلبات', other: '# طلبًا' }),
  usageRequestsLabel: 'الطلبات',
  usageCostLabel: 'التكلفة (تقدير)',
  usageAtLeast: 'أُوقف طلب أو انقطع أو أُعيد إرساله: استُخدم أكثر مما هو معروف.',
  usageEstimate: 'التكلفة تقدير من سعر مليون رمز، وقد تختلف الفاتورة عنها.',
  usageContext: (share, level) => `${shareText(share)} من السياق${contextLevels[level]}`,
  usageContextLabel: 'السياق المستخدم في الطلب الأخير',
  usageContextValue: (used, length, level) => `${number(used)} من ${counted(length, tokens)}${contextLevels[level]}`,
  usagePlot: (count, largest, cost) =>
    [
      `رموز ${counted(count, turns)} في أعمدة.`,
      `الأكثر في ${turnText(largest.from, largest.to)}: ${barText(largest)}.`,
      cost && `تصل التكلفة إلى نحو ${price(cost)}.`,
    ]
      .filter(Boolean)
      .join(' '),
  usageTurnChooser: 'الجولة',
  usageBar: (bar) =>
    `${turnText(bar.from, bar.to)}: ${barText(bar)}${bar.costSoFar ? `، نحو ${price(bar.costSoFar)} حتى هنا` : ''}`,
  usageOlder: ({ from, to }) =>
    `الجولات من ${number(from)} إلى ${number(to)} مجموعة في العمود الأول، وهو مقصوص من أعلاه.`,
  usageTurn: (from, to) => turnText(from, to),
  usageTable: 'رموز كل جولة وتكلفتها',
  usageColumn: (column) => usageColumns[column],

  choices: 'اختر الإجابة التي تتابع بها',
  choiceCount: (count) => counted(count, answers),
  choice: (place) => `الإجابة ${number(place)}`,
  choiceByModel: (place, model) => `الإجابة ${number(place)}، ${model}`,
  choiceOption: (name, facts) => [name, ...facts].join('، '),
  choiceState: (status) => choiceStates[status],
  choiceText: (name) => `نص ${name}`,
  choiceList: 'الإجابات',
  choicesApart: 'تمرير كل إجابة وحدها',
  pickChoice: 'المتابعة بهذه',
  choicePicked: 'مختارة',
  announceChoice: (place, count) => `اختيرت الإجابة ${number(place)} من ${number(count)}`,
  announceChoices: (count) => `${counted(count, answers)} للاختيار منها`,

  tokenText: 'النص رمزًا رمزًا',
  tokenHint: 'أشر إلى رمز، أو انتقل إليه بمفاتيح الأسهم: أعلى وأسفل للرموز غير المرجحة.',
  tokenLegend: 'مدى احتمال كل رمز',
  tokenConfidence: (confidence) => confidences[confidence],
  tokenProbability: (probability) => (probability === null ? 'الاحتمال غير معروف' : probabilityText(probability)),
  tokenAlternatives: 'مرشحات أخرى',
  tokenInvisible: 'لا شيء مرئي',

  generateForm: 'توليد نص',
  generatePrompt: 'الطلب',
  generatePlaceholder: 'اكتب طلبًا',
  generateHint: 'مفتاح الإدخال يولّد، ومع مفتاح العالي يبدأ سطرًا جديدًا، ومفتاح الهروب يوقف.',
  generateSystemPrompt: 'تعليمات النظام',
  generate: 'توليد',
  generateResults: 'النتائج',
  generateResult: (place, count) => (count === 1 ? 'النتيجة' : `النتيجة ${number(place)} من ${number(count)}`),
  generateRequest: 'كل النتائج معًا',
  announceResults: (count, wordCount) =>
    `${counted(count, { one: 'نتيجة واحدة', two: 'نتيجتان', few: '# نتائج', other: '# نتيجة' })}، ${counted(wordCount, words)}`,
}

const feedbackGiven = { good: 'قُيّمت جيدة', bad: 'قُيّمت سيئة', none: 'سُحب التقييم' }

const unexpected = 'حدث خطأ ما.'

const errorTexts: Readonly<Record<Parameters<KitStrings['errorText']>[0], string>> = {
  authentication: 'لم تقبل الخدمة مفتاح هذا الموقع.',
  credit: 'نفد رصيد الحساب الذي تعمل به هذه المحادثة.',
  permission: 'هذا الطلب غير مسموح.',
  'context-length': 'هذه المحادثة أطول مما يقبله النموذج. اختصر الرسالة أو ابدأ محادثة جديدة.',
  'too-large': 'هذه الرسالة أكبر من أن تُرسل.',
  'bad-request': 'لم يقبل النموذج هذه الرسالة.',
  'not-found': 'هذا النموذج غير متاح.',
  'rate-limit': 'الطلبات كثيرة جدًا الآن.',
  overloaded: 'النموذج مثقل بالطلبات الآن.',
  server: 'حدثت مشكلة في الخدمة نفسها.',
  network: 'تعذّر الوصول إلى الخدمة. تحقّق من اتصالك.',
  timeout: 'تأخرت الإجابة كثيرًا.',
  truncated: 'انقطعت الإجابة.',
  protocol: 'تعذّرت قراءة الإجابة.',
  limit: 'كانت الإجابة أكبر من المسموح.',
  'tool-loop': 'استدعى النموذج أدوات مرات كثيرة متتالية.',
  'invalid-output': 'ليست الإجابة على الشكل المطلوب.',
  busy: 'ما زالت إجابة قيد الكتابة.',
  'missing-key': 'لم يُعدّ مفتاح API لهذه المحادثة.',
  'browser-key': 'لا يجوز أن تحمل هذه الصفحة مفتاح API.',
  aborted: 'أُوقفت',
  'streaming-required': unexpected,
  'invalid-argument': unexpected,
  'invalid-message': 'لا يمكن إرسال هذه الرسالة.',
  serialization: unexpected,
  callback: unexpected,
  unknown: unexpected,
}

const toolStatuses: Readonly<Record<Parameters<KitStrings['toolStatus']>[0], string>> = {
  streaming: 'قيد الإعداد',
  ready: 'جاهزة',
  'awaiting-approval': 'تحتاج إلى موافقتك',
  running: 'قيد التشغيل',
  done: 'تمت',
  failed: 'فشلت',
  rejected: 'مرفوضة',
  invalid: 'معطيات غير صالحة',
  aborted: 'لم تُشغَّل',
}

const metaLabels: Readonly<Record<Parameters<KitStrings['metaLabel']>[0], string>> = {
  timeToFirstToken: 'الوقت حتى أول رمز',
  totalTime: 'الوقت الكلي',
  tokensPerSecond: 'السرعة',
  promptTokens: 'رموز الطلب',
  completionTokens: 'رموز الإجابة',
  cost: 'التكلفة التقديرية',
  cachedTokens: 'رموز من الذاكرة المؤقتة',
  reasoningTokens: 'رموز التفكير',
  model: 'النموذج',
  finishReason: 'سبب الانتهاء',
  seed: 'البذرة',
  id: 'المعرّف',
  warnings: 'تنبيهات',
}

const parameterNames: Readonly<Record<Parameters<KitStrings['parameterName']>[0], string>> = {
  temperature: 'درجة الحرارة',
  top_p: 'Top P',
  top_k: 'Top K',
  min_p: 'Min P',
  max_tokens: 'أقصى عدد للرموز',
  repetition_penalty: 'جزاء التكرار',
  presence_penalty: 'جزاء الحضور',
  frequency_penalty: 'جزاء التواتر',
  stop: 'نصوص التوقف',
  seed: 'البذرة',
  n: 'عدد الإجابات',
  logprobs: 'لوغاريتمات الاحتمال',
  reasoning_effort: 'جهد التفكير',
  reasoning: 'التفكير',
}

const parameterHelps: Readonly<Record<Parameters<KitStrings['parameterHelp']>[0], string>> = {
  temperature: 'المنخفضة متوقعة، والمرتفعة متنوعة.',
  top_p: 'أرجح الرموز التي يبلغ مجموع احتمالاتها هذا القدر فقط.',
  top_k: 'هذا العدد من أرجح الرموز فقط؛ ومن دونه كلها.',
  min_p: 'الرموز التي لا يقل احتمالها عن هذه النسبة من احتمال أرجحها فقط.',
  max_tokens: 'أقصى طول للإجابة.',
  repetition_penalty: 'فوق 1 يقل احتمال ما ورد من قبل.',
  presence_penalty: 'فوق 0 يتجه النموذج إلى موضوعات جديدة.',
  frequency_penalty: 'فوق 0 يقل تكرار النموذج للكلمات نفسها.',
  stop: 'تنتهي الإجابة قبل أحد هذه النصوص، وأقصاها 4. \\n سطر جديد.',
  seed: 'البذرة نفسها تعطي الإجابة نفسها مرة أخرى، بقدر ما يستطيع النموذج.',
  n: 'إجابات للاختيار منها، وكل واحدة مدفوعة.',
  logprobs: 'لكم من أرجح الرموز تُرسل الاحتمالات.',
  reasoning_effort: 'كم يفكّر النموذج القادر على التفكير قبل أن يجيب.',
  reasoning: 'هل يفكّر النموذج القادر على الأمرين قبل أن يجيب.',
}

const parameterChoices: Readonly<Record<string, string>> = {
  low: 'منخفض',
  medium: 'متوسط',
  high: 'مرتفع',
  true: 'مفعّل',
  false: 'معطّل',
}

const contextLevels = { normal: '', warning: '، يوشك أن يمتلئ', danger: '، ممتلئ تقريبًا' }
const usageColumns = { turn: 'الجولة', prompt: 'الطلب', completion: 'الإجابة', cost: 'التكلفة حتى هنا' }

const choiceStates: Readonly<Record<Parameters<KitStrings['choiceState']>[0], string>> = {
  pending: 'لم تبدأ',
  streaming: 'قيد الكتابة',
  stopped: 'أُوقفت',
  interrupted: 'انقطعت',
  error: 'فشلت',
}

const confidences: Readonly<Record<Parameters<KitStrings['tokenConfidence']>[0], string>> = {
  high: '90 % أو أكثر',
  medium: 'من 60 إلى 90 %',
  low: 'من 30 إلى 60 %',
  'very-low': 'أقل من 30 %',
  unknown: 'غير معروف',
}

function rangeText({ isWhole, min, max }: Parameters<KitStrings['parameterRange']>[0]): string {
  const kind = isWhole ? 'عدد صحيح' : 'عدد'
  if (min !== null && max !== null) return `${kind} من ${number(min, 2)} إلى ${number(max, 2)}`
  if (min !== null) return `${kind} لا يقل عن ${number(min, 2)}`
  return max === null ? kind : `${kind} لا يزيد على ${number(max, 2)}`
}

function turnText(from: number, to: number): string {
  return from === to ? `الجولة ${number(from)}` : `الجولات من ${number(from)} إلى ${number(to)}`
}

function barText({ prompt, completion }: Parameters<KitStrings['usageBar']>[0]): string {
  const parts = [
    prompt > 0 && `${counted(prompt, tokens)} للطلب`,
    completion > 0 && `${counted(completion, tokens)} للإجابة`,
  ]
  return parts.filter(Boolean).join('، ') || 'لا رموز معروفة'
}

function shareText(share: number): string {
  return share < 0.01 ? `أقل من ${percent(0.01)}` : percent(share)
}

function probabilityText(probability: number): string {
  if (probability < 0.001) return `أقل من ${percent(0.001, 1)}`
  if (probability > 0.999) return `أكثر من ${percent(0.999, 1)}`
  return percent(probability, probability < 0.1 || probability > 0.99 ? 1 : 0)
}

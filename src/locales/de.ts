import type { KitStrings } from '../components/index.js'
import { createDayName } from '../components/list/dayName.js'
import { createNumbers, digitsOf } from './counted.js'

const { number, counted, price, percent } = createNumbers('de')

const words = { one: '# Wort', other: '# Wörter' }
const tokens = { other: '# Token' }

/** The kit in German: `<TogetherChat strings={german} />`. */
export const german: KitStrings = {
  locale: 'de',
  you: 'Du',
  assistant: 'Assistent',
  messageLabel: (author, time) => (time === null ? author : `${author}, ${time}`),
  messageList: 'Nachrichten',
  dayName: createDayName('de'),
  scrollToEnd: (unseen) =>
    unseen === 0
      ? 'Zum Ende'
      : `Zum Ende, ${counted(unseen, { one: '# neue Nachricht', other: '# neue Nachrichten' })}`,

  composerForm: 'Nachricht schreiben',
  composerLabel: 'Nachricht',
  composerPlaceholder: 'Frag etwas',
  composerHint: 'Eingabe sendet, Umschalt und Eingabe machen eine neue Zeile, Escape stoppt die Antwort.',
  send: 'Senden',
  stop: 'Stopp',
  queue: 'Danach senden',
  queueList: 'Wartende Nachrichten',
  removeQueued: (text) => `„${text}“ entfernen`,
  refused: 'Nicht gesendet: Es wird noch eine Antwort geschrieben.',
  attach: 'Dateien anhängen',
  attachments: 'Anhänge',
  removeAttachment: (name) => `${name} entfernen`,
  attached: (name) => `${name} angehängt`,
  detached: (name) => `${name} entfernt`,
  notAttached: (name) => `${name} kann nicht angehängt werden: zu groß, leer oder eine Datei zu viel.`,

  welcomeTitle: 'Wobei kann ich helfen?',
  suggestions: 'Vorschläge',

  actionsOf: (label) => `Aktionen: ${label}`,
  copy: 'Kopieren',
  copyCode: 'Code kopieren',
  copied: 'Kopiert',
  copyFailed: 'Kopieren ist hier nicht erlaubt',
  edit: 'Bearbeiten',
  editLabel: 'Deine Nachricht bearbeiten',
  save: 'Senden',
  cancel: 'Abbrechen',
  regenerate: 'Noch einmal fragen',
  branches: 'Fassungen',
  branchOf: (place, count) => `${place} von ${count}`,
  previousBranch: 'Vorige Fassung',
  nextBranch: 'Nächste Fassung',
  goodAnswer: 'Gute Antwort',
  badAnswer: 'Schlechte Antwort',
  feedbackGiven: (feedback) => feedbackGiven[feedback ?? 'none'],
  deleteMessage: 'Löschen',
  deleteQuestion: (hasMore, choice) =>
    hasMore ? `${choice ?? 'Dies'} und alles danach löschen?` : `${choice ?? 'Diese Nachricht'} löschen?`,
  deleteConfirmed: 'Löschen',
  deleteRefused: 'Behalten',
  messageDeleted: 'Gelöscht',
  regenerateWith: 'Ein anderes Modell fragen',

  waiting: 'Die Antwort kommt gleich',
  thinking: 'Denkt nach …',
  thoughtFor: (seconds) => (seconds === null ? 'Gedanken' : `${number(seconds)} s nachgedacht`),
  stillWorking: 'Arbeitet noch …',
  stopped: 'Gestoppt',
  interrupted: 'Die Antwort ist abgebrochen.',
  lengthReached: 'Die Antwort hat ihre größte Länge erreicht.',
  continue: 'Fortsetzen',
  renderFailed: 'Diese Nachricht kann nicht gezeigt werden.',
  image: 'Bild',
  file: 'Datei',

  errorText: (code) => errorTexts[code],
  errorDetails: 'Einzelheiten',
  retry: 'Noch einmal versuchen',
  dismiss: 'Ausblenden',
  retryAutomatically: 'Von selbst wiederholen',
  retryAfter: (seconds) =>
    `In ${seconds < 120 ? `${number(seconds)} s` : `${number(Math.ceil(seconds / 60))} min`} geht es wieder.`,
  retryingIn: (seconds, attempt) =>
    `Noch keine Antwort. Nächster Versuch in ${number(seconds)} s (${number(attempt)}. Versuch).`,
  retrying: (attempt) => `Neuer Versuch (${number(attempt)}.) …`,

  toolStatus: (status) => toolStatuses[status],
  toolArguments: 'Argumente',
  toolResult: 'Ergebnis',
  toolError: 'Fehler',
  toolReason: 'Grund',
  approvalOf: (tool) => `Darf ${tool} laufen?`,
  allow: 'Erlauben',
  allowAlways: 'Immer erlauben',
  allowAlwaysHint: (tool) => `Jeden Aufruf von ${tool} in dieser Unterhaltung erlauben`,
  reject: 'Ablehnen',
  giveReason: 'Grund angeben',
  rejectReason: 'Grund (freiwillig)',
  runningTools: (names) => (names === '' ? 'Wartet auf ein Werkzeug …' : `${names} läuft …`),
  approvalsWaiting: (count) =>
    counted(count, {
      one: 'Ein Werkzeug braucht deine Erlaubnis.',
      other: '# Werkzeuge brauchen deine Erlaubnis.',
    }),
  review: 'Ansehen',

  seconds: (milliseconds) => `${number(milliseconds / 1000, digitsOf(milliseconds / 1000))} s`,
  tokensPerSecond: (rate) => `${number(rate, digitsOf(rate))} Token/s`,
  tokens: (count) => counted(count, tokens),
  estimatedCost: (dollars) => `≈ ${price(dollars)}`,
  count: (count) => number(count),
  metaLabel: (reading) => metaLabels[reading],

  codeBlock: (language) => (language === '' ? 'Code' : `Code, ${language}`),
  table: 'Tabelle',
  taskDone: 'Erledigt',
  taskOpen: 'Offen',
  loadImage: (host) => `Bild von ${host} laden`,
  imageFailed: 'Das Bild konnte nicht geladen werden.',

  announceResponding: 'Der Assistent antwortet',
  announceApproval: (tool) => `${tool} braucht deine Erlaubnis. F8 führt hin.`,
  announceReady: (count) => `Antwort fertig, ${counted(count, words)}`,
  announceCode: (lines) => `Code, ${counted(lines, { one: '# Zeile', other: '# Zeilen' })}`,

  helpTitle: 'Tasten',
  helpClose: 'Schließen',
  helpInField: 'Im Textfeld',
  helpInList: 'In der Liste der Nachrichten',
  helpEverywhere: 'Überall im Chat',
  helpSend: 'Nachricht senden',
  helpNewLine: 'Neue Zeile',
  helpStop: 'Antwort stoppen',
  helpMove: 'Vorige und nächste Nachricht',
  helpEnds: 'Erste und letzte Nachricht',
  helpEnter: 'In die Nachricht hinein',
  helpLeave: 'Aus ihr heraus',
  helpScroll: 'Eine Seite blättern',
  helpReview: 'Zum Aufruf, der wartet',
  helpOpen: 'Diese Tasten zeigen',

  modelChosen: (name) => (name === null ? 'Modell wählen' : `Modell: ${name}`),
  chooseModel: 'Modell wählen',
  searchModels: 'Modelle suchen',
  modelList: 'Modelle',
  recommendedModels: 'Empfohlen',
  otherModels: 'Weitere Modelle',
  modelMissing: 'Nicht in der Liste der Modelle',
  modelContext: (length) => `${number(length)} Token Kontext`,
  modelPrice: (input, output) =>
    [input !== null && `${price(input)} ein`, output !== null && `${price(output)} aus`].filter(Boolean).join(', '),
  modelFree: 'Kostenlos',
  modelPriceUnit: 'Preise in US-Dollar für eine Million Token.',
  modelsLoading: 'Modelle werden geladen …',
  noModels: 'Es gibt keine Modelle.',
  noModelFound: (search) => `Kein Modell passt zu „${search}“.`,
  modelsFound: (count) => counted(count, { one: '# Modell', other: '# Modelle' }),

  samplingParameters: 'Parameter',
  parameterName: (name) => parameterNames[name],
  parameterHelp: (name) => parameterHelps[name],
  parameterRange: (range) => `${rangeText(range)}.`,
  parameterProblem: (range) => `Bitte eingeben: ${rangeText(range)}.`,
  parameterDefault: 'Vorgabe',
  parameterChoice: (_, choice) => parameterChoices[String(choice)] ?? String(choice),
  resetParameter: (name) => `${parameterNames[name]} zurücksetzen`,
  resetParameters: 'Alle zurücksetzen',
  stopText: (place) => `Stopptext ${place}`,
  addStop: 'Stopptext hinzufügen',
  removeStop: (place) => `Stopptext ${place} entfernen`,

  usageNone: 'Noch nichts verbraucht',
  usageTokens: (count, isAtLeast) => `${isAtLeast ? 'mindestens ' : ''}${counted(count, tokens)}`,
  usageCost: (dollars, isAtLeast) => `${isAtLeast ? 'mindestens' : 'etwa'} ${price(dollars)}`,
  usageRequests: (count) => counted(count, { one: '# Anfrage', other: '# Anfragen' }),
  usageRequestsLabel: 'Anfragen',
  usageCostLabel: 'Kosten (geschätzt)',
  usageAtLeast: 'Eine Anfrage wurde gestoppt, brach ab oder wurde wiederholt: Verbraucht wurde mehr, als bekannt ist.',
  usageEstimate: 'Die Kosten sind aus dem Preis für eine Million Token geschätzt. Die Rechnung kann abweichen.',
  usageContext: (share, level) => `${shareText(share)} des Kontexts${contextLevels[level]}`,
  usageContextLabel: 'Kontext der letzten Anfrage',
  usageContextValue: (used, length, level) => `${number(used)} von ${counted(length, tokens)}${contextLevels[level]}`,
  usagePlot: (count, largest, cost) =>
    [
      `Token von ${counted(count, { one: '# Runde', other: '# Runden' })} als Balken.`,
      `Am meisten in ${turnText(largest.from, largest.to)}: ${barText(largest)}.`,
      cost && `Die Kosten steigen auf etwa ${price(cost)}.`,
    ]
      .filter(Boolean)
      .join(' '),
  usageTurnChooser: 'Runde',
  usageBar: (bar) =>
    `${turnText(bar.from, bar.to)}: ${barText(bar)}${bar.costSoFar ? `, bis hier etwa ${price(bar.costSoFar)}` : ''}`,
  usageOlder: ({ from, to }) =>
    `Die Runden ${from} bis ${to} stehen zusammen im ersten Balken, der oben abgeschnitten ist.`,
  usageTurn: (from, to) => turnText(from, to),
  usageTable: 'Token und Kosten jeder Runde',
  usageColumn: (column) => usageColumns[column],

  choices: 'Wähle die Antwort, mit der es weitergeht',
  choiceCount: (count) => counted(count, { one: '# Antwort', other: '# Antworten' }),
  choice: (place) => `Antwort ${place}`,
  choiceByModel: (place, model) => `Antwort ${place}, ${model}`,
  choiceOption: (name, facts) => [name, ...facts].join(', '),
  choiceState: (status) => choiceStates[status],
  choiceText: (name) => `Text von ${name}`,
  choiceList: 'Antworten',
  choicesApart: 'Einzeln blättern',
  pickChoice: 'Mit dieser weiter',
  choicePicked: 'Gewählt',
  announceChoice: (place, count) => `Antwort ${place} von ${count} gewählt`,
  announceChoices: (count) => `${counted(count, { one: '# Antwort', other: '# Antworten' })} zur Wahl`,

  tokenText: 'Text, Token für Token',
  tokenHint: 'Zeig auf ein Token oder geh mit den Pfeiltasten hin: auf und ab zu den unwahrscheinlichen.',
  tokenLegend: 'Wie wahrscheinlich jedes Token war',
  tokenConfidence: (confidence) => confidences[confidence],
  tokenProbability: (probability) =>
    probability === null ? 'Wahrscheinlichkeit unbekannt' : probabilityText(probability),
  tokenAlternatives: 'Andere Kandidaten',
  tokenInvisible: 'nichts Sichtbares',

  generateForm: 'Text erzeugen',
  generatePrompt: 'Prompt',
  generatePlaceholder: 'Schreib einen Prompt',
  generateHint: 'Eingabe erzeugt, Umschalt und Eingabe machen eine neue Zeile, Escape stoppt.',
  generateSystemPrompt: 'System-Prompt',
  generate: 'Erzeugen',
  generateResults: 'Ergebnisse',
  generateResult: (place, count) => (count === 1 ? 'Ergebnis' : `Ergebnis ${place} von ${count}`),
  generateRequest: 'Alle Ergebnisse zusammen',
  announceResults: (count, wordCount) =>
    `${counted(count, { one: 'Ergebnis', other: '# Ergebnisse' })} fertig, ${counted(wordCount, words)}`,
}

const feedbackGiven = {
  good: 'Als gut bewertet',
  bad: 'Als schlecht bewertet',
  none: 'Bewertung zurückgenommen',
}

const unexpected = 'Etwas ist schiefgegangen.'

const errorTexts: Readonly<Record<Parameters<KitStrings['errorText']>[0], string>> = {
  authentication: 'Der Dienst hat den Schlüssel dieser Seite nicht angenommen.',
  credit: 'Das Konto hinter diesem Chat hat kein Guthaben mehr.',
  permission: 'Diese Anfrage ist nicht erlaubt.',
  'context-length':
    'Die Unterhaltung ist zu lang für das Modell. Kürze die Nachricht, oder beginne eine neue Unterhaltung.',
  'too-large': 'Diese Nachricht ist zu groß zum Senden.',
  'bad-request': 'Das Modell hat diese Nachricht nicht angenommen.',
  'not-found': 'Dieses Modell gibt es hier nicht.',
  'rate-limit': 'Im Moment sind es zu viele Anfragen.',
  overloaded: 'Das Modell ist im Moment überlastet.',
  server: 'Der Dienst hatte selbst ein Problem.',
  network: 'Der Dienst ist nicht erreichbar. Prüfe deine Verbindung.',
  timeout: 'Die Antwort hat zu lange gedauert.',
  truncated: 'Die Antwort ist abgebrochen.',
  protocol: 'Die Antwort ist nicht lesbar.',
  limit: 'Die Antwort war größer als erlaubt.',
  'tool-loop': 'Das Modell hat zu oft hintereinander Werkzeuge gerufen.',
  'invalid-output': 'Die Antwort hat nicht die verlangte Form.',
  busy: 'Es wird noch eine Antwort geschrieben.',
  'missing-key': 'Für diesen Chat ist kein API-Schlüssel eingerichtet.',
  'browser-key': 'Diese Seite darf keinen API-Schlüssel haben.',
  aborted: 'Gestoppt',
  'streaming-required': unexpected,
  'invalid-argument': unexpected,
  'invalid-message': 'Diese Nachricht kann nicht gesendet werden.',
  serialization: unexpected,
  callback: unexpected,
  unknown: unexpected,
}

const toolStatuses: Readonly<Record<Parameters<KitStrings['toolStatus']>[0], string>> = {
  streaming: 'Wird vorbereitet',
  ready: 'Bereit',
  'awaiting-approval': 'Braucht deine Erlaubnis',
  running: 'Läuft',
  done: 'Fertig',
  failed: 'Fehlgeschlagen',
  rejected: 'Abgelehnt',
  invalid: 'Ungültige Argumente',
  aborted: 'Nicht gelaufen',
}

const metaLabels: Readonly<Record<Parameters<KitStrings['metaLabel']>[0], string>> = {
  timeToFirstToken: 'Zeit bis zum ersten Token',
  totalTime: 'Zeit insgesamt',
  tokensPerSecond: 'Geschwindigkeit',
  promptTokens: 'Token des Prompts',
  completionTokens: 'Token der Antwort',
  cost: 'Geschätzte Kosten',
  cachedTokens: 'Token aus dem Cache',
  reasoningTokens: 'Token des Nachdenkens',
  model: 'Modell',
  finishReason: 'Grund des Endes',
  seed: 'Seed',
  id: 'Kennung',
  warnings: 'Hinweise',
}

const parameterNames: Readonly<Record<Parameters<KitStrings['parameterName']>[0], string>> = {
  temperature: 'Temperatur',
  top_p: 'Top P',
  top_k: 'Top K',
  min_p: 'Min P',
  max_tokens: 'Token höchstens',
  repetition_penalty: 'Abzug für Wiederholung',
  presence_penalty: 'Abzug für Vorhandenes',
  frequency_penalty: 'Abzug für Häufiges',
  stop: 'Stopptexte',
  seed: 'Seed',
  n: 'Anzahl der Antworten',
  logprobs: 'Log-Wahrscheinlichkeiten',
  reasoning_effort: 'Aufwand des Nachdenkens',
  reasoning: 'Nachdenken',
}

const parameterHelps: Readonly<Record<Parameters<KitStrings['parameterHelp']>[0], string>> = {
  temperature: 'Niedrig ist vorhersehbar, hoch ist abwechslungsreich.',
  top_p: 'Nur die wahrscheinlichsten Token, die zusammen diese Wahrscheinlichkeit haben.',
  top_k: 'Nur so viele der wahrscheinlichsten Token; ohne Angabe alle.',
  min_p: 'Nur Token mit mindestens diesem Anteil an der Wahrscheinlichkeit des wahrscheinlichsten.',
  max_tokens: 'Wie lang eine Antwort werden darf.',
  repetition_penalty: 'Über 1 wird unwahrscheinlicher, was schon da war.',
  presence_penalty: 'Über 0 wendet sich das Modell neuen Themen zu.',
  frequency_penalty: 'Über 0 wiederholt das Modell Wörter seltener.',
  stop: 'Die Antwort endet vor einem von diesen, bis zu 4. \\n ist eine neue Zeile.',
  seed: 'Derselbe Seed gibt dieselbe Antwort noch einmal, soweit das Modell es kann.',
  n: 'Antworten zur Auswahl. Jede wird bezahlt.',
  logprobs: 'Für wie viele der wahrscheinlichsten Token Wahrscheinlichkeiten gesendet werden.',
  reasoning_effort: 'Wie lange ein Modell, das nachdenken kann, vor der Antwort nachdenkt.',
  reasoning: 'Ob ein Modell, das beides kann, vor der Antwort nachdenkt.',
}

const parameterChoices: Readonly<Record<string, string>> = {
  low: 'Wenig',
  medium: 'Mittel',
  high: 'Viel',
  true: 'An',
  false: 'Aus',
}

const contextLevels = { normal: '', warning: ', wird voll', danger: ', fast voll' }
const usageColumns = { turn: 'Runde', prompt: 'Prompt', completion: 'Antwort', cost: 'Kosten bis hier' }

const choiceStates: Readonly<Record<Parameters<KitStrings['choiceState']>[0], string>> = {
  pending: 'nicht begonnen',
  streaming: 'wird geschrieben',
  stopped: 'gestoppt',
  interrupted: 'abgebrochen',
  error: 'fehlgeschlagen',
}

const confidences: Readonly<Record<Parameters<KitStrings['tokenConfidence']>[0], string>> = {
  high: '90 % oder mehr',
  medium: '60 bis 90 %',
  low: '30 bis 60 %',
  'very-low': 'unter 30 %',
  unknown: 'unbekannt',
}

function rangeText({ isWhole, min, max }: Parameters<KitStrings['parameterRange']>[0]): string {
  const kind = isWhole ? 'Eine ganze Zahl' : 'Eine Zahl'
  if (min !== null && max !== null) return `${kind} von ${number(min, 2)} bis ${number(max, 2)}`
  if (min !== null) return `${kind} ab ${number(min, 2)}`
  return max === null ? kind : `${kind} bis ${number(max, 2)}`
}

function turnText(from: number, to: number): string {
  return from === to ? `Runde ${from}` : `Runden ${from} bis ${to}`
}

function barText({ prompt, completion }: Parameters<KitStrings['usageBar']>[0]): string {
  const parts = [
    prompt > 0 && `${counted(prompt, tokens)} im Prompt`,
    completion > 0 && `${counted(completion, tokens)} in der Antwort`,
  ]
  return parts.filter(Boolean).join(' und ') || 'keine bekannten Token'
}

function shareText(share: number): string {
  return share < 0.01 ? 'unter 1 %' : percent(share)
}

function probabilityText(probability: number): string {
  if (probability < 0.001) return 'unter 0,1 %'
  if (probability > 0.999) return 'über 99,9 %'
  return percent(probability, probability < 0.1 || probability > 0.99 ? 1 : 0)
}

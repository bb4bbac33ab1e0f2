import type { TogetherErrorCode } from '../../core/index.js'
import type { ChatStrings, MetaReading } from './ChatStrings.js'

/** The default words. */
export const english: ChatStrings = {
  locale: 'en',
  you: 'You',
  assistant: 'Assistant',
  messageLabel: (author, time) => (time === null ? author : `${author}, ${time}`),
  messageList: 'Messages',
  scrollToEnd: (unseen) => (unseen === 0 ? 'Scroll to the end' : `Scroll to the end, ${plural(unseen, 'new message')}`),

  composerForm: 'Write a message',
  composerLabel: 'Message',
  composerPlaceholder: 'Ask anything',
  composerHint: 'Enter sends, Shift and Enter make a new line, Escape stops the answer.',
  send: 'Send',
  stop: 'Stop',
  queue: 'Send next',
  queueList: 'Messages waiting',
  removeQueued: (text) => `Remove “${text}”`,
  refused: 'Not sent: an answer is still being written.',
  attach: 'Attach files',
  attachments: 'Attachments',
  removeAttachment: (name) => `Remove ${name}`,
  attached: (name) => `${name} attached`,
  detached: (name) => `${name} removed`,
  notAttached: (name) => `${name} cannot be attached: it is too large, empty, or one too many.`,

  welcomeTitle: 'What can I help with?',
  suggestions: 'Suggestions',

  actionsOf: (label) => `Actions: ${label}`,
  copy: 'Copy',
  copyCode: 'Copy code',
  copied: 'Copied',
  copyFailed: 'Copying is not allowed here',
  edit: 'Edit',
  editLabel: 'Edit your message',
  save: 'Send',
  cancel: 'Cancel',
  regenerate: 'Ask again',
  branches: 'Versions',
  branchOf: (place, count) => `${place} of ${count}`,
  previousBranch: 'Previous version',
  nextBranch: 'Next version',

  waiting: 'Waiting for the answer',
  thinking: 'Thinking…',
  thoughtFor: (seconds) => (seconds === null ? 'Thoughts' : `Thought for ${seconds} s`),
  stillWorking: 'Still working…',
  stopped: 'Stopped',
  interrupted: 'The answer broke off.',
  lengthReached: 'The answer reached its length limit.',
  continue: 'Continue',
  renderFailed: 'This message could not be shown.',
  image: 'Image',
  file: 'File',

  errorText: (code) => errorTexts[code],
  errorDetails: 'Details',
  retry: 'Try again',
  dismiss: 'Dismiss',
  retryAutomatically: 'Retry automatically',
  retryAfter: (seconds) =>
    `It can be tried again in ${seconds < 120 ? `${seconds} s` : `${Math.ceil(seconds / 60)} min`}.`,
  retryingIn: (seconds, attempt) => `No answer yet. Trying again in ${seconds} s (attempt ${attempt}).`,
  retrying: (attempt) => `Trying again (attempt ${attempt})…`,

  runningTools: (tools) => (tools === '' ? 'Waiting for a tool…' : `Running ${tools}…`),
  approvalsWaiting: (count) => (count === 1 ? 'A tool needs your approval.' : `${count} tools need your approval.`),
  review: 'Review',

  seconds: (milliseconds) => `${rounded(milliseconds / 1000)} s`,
  tokensPerSecond: (rate) => `${rounded(rate)} tok/s`,
  tokens: (count) => `${number(count)} ${count === 1 ? 'token' : 'tokens'}`,
  estimatedCost: (dollars) => `≈ ${price(dollars)}`,
  count: number,
  metaLabel: (reading) => metaLabels[reading],

  codeBlock: (language) => (language === '' ? 'Code' : `Code, ${language}`),
  table: 'Table',
  taskDone: 'Done',
  taskOpen: 'To do',
  loadImage: (host) => `Load image from ${host}`,
  imageFailed: 'The image could not be loaded.',

  announceResponding: 'Assistant is responding',
  announceApproval: (tool) => `${tool} needs your approval. Press F8 to review it.`,
  announceReady: (words) => `Reply ready, ${plural(words, 'word')}`,
  announceCode: (lines) => `code block, ${plural(lines, 'line')}`,
}

const unexpected = 'Something went wrong.'

const errorTexts: Readonly<Record<TogetherErrorCode, string>> = {
  authentication: 'The service did not accept this site’s key.',
  credit: 'The account behind this chat has no credit left.',
  permission: 'This request is not allowed.',
  'context-length': 'This conversation is too long for the model. Shorten the message, or begin a new conversation.',
  'too-large': 'This message is too large to send.',
  'bad-request': 'The model did not accept this message.',
  'not-found': 'This model is not available.',
  'rate-limit': 'Too many requests at the moment.',
  overloaded: 'The model is overloaded at the moment.',
  server: 'The service had a problem of its own.',
  network: 'The service could not be reached. Check your connection.',
  timeout: 'The answer took too long.',
  truncated: 'The answer broke off.',
  protocol: 'The answer could not be read.',
  limit: 'The answer was larger than allowed.',
  'tool-loop': 'The model called tools too many times in a row.',
  'invalid-output': 'The answer does not have the form that was asked for.',
  busy: 'An answer is still being written.',
  'missing-key': 'No API key is set up for this chat.',
  'browser-key': 'This page must not hold an API key.',
  aborted: 'Stopped',
  'streaming-required': unexpected,
  'invalid-argument': unexpected,
  'invalid-message': 'This message cannot be sent.',
  serialization: unexpected,
  callback: unexpected,
  unknown: unexpected,
}

const metaLabels: Readonly<Record<MetaReading, string>> = {
  timeToFirstToken: 'Time to first token',
  totalTime: 'Total time',
  tokensPerSecond: 'Speed',
  promptTokens: 'Prompt tokens',
  completionTokens: 'Completion tokens',
  cost: 'Estimated cost',
  cachedTokens: 'Cached tokens',
  reasoningTokens: 'Reasoning tokens',
  model: 'Model',
  finishReason: 'Finish reason',
  seed: 'Seed',
  id: 'Id',
  warnings: 'Warnings',
}

function price(dollars: number): string {
  return dollars.toLocaleString('en', { style: 'currency', currency: 'USD', maximumSignificantDigits: 2 })
}

function plural(count: number, noun: string): string {
  return `${number(count)} ${noun}${count === 1 ? '' : 's'}`
}

function number(count: number): string {
  return count.toLocaleString('en')
}

/** 0.34, 3.4, 34 */
function rounded(value: number): string {
  return value.toLocaleString('en', { maximumFractionDigits: value < 1 ? 2 : value < 10 ? 1 : 0 })
}

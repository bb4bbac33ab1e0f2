import type { Answer } from './answer.js'

/** What a person gets for small talk. */
export const shortAnswers: readonly Answer[] = [
  {
    keywords: ['hello', 'hi', 'hey', 'good morning', 'good evening', 'greetings'],
    onlyWhenAsked: true,
    text: 'Hello! 👋 How can I help you today?',
  },
  {
    keywords: ['hello', 'hi', 'hey', 'howdy', 'who are you'],
    onlyWhenAsked: true,
    text: 'Hi there. I am a simulated model: I answer without a network and without a key, so ask me for a table, some code, a list, Arabic, or something long.',
  },
  {
    keywords: ['thanks', 'thank you', 'cheers', 'great', 'perfect'],
    onlyWhenAsked: true,
    text: 'You are welcome! If anything else comes up, just ask. 🙂',
  },
  {
    keywords: ['bye', 'goodbye', 'see you', 'good night'],
    onlyWhenAsked: true,
    text: 'Goodbye, and have a **good** rest of the day!',
  },
  {
    keywords: ['joke', 'funny', 'laugh'],
    onlyWhenAsked: true,
    text: 'There are only two hard things in computer science: cache invalidation, naming things, and *off-by-one errors*.',
  },
]
